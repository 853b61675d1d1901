/**
 * Makes build/wasm/instances.js out of wasm-bindgen's glue, which knows one instance for ever: a function
 * that gives a new one at each call, and a way to wipe and end it.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Stands at the end of the glue's own module, where its `wasm` can be reached. Objects of a retired
 * instance may still be freed, by hand or by the garbage collector: there is nothing left to free.
 */
const RETIRE = `
export function retire() {
  new Uint8Array(wasm.memory.buffer).fill(0);
  wasm = new Proxy({}, {
    get(_, name) {
      if (/^__wbg_\\w+_free$/.test(name)) return () => undefined;
      throw new Error('this instance of the engine is retired');
    },
  });
}`;

const TYPES = `import type * as bindings from './xenon_bindings';
export type Instance = typeof bindings & {
  /** Overwrites the instance's memory and refuses every further call. */
  retire(): void;
};
/** An instance of the engine that shares nothing with others. Its \`default\` loads it. */
export function newInstance(): Instance;
`;

export async function writeInstances(folder) {
  const { transform } = await import('esbuild');
  const glue = readFileSync(join(folder, 'xenon_bindings.js'), 'utf8');
  const { code } = await transform(glue + RETIRE, {
    format: 'cjs',
    target: 'esnext',
    define: { 'import.meta.url': '"about:blank"' },
  });
  const body = `const module = { exports: {} };\n${code}\nreturn module.exports;`;
  writeFileSync(join(folder, 'instances.js'), `export function newInstance() {\n${body}\n}\n`);
  writeFileSync(join(folder, 'instances.d.ts'), TYPES);
}
