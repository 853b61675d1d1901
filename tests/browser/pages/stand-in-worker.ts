/** A page of the extension with a stand-in for its worker, so that every state can be shown. */
import type { BrowserContext, Page } from 'playwright-core';
import type { ApprovalView, FromUser } from '../../../extension/messages/from-user';

/** What the stand-in answers to each kind of command; what is missing succeeds with nothing. */
export type Answers = Partial<Record<FromUser['kind'], unknown>>;

/** What the page under test did, and the strings by which the test plays the worker. */
export type StandIn = {
  sent: FromUser[];
  pings: number;
  connections: string[];
  closed: boolean;
  answers: Answers;
  show(view: unknown): void;
  disconnect(): void;
};

declare global {
  var standIn: StandIn;
}

/** Opens `path` of the extension; `answers` are there before its script runs. */
export async function openPage(context: BrowserContext, url: string, answers: Answers = {}): Promise<Page> {
  const page = await context.newPage();
  await page.addInitScript(replaceWorker, answers);
  await page.goto(url);
  return page;
}

/** Tells the approval window what to show. */
export async function show(page: Page, view: ApprovalView): Promise<void> {
  await page.waitForFunction(() => standIn.connections.length > 0);
  await page.evaluate((shown) => standIn.show(shown), view);
}

const LOOKING = [
  'vault-state',
  'all-keys',
  'deleted-keys',
  'site-overview',
  'security-state',
  'settings',
  'exclusive-door',
  'site-decisions',
  'activity',
  'backup-state',
];

/** The commands that the page sent, without those that only look. */
export async function commandsOf(page: Page): Promise<FromUser[]> {
  const sent = await page.evaluate(() => standIn.sent);
  return sent.filter(({ kind }) => !LOOKING.includes(kind));
}

/** Runs in the page, before anything of the page. */
function replaceWorker(answers: Answers): void {
  type Listener = (message?: unknown) => void;
  let messageListeners: Listener[] = [];
  let disconnectListeners: Listener[] = [];
  const tell = (listeners: Listener[], message?: unknown) => {
    for (const listener of listeners) listener(message);
  };
  globalThis.standIn = {
    sent: [],
    pings: 0,
    connections: [],
    closed: false,
    answers,
    show: (view) => tell(messageListeners, view),
    disconnect: () => tell(disconnectListeners),
  };
  const sendMessage = async (command: FromUser) => {
    standIn.sent.push(command);
    return standIn.answers[command.kind] ?? { ok: true, value: {} };
  };
  const connect = ({ name }: { name: string }) => {
    standIn.connections.push(name);
    messageListeners = [];
    disconnectListeners = [];
    return {
      onMessage: { addListener: (listener: Listener) => messageListeners.push(listener) },
      onDisconnect: { addListener: (listener: Listener) => disconnectListeners.push(listener) },
      postMessage: () => {
        standIn.pings += 1;
      },
    };
  };
  Object.assign(chrome.runtime, { sendMessage, connect });
  window.close = () => {
    standIn.closed = true;
  };
}
