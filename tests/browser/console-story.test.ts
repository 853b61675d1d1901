/** The story of the README, from an empty browser to the second sign-in. */
import { test } from 'node:test';
import { DIST } from './stage';
import { runConsoleStory } from './story';

const STORY = { chromium: process.env.XENON_CHROMIUM ?? '/usr/bin/chromium', dist: DIST };

test('a key added to the console signs in to it, both at the first attempt', async (t) => {
  await runConsoleStory({ ...STORY, onStep: (name, ms) => t.diagnostic(`${name}: ${Math.round(ms)} ms`) });
});

test('the same in U2F: the page calls u2f.sign as it loads', async (t) => {
  const onStep = (name: string, ms: number) => t.diagnostic(`${name}: ${Math.round(ms)} ms`);
  await runConsoleStory({ ...STORY, api: 'u2f', onStep });
});
