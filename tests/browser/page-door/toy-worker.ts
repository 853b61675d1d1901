/**
 * A worker that stands in for Xenon's. It answers each request as the request's first hint says, so
 * that it needs no memory; what it heard it keeps where a stopped worker does not lose it.
 */
import { type FromSite, SITE_PORT, type SiteOutcome } from '../../../extension/messages/from-site';
import { parseFromSite } from '../../../extension/messages/parse-from-site';
import { created, createdOutputs, signed, signedOutputs } from './toy-credentials';

/** Counts the lives of this worker. */
const life = chrome.storage.session.get({ lives: 0 }).then(async ({ lives }) => {
  const count = Number(lives) + 1;
  await chrome.storage.session.set({ lives: count });
  return count;
});

chrome.runtime.onConnect.addListener((port) => {
  if (port.name !== SITE_PORT) return;
  port.onMessage.addListener((message) => {
    void hear(message, port);
  });
});

let writing = Promise.resolve();

async function hear(message: unknown, port: chrome.runtime.Port): Promise<void> {
  const said = parseFromSite(message);
  await note(said ?? { kind: 'unreadable' });
  if (said?.kind !== 'create' && said?.kind !== 'get') return;
  const outcome = await answerTo(said, port);
  if (outcome) port.postMessage({ requestId: said.requestId, ...outcome });
}

type Request = Extract<FromSite, { kind: 'create' | 'get' }>;

async function answerTo(request: Request, port: chrome.runtime.Port): Promise<SiteOutcome | undefined> {
  const [hint = 'succeed', name = 'NotAllowedError'] = request.options.hints;
  if (hint === 'refuse') return { outcome: 'refused', name, message: 'refused by the test' };
  if (hint === 'browser') return { outcome: 'browser' };
  if (hint === 'nonsense') return { outcome: 'created', credential: {} } as SiteOutcome;
  if (hint === 'second-life' && (await life) < 2) return undefined;
  if (hint === 'by-message') return byMessage(request, port);
  if (hint === 'wait') return undefined;
  if (hint === 'extensions') return withExtensions(request);
  return request.kind === 'create'
    ? { outcome: 'created', credential: created }
    : { outcome: 'signed', credential: signed };
}

/** Members in no order, as the engine may give them. */
function withExtensions({ kind }: Request): SiteOutcome {
  return kind === 'create'
    ? { outcome: 'created', credential: { ...created, clientExtensionResults: createdOutputs } }
    : { outcome: 'signed', credential: { ...signed, clientExtensionResults: signedOutputs } };
}

/** The way of a worker that was stopped meanwhile: it has no port, but knows the document. */
async function byMessage(request: Request, { sender }: chrome.runtime.Port): Promise<undefined> {
  const documentId = sender?.documentId ?? '';
  const tabId = sender?.tab?.id ?? 0;
  const isThere = await chrome.tabs.sendMessage(tabId, { kind: 'still-there' }, { documentId });
  await note({ kind: `still-there: ${isThere}` });
  const reply = { requestId: request.requestId, outcome: 'signed', credential: signed };
  await chrome.tabs.sendMessage(tabId, reply, { documentId });
  await chrome.tabs.sendMessage(tabId, { ...reply, outcome: 'browser' }, { documentId });
}

/** One after the other, for each note reads the whole log. */
function note(said: { kind: string }): Promise<void> {
  writing = writing.then(async () => {
    const { log } = await chrome.storage.session.get({ log: [] as unknown[] });
    await chrome.storage.session.set({ log: [...(log as unknown[]), said] });
  });
  return writing;
}
