/**
 * `npm start`: the demo site in a Chromium that has Xenon loaded. `-- --headless` lets the whole
 * story run by itself; `-- --profile FOLDER` keeps keys and settings there.
 */
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { openDemo } from './demo.mjs';
import { buildExtension } from './extension.mjs';
import { build } from './paths.mjs';
import { setUp } from './setup.mjs';
import { playStory } from './story.mjs';
import { asProgram, Trouble } from './trouble.mjs';

await asProgram(async () => {
  const { headless, profile } = options();
  if (!headless) requireDisplay();
  const tools = await setUp({ browser: ['chromium'] });
  await buildExtension(tools);
  if (headless) await playStory(tools);
  else await openDemo(tools, profile);
});

function options() {
  const { values } = parseArgs({ options: { headless: { type: 'boolean' }, profile: { type: 'string' } } });
  return {
    headless: values.headless === true,
    profile: resolve(values.profile ?? join(build, 'demo-profile')),
  };
}

function requireDisplay() {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  if (process.platform !== 'linux' || DISPLAY || WAYLAND_DISPLAY) return;
  throw new Trouble(
    'There is no display to open Chromium on: run `npm start -- --headless` to see the whole story pass by itself.',
  );
}
