/** The pinned Rust compiler with its wasm target, by rustup. */
import { run, succeed } from './command.mjs';
import { step } from './step.mjs';
import { rustChannel } from './tool-versions.mjs';
import { Trouble } from './trouble.mjs';

const TARGET = 'wasm32-unknown-unknown';
const COMPONENTS = ['clippy', 'rustfmt'];

/** Makes the pinned compiler complete and returns the name under which rustup knows it. */
export async function installRust() {
  await requireRustup();
  const channel = rustChannel();
  const toolchain = await installedAs(channel);
  if (toolchain) await complete(toolchain);
  else await download(channel);
  return toolchain ?? channel;
}

async function requireRustup() {
  const { code } = await run('rustup', ['--version']);
  if (code === 0) return;
  throw new Trouble(
    'Rust is missing: install rustup from https://rustup.rs (and open a new shell so that `rustup` is on PATH).',
  );
}

/** The channel's own toolchain, or a `stable` that happens to be the same compiler. */
async function installedAs(channel) {
  for (const toolchain of [channel, 'stable']) {
    const { code, output } = await run('rustup', ['run', toolchain, 'rustc', '--version']);
    if (code === 0 && output.includes(`rustc ${channel} `)) return toolchain;
  }
  return undefined;
}

async function download(channel) {
  const extras = [...COMPONENTS.flatMap((name) => ['--component', name]), '--target', TARGET];
  await step(`installing Rust ${channel}`, () =>
    rustup(`Installing Rust ${channel}`, [
      'toolchain',
      'install',
      channel,
      '--no-self-update',
      '--profile',
      'minimal',
      ...extras,
    ]),
  );
}

async function complete(toolchain) {
  const targets = await rustup('Listing targets', [
    'target',
    'list',
    '--installed',
    '--toolchain',
    toolchain,
  ]);
  if (!targets.includes(TARGET)) await add('target', TARGET, toolchain);
  const components = await rustup('Listing components', [
    'component',
    'list',
    '--installed',
    '--toolchain',
    toolchain,
  ]);
  for (const name of COMPONENTS.filter((component) => !components.includes(component))) {
    await add('component', name, toolchain);
  }
}

async function add(kind, name, toolchain) {
  await step(`installing ${name}`, () =>
    rustup(`Installing ${name}`, [kind, 'add', name, '--toolchain', toolchain]),
  );
}

function rustup(purpose, args) {
  return succeed(purpose, 'rustup', args);
}
