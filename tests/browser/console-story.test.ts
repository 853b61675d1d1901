/** The story of the README, from an empty browser to the second sign-in. */
import { test } from 'node:test';
import { DIST } from './stage';
import { runConsoleStory } from './story';

test('a key added to the console signs in to it, both at the first attempt', async (t) => {
  await runConsoleStory({
    chromium: process.env.XENON_CHROMIUM ?? '/usr/bin/chromium',
    dist: DIST,
    onStep: (name, ms) => t.diagnostic(`${name}: ${Math.round(ms)} ms`),
  });
});
