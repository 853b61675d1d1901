/** Everything that judges the sources without running them. */
import { readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { architectureFaults } from './architecture.mjs';
import { arrowFaults } from './arrows.mjs';
import { cachedCargoTool, installCargoTool } from './cargo-tool.mjs';
import { run } from './command.mjs';
import { crateArrowFaults } from './crate-arrows.mjs';
import { filesUnder } from './files.mjs';
import { logs, root } from './paths.mjs';
import { withoutProgress } from './tallies.mjs';
import { CARGO_DENY } from './tool-versions.mjs';
import { cargoArguments } from './wasm.mjs';
import { wordFaults } from './words.mjs';

const clippy = (...selection) => [
  'cargo',
  'clippy',
  ...selection,
  '--all-targets',
  ...cargoArguments(),
  '--',
  '-D',
  'warnings',
];

const rustfmt = ['cargo', 'fmt'];

const packageProgram = (name) => join(root, 'node_modules/.bin', name);

/** The lints in order. Each answers `{ passed, output }`. `deny` asks for cargo-deny even if it must be built first. */
export function lints(tools, { deny = false } = {}) {
  const program = (name, command) => ({ name, judge: () => judgeByProgram(name, command, tools.env) });
  return [
    {
      name: 'arrows',
      judge: () => verdict([...arrowFaults(texts('extension')), ...crateArrowFaults(crateManifests())]),
    },
    { name: 'architecture', judge: () => verdict(architectureFaults(architecture(), allPaths())) },
    { name: 'words', judge: () => verdict(wordFaults(texts('extension', 'wasm', 'tests'))) },
    program('rustfmt', [...rustfmt, '--all', '--check', '--', '--color', 'never']),
    program('rustfmt-judge', [
      ...rustfmt,
      '--manifest-path',
      join(root, 'tests/judges/webauthn-rs/Cargo.toml'),
      '--check',
    ]),
    program('biome', [packageProgram('biome'), 'check', '--error-on-warnings', '--max-diagnostics=50']),
    program('tsc', [packageProgram('tsc'), '--pretty', 'false']),
    program('clippy', clippy('--workspace')),
    program('clippy-wasm', clippy('--package', 'xenon-bindings', '--target', 'wasm32-unknown-unknown')),
    ...(deny || cachedCargoTool('cargo-deny', CARGO_DENY)
      ? [{ name: 'cargo-deny', judge: () => judgeDependencies(tools.env) }]
      : []),
  ];
}

async function judgeByProgram(name, [command, ...args], env) {
  const { code, output } = await run(command, args, { env, log: join(logs, `check-${name}.log`) });
  return { passed: code === 0, output: withoutProgress(output) };
}

async function judgeDependencies(env) {
  const folder = await installCargoTool('cargo-deny', CARGO_DENY, env);
  const command = ['cargo', 'deny', 'check', 'licenses', 'bans', 'sources'];
  return judgeByProgram('cargo-deny', command, { ...env, PATH: [folder, env.PATH].join(delimiter) });
}

function verdict(faults) {
  return { passed: faults.length === 0, output: faults.join('\n') };
}

function texts(...folders) {
  const paths = folders.flatMap((folder) =>
    filesUnder(join(root, folder)).map((file) => `${folder}/${file}`),
  );
  return new Map(paths.filter(isSource).map((path) => [path, readFileSync(join(root, path), 'utf8')]));
}

const isSource = (path) => /\.(ts|rs|html|css|toml)$/.test(path) && !path.startsWith('tests/vectors/');

function architecture() {
  return readFileSync(join(root, 'docs/architecture.md'), 'utf8');
}

function allPaths() {
  const folders = ['wasm', 'extension', 'tests', 'scripts'];
  return folders.flatMap((folder) => filesUnder(join(root, folder)).map((file) => `${folder}/${file}`));
}

function crateManifests() {
  return new Map([...texts('wasm')].filter(([path]) => path.endsWith('/Cargo.toml')));
}
