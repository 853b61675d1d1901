/** The Rust engine, loaded once per life of the worker. The only file that knows the wasm's address. */
import init, * as bindings from '../../build/wasm/xenon_bindings';

export type Engine = typeof bindings;
export type { Approved, Signal, StoredRecord, Vault } from '../../build/wasm/xenon_bindings';

let loading: Promise<Engine> | undefined;

/** Loads the engine; callers share one load. A failed load is tried again by the next caller. */
export function engine(): Promise<Engine> {
  loading ??= load().catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function load(): Promise<Engine> {
  await init({ module_or_path: chrome.runtime.getURL('service-worker/xenon_bindings_bg.wasm') });
  return bindings;
}

/** The closed set of names that the engine's errors carry. */
export type EngineProblem =
  | 'wrong-passphrase'
  | 'header-unknown-version'
  | 'header-damaged'
  | 'out-of-memory'
  | 'no-randomness'
  | 'not-verified'
  | 'excluded'
  | 'account-has-key'
  | 'not-a-candidate'
  | 'record-damaged'
  | 'bad-argument';

/** What went wrong inside the engine, or nothing if the error is not the engine's. */
export function engineProblem(error: unknown): EngineProblem | undefined {
  return error instanceof Error && PROBLEMS.has(error.name) ? (error.name as EngineProblem) : undefined;
}

const PROBLEMS = new Set<string>([
  'wrong-passphrase',
  'header-unknown-version',
  'header-damaged',
  'out-of-memory',
  'no-randomness',
  'not-verified',
  'excluded',
  'account-has-key',
  'not-a-candidate',
  'record-damaged',
  'bad-argument',
] satisfies EngineProblem[]);
