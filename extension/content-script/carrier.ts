import type {
  FrameReport,
  FromPage,
  KeyCall,
  RequestId,
  SiteOutcome,
  ToPage,
  ToSite,
  U2fCall,
} from '../messages/from-site';
import { NOT_ALLOWED } from '../messages/not-allowed';
import { isAsking, parseFromPage, requestIdOf } from '../messages/parse-from-site';
import { frameReport } from './frame-report';
import { isPermitted, spendUserActivation } from './permission';
import { isPrepared } from './prerendering';
import { WorkerLine } from './worker-line';

const BROWSER: SiteOutcome = { outcome: 'browser' };
const REFUSED: SiteOutcome = { outcome: 'refused', name: 'NotAllowedError', message: NOT_ALLOWED };

/** What the page asked, and when: milliseconds since 1970. */
type Waiting = { asked: (KeyCall | U2fCall) & FrameReport; since: number };

/** Longer than the worker takes to remember a request, and less than Chrome lets an idle one live. */
const FORGETTABLE_MS = 25_000;

/** `standAside`: the browser answers from now on, as if the extension were gone. */
export type Carrier = { standAside(): void };

/**
 * Carries the messages of one document. Every request of the page gets exactly one answer: the
 * worker's, or the browser's if the worker cannot be reached.
 */
export function carry(page: MessagePort): Carrier {
  const waiting = new Map<RequestId, Waiting>();
  let preparedAt = Number.NEGATIVE_INFINITY;
  const line = new WorkerLine({
    answered: heard,
    reconnected: () => {
      for (const { asked } of waiting.values()) line.send(asked);
    },
    isNeeded: () => [...waiting.values()].some(isUrgent),
    unreachable: () => answerAll(BROWSER),
    // The reply that a sleeping page gets waits in its port until it wakes.
    asleep: () => answerAll(REFUSED),
    orphaned: leave,
  });
  page.onmessage = ({ data }) => hear(data);
  return { standAside: leave };

  /** What the page has asked meanwhile, its door takes to the browser itself. */
  function leave(): void {
    answerAll(BROWSER);
    send({ outcome: 'gone' });
    page.close();
  }

  function hear(data: unknown): void {
    const message = parseFromPage(data);
    const requestId = requestIdOf(data);
    if (!message && requestId) send({ requestId, ...BROWSER });
    else if (message && isAsking(message)) ask(message);
    else if (message?.kind === 'prepare') prepare(message);
    else if (message) tell(message);
  }

  function ask(request: KeyCall | U2fCall): void {
    const asked = { ...request, ...frameReport() };
    waiting.set(request.requestId, { asked, since: Date.now() });
    if (isPrepared(() => waiting.has(request.requestId) && ask(request))) return;
    if (isPermitted(request)) line.send(asked);
    else answered({ requestId: request.requestId, ...BROWSER });
  }

  /** A page that is not shown yet has no line: it would be one to which no request is answered. */
  function prepare(message: Extract<FromPage, { kind: 'prepare' }>): void {
    if (Date.now() - preparedAt < FORGETTABLE_MS || isPrepared(() => prepare(message))) return;
    preparedAt = Date.now();
    line.send(message);
  }

  function tell(message: Exclude<FromPage, KeyCall | U2fCall | { kind: 'prepare' }>): void {
    waiting.delete(message.requestId);
    line.send(message);
  }

  /** The page says itself when it has made a credential of the reply; of the rest there is no more to say. */
  function heard(reply: ToSite): void {
    const { asked } = waiting.get(reply.requestId) ?? {};
    if (asked && reply.outcome !== 'browser') void spendUserActivation(asked);
    answered(reply);
    if (!('credential' in reply)) line.send({ kind: 'settled', requestId: reply.requestId });
  }

  function answered(reply: ToSite): void {
    if (waiting.delete(reply.requestId)) send(reply);
  }

  function send(message: ToPage): void {
    page.postMessage(message);
  }

  function answerAll(outcome: SiteOutcome): void {
    for (const requestId of waiting.keys()) answered({ requestId, ...outcome });
  }
}

/**
 * Whether the worker must be there for it. Beside a form nobody waits: the worker remembers the document,
 * and speaks to it when the user has chosen a key. Only one that stopped at once may not have come to that.
 */
function isUrgent({ asked, since }: Waiting): boolean {
  const isBesideForm = asked.kind === 'get' && asked.mediation === 'conditional';
  return !isBesideForm || Date.now() - since < FORGETTABLE_MS;
}
