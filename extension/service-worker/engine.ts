/** The Rust engine: its instances, and how they end. The only file that knows the wasm's address. */
import { type Instance, newInstance } from '../../build/wasm/instances';

export type Engine = Omit<Instance, 'default' | 'initSync' | 'retire'>;
export type {
  Approved,
  Findings,
  Signal,
  StoredRecord,
  Survey,
  Vault,
} from '../../build/wasm/xenon_bindings';

/** What the engine measures this machine with. */
export const clock = () => performance.now();

let compiling: Promise<WebAssembly.Module> | undefined;
let loading: Promise<Instance> | undefined;

/** The engine of this time of being unlocked or locked; callers share it. A failed load is tried again. */
export function engine(): Promise<Engine> {
  loading ??= newEngine().catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

/**
 * Runs work in an engine of its own, and wipes its memory after it. Argon2 needs 64 MiB and more, which a
 * WebAssembly memory never gives back; and what a passphrase leaves on the stack goes with it.
 */
export async function inThrowawayEngine<T>(work: (engine: Engine) => T): Promise<T> {
  const instance = await newEngine();
  try {
    return work(instance);
  } finally {
    instance.retire();
  }
}

/** Wipes the shared engine's memory. Whoever still works with it gets an error; the next call loads a new one. */
export async function retireEngine(): Promise<void> {
  const retiring = loading;
  loading = undefined;
  (await retiring)?.retire();
}

async function newEngine(): Promise<Instance> {
  compiling ??= compile().catch((error: unknown) => {
    compiling = undefined;
    throw error;
  });
  const instance = newInstance();
  await instance.default({ module_or_path: await compiling });
  return instance;
}

function compile(): Promise<WebAssembly.Module> {
  return WebAssembly.compileStreaming(fetch(chrome.runtime.getURL('service-worker/xenon_bindings_bg.wasm')));
}

/** The closed set of names that the engine's errors carry. */
export type EngineProblem =
  | 'wrong-passphrase'
  | 'wrong-recovery-code'
  | 'mistyped-recovery-code'
  | 'wrong-os-secret'
  | 'wrong-pin'
  | 'bad-pin'
  | 'no-pin'
  | 'header-unknown-version'
  | 'header-damaged'
  | 'out-of-memory'
  | 'no-randomness'
  | 'not-verified'
  | 'excluded'
  | 'account-has-key'
  | 'not-a-candidate'
  | 'record-damaged'
  | 'manifest-damaged'
  | 'overtaken'
  | 'not-a-backup'
  | 'backup-unknown-version'
  | 'backup-damaged'
  | 'bad-argument';

/** What went wrong inside the engine, or nothing if the error is not the engine's. */
export function engineProblem(error: unknown): EngineProblem | undefined {
  return error instanceof Error && PROBLEMS.has(error.name) ? (error.name as EngineProblem) : undefined;
}

const PROBLEMS = new Set<string>([
  'wrong-passphrase',
  'wrong-recovery-code',
  'mistyped-recovery-code',
  'wrong-os-secret',
  'wrong-pin',
  'bad-pin',
  'no-pin',
  'header-unknown-version',
  'header-damaged',
  'out-of-memory',
  'no-randomness',
  'not-verified',
  'excluded',
  'account-has-key',
  'not-a-candidate',
  'record-damaged',
  'manifest-damaged',
  'overtaken',
  'not-a-backup',
  'backup-unknown-version',
  'backup-damaged',
  'bad-argument',
] satisfies EngineProblem[]);
