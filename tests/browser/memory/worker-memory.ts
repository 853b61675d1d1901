/** Looks into the living worker through the debugging protocol: its heap, and the bytes that heap leaves out. */
import type { DevTools, DevToolsEvent, TargetInfo } from '../../bench/devtools';
import type { PageSession } from '../../bench/evaluate';
import { type Canary, formsOf, textsOf } from './canary';

export async function attachToWorker(devtools: DevTools): Promise<PageSession> {
  const { targetInfos } = await devtools.send<{ targetInfos: TargetInfo[] }>('Target.getTargets');
  const worker = targetInfos.find(({ type, url }) => type === 'service_worker' && url.endsWith('/worker.js'));
  if (!worker) throw new Error('no worker runs');
  return { devtools, sessionId: await devtools.attach(worker.targetId) };
}

/** The names of the canaries that are in the worker's memory. Garbage is collected first. */
export async function foundInWorker(worker: PageSession, canaries: Canary[]): Promise<string[]> {
  const heap = await heapSnapshot(worker);
  const inHeap = canaries.filter((canary) => textsOf(canary).some((text) => heap.includes(text)));
  // Afterwards, since whatever is searched for in the worker is in the worker.
  const inBuffers = await Promise.all(
    ['WebAssembly.Memory', 'ArrayBuffer'].map((kind) => inBuffersOf(worker, kind, canaries)),
  );
  return [...inHeap.map(({ name }) => `${name} in the heap`), ...inBuffers.flat()];
}

async function heapSnapshot({ devtools, sessionId }: PageSession): Promise<string> {
  const chunks: string[] = [];
  const stop = devtools.listen(({ method, params, sessionId: from }: DevToolsEvent) => {
    if (method === 'HeapProfiler.addHeapSnapshotChunk' && from === sessionId)
      chunks.push(String(params.chunk));
  });
  await devtools.send('HeapProfiler.enable', {}, sessionId);
  await devtools.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false }, sessionId);
  await devtools.send('HeapProfiler.disable', {}, sessionId);
  stop();
  return (JSON.parse(chunks.join('')) as { strings: string[] }).strings.join('\n');
}

type Remote = { result: { objectId: string } };

async function inBuffersOf(
  { devtools, sessionId }: PageSession,
  kind: string,
  canaries: Canary[],
): Promise<string[]> {
  const { result } = await devtools.send<Remote>(
    'Runtime.evaluate',
    { expression: `${kind}.prototype` },
    sessionId,
  );
  const { objects } = await devtools.send<{ objects: { objectId: string } }>(
    'Runtime.queryObjects',
    { prototypeObjectId: result.objectId },
    sessionId,
  );
  const forms = canaries.map((canary) => formsOf(canary).map((form) => form.toString('latin1')));
  const call = {
    objectId: objects.objectId,
    functionDeclaration: String(search),
    arguments: [{ value: forms }],
    returnByValue: true,
  };
  const found = await devtools.send<{ result: { value: number[] } }>(
    'Runtime.callFunctionOn',
    call,
    sessionId,
  );
  return found.result.value.map((index) => `${canaries[index]?.name} in a ${kind}`);
}

/** Runs in the worker: the numbers of the canaries that occur in `this` list of buffers. */
function search(this: (WebAssembly.Memory | ArrayBuffer)[], canaries: string[][]): number[] {
  const decoder = new TextDecoder('latin1');
  // `latin1` is windows-1252 here: both sides go through it, so equal bytes stay equal.
  const asDecoded = (form: string) =>
    decoder.decode(Uint8Array.from(form, (character) => character.charCodeAt(0)));
  const texts = this.map((one) =>
    decoder.decode(new Uint8Array(one instanceof WebAssembly.Memory ? one.buffer : one)),
  );
  const isThere = (form: string) => texts.some((text) => text.includes(asDecoded(form)));
  return canaries.flatMap((forms, index) => (forms.some(isThere) ? [index] : []));
}
