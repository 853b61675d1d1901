/** Plays the console story in a headless Chromium and prints each step with its time. */
import { pathToFileURL } from 'node:url';
import { bundleProgram } from './bundle-tests.mjs';
import { dist } from './paths.mjs';
import { spoken } from './step.mjs';

export async function playStory({ chromium }) {
  process.env.XENON_CHROMIUM = chromium;
  const { runConsoleStory } = await import(pathToFileURL(await bundleProgram('browser/story.ts')));
  const start = performance.now();
  const onStep = (name, ms) => console.log(`✓ ${name} (${Math.round(ms)} ms)`);
  await runConsoleStory({ chromium, dist, onStep });
  console.log('\nThe same in U2F:');
  await runConsoleStory({ chromium, dist, onStep, api: 'u2f' });
  console.log(`\nThe server verified everything. ${spoken(performance.now() - start)} in all.`);
  process.exit(0);
}
