/** Plays the console story in a headless Chromium and prints each step with its time. */
import { pathToFileURL } from 'node:url';
import { bundleProgram } from './bundle-tests.mjs';
import { dist } from './paths.mjs';
import { spoken } from './step.mjs';

export async function playStory({ chromium }) {
  process.env.XENON_CHROMIUM = chromium;
  const { runConsoleStory } = await import(pathToFileURL(await bundleProgram('browser/story.ts')));
  const start = performance.now();
  await runConsoleStory({
    chromium,
    dist,
    onStep: (name, ms) => console.log(`✓ ${name} (${Math.round(ms)} ms)`),
  });
  console.log(`\nThe server verified everything. ${spoken(performance.now() - start)} in all.`);
  process.exit(0);
}
