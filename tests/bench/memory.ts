/** Whether the worker grows: its memory after many sign-ins behind a standing approval, garbage collected. */
import { startBrowser } from './browser';
import type { DevTools, TargetInfo } from './devtools';
import { evaluate, type PageSession } from './evaluate';
import { bringToFront, enrol } from './first-key';
import type { Part, Stage } from './part';
import { pause } from './pause';
import { table } from './table';

/** Bytes after so many sign-ins. */
type Memory = { ceremonies: number; heap: number; wasm: number };

/** In one evaluation, so that the page's clicks do not run out. */
const AT_ONCE = 100;
/** What is written a second after a sign-in is garbage after that. */
const REST_MS = 2_500;

export const memory: Part<Memory[]> = {
  name: 'memory',
  about: ({ ceremonies }) => `Memory of the worker, ${ceremonies} sign-ins`,
  measure: measureMemory,
  report(measured) {
    const mib = (bytes: number) => (bytes / 2 ** 20).toFixed(2);
    const [first] = measured.slice(1);
    const ratio = (of: (one: Memory) => number, one: Memory) =>
      first ? (of(one) / of(first)).toFixed(3) : '';
    return [
      'Memory of the worker after sign-ins, garbage collected; the ratio is to the first thousand',
      table([
        ['sign-ins', 'JS heap MiB', 'ratio', 'wasm MiB', 'ratio'],
        ...measured.map((one) => [
          String(one.ceremonies),
          mib(one.heap),
          ratio(({ heap }) => heap, one),
          mib(one.wasm),
          ratio(({ wasm }) => wasm, one),
        ]),
      ]),
    ].join('\n');
  },
};

async function measureMemory({ xenon, site, choices }: Stage): Promise<Memory[]> {
  const { devtools, close } = await startBrowser([xenon]);
  try {
    const { page, id, extension } = await enrol(devtools, site.url('bench'));
    await bringToFront(page);
    const worker = await workerOf(devtools, extension);
    const measured: Memory[] = [];
    let done = 0;
    for (const ceremonies of stepsTo(choices.ceremonies)) {
      for (; done < ceremonies; done += AT_ONCE)
        await evaluate(page, signIn, [id, AT_ONCE], { userGesture: true });
      await pause(REST_MS);
      measured.push({ ceremonies, ...(await memoryOf(worker)) });
    }
    return measured;
  } finally {
    await close();
  }
}

/** 1 %, 10 %, 50 % and all of them. */
function stepsTo(most: number): number[] {
  return [0.01, 0.1, 0.5, 1].map((share) => Math.max(AT_ONCE, Math.round(most * share)));
}

async function workerOf(devtools: DevTools, extension: string): Promise<PageSession> {
  const { targetInfos } = await devtools.send<{ targetInfos: TargetInfo[] }>('Target.getTargets');
  const worker = targetInfos.find(({ type, url }) => type === 'service_worker' && url.startsWith(extension));
  if (!worker) throw new Error('The worker does not run.');
  return { devtools, sessionId: await devtools.attach(worker.targetId) };
}

async function memoryOf({ devtools, sessionId }: PageSession): Promise<{ heap: number; wasm: number }> {
  // What a finalizer frees of the engine's memory, it frees after one collection; what that held, after the next.
  for (let time = 0; time < 3; time += 1) {
    await devtools.send('HeapProfiler.collectGarbage', {}, sessionId);
    await pause(100);
  }
  const { usedSize } = await devtools.send<{ usedSize: number }>('Runtime.getHeapUsage', {}, sessionId);
  return { heap: usedSize, wasm: await wasmMemoryOf({ devtools, sessionId }) };
}

/** The engine keeps its memory to itself; the debugger finds it. */
async function wasmMemoryOf({ devtools, sessionId }: PageSession): Promise<number> {
  type Found = { result: { objectId: string } };
  const prototype = { expression: 'WebAssembly.Memory.prototype' };
  const { result } = await devtools.send<Found>('Runtime.evaluate', prototype, sessionId);
  const ofPrototype = { prototypeObjectId: result.objectId };
  type Queried = { objects: { objectId: string } };
  const { objects } = await devtools.send<Queried>('Runtime.queryObjects', ofPrototype, sessionId);
  const call = { objectId: objects.objectId, functionDeclaration: String(bytesOf), returnByValue: true };
  type Called = { result: { value: number } };
  return (await devtools.send<Called>('Runtime.callFunctionOn', call, sessionId)).result.value;
}

function bytesOf(this: WebAssembly.Memory[]): number {
  return this.reduce((sum, { buffer }) => sum + buffer.byteLength, 0);
}

// What follows runs in the page.

async function signIn(id: string, times: number): Promise<void> {
  const encoded = id.replaceAll('-', '+').replaceAll('_', '/');
  const key = Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0));
  for (let time = 0; time < times; time += 1) {
    await navigator.credentials.get({
      publicKey: {
        challenge: crypto.getRandomValues(new Uint8Array(32)),
        allowCredentials: [{ type: 'public-key', id: key }],
        userVerification: 'discouraged',
      },
    });
  }
}
