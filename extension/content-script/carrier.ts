import type { FromSite, RequestId, SiteOutcome, ToPage, ToSite } from '../messages/from-site';
import { NOT_ALLOWED } from '../messages/not-allowed';
import { parseFromPage, requestIdOf } from '../messages/parse-from-site';
import { frameReport } from './frame-report';
import { isPermitted } from './permission';
import { WorkerLine } from './worker-line';

const BROWSER: SiteOutcome = { outcome: 'browser' };
const REFUSED: SiteOutcome = { outcome: 'refused', name: 'NotAllowedError', message: NOT_ALLOWED };

/**
 * Carries the messages of one document. Every request of the page gets exactly one answer: the
 * worker's, or the browser's if the worker cannot be reached.
 */
export function carry(page: MessagePort): void {
  const waiting = new Map<RequestId, FromSite>();
  const line = new WorkerLine({
    answered: heard,
    reconnected: () => {
      for (const request of waiting.values()) line.send(request);
    },
    isNeeded: () => waiting.size > 0,
    unreachable: () => answerAll(BROWSER),
    // The reply that a sleeping page gets waits in its port until it wakes.
    asleep: () => answerAll(REFUSED),
    orphaned: () => {
      answerAll(BROWSER);
      send({ outcome: 'gone' });
      page.close();
    },
  });
  page.onmessage = ({ data }) => hear(data);

  function hear(data: unknown): void {
    const message = parseFromPage(data);
    const requestId = requestIdOf(data);
    if (!message && requestId) send({ requestId, ...BROWSER });
    else if (message?.kind === 'create' || message?.kind === 'get') ask(message);
    else if (message) tell(message);
  }

  function ask(request: Extract<ReturnType<typeof parseFromPage>, { options: unknown }>): void {
    const asked = { ...request, ...frameReport() };
    waiting.set(request.requestId, asked);
    if (isPermitted(request.kind)) line.send(asked);
    else answered({ requestId: request.requestId, ...BROWSER });
  }

  function tell(message: Extract<FromSite, { kind: 'cancel' | 'settled' | 'signal' }>): void {
    waiting.delete(message.requestId);
    line.send(message);
  }

  /** The page says itself when it has made a credential of the reply; of the rest there is no more to say. */
  function heard(reply: ToSite): void {
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
