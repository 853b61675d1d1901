/**
 * The one request of this document that is being answered, until its promise settles. As natively there
 * is no second one, whoever answers the first.
 */
import type { RequestId, SiteOutcome, ToSite } from '../messages/from-site';
import { NOT_ALLOWED } from '../messages/not-allowed';
import { askBeside, type BrowserBeside } from './beside-forms';
import { handOver, type PageCall, type Settle } from './browser';
import { isAborted, listen, reasonOf, startTimer, stopTimer, unlisten } from './captured';
import { type Channel, openChannel } from './channel';
import { assertion, type Interfaces, newCredential } from './credential';
import { exception } from './exceptions';
import type { Question } from './question';
import { newRequestId } from './request-id';

/** Where this document's questions go, and the line behind it. */
export type Desk = { ask: Ask; channel: Channel };

export type Ask = (question: Question, call: PageCall, settle: Settle) => void;

type Success = Extract<SiteOutcome, { outcome: 'created' | 'signed' }>;

type Waiting = {
  /** Nothing once the request is the browser's. */
  requestId: RequestId | undefined;
  call: PageCall;
  settle: Settle;
  signal: AbortSignal | undefined;
  unwatch: () => void;
  /** Only where the browser has been asked too. */
  beside?: BrowserBeside;
};

/** WebAuthn's recommended range, and what the way to the answer may take on top. */
const SHORTEST_WAIT_MS = 300_000;
const LONGEST_WAIT_MS = 600_000;
const GRACE_MS = 20_000;

/** Opens the way to Xenon, or gives nothing if no content script is there to carry questions. */
export function openDesk(interfaces: Interfaces): Desk | undefined {
  let waiting: Waiting | undefined;
  const channel = openChannel(answered, toBrowser);
  return channel && { ask: (question, call, settle) => ask(question, call, settle, channel), channel };

  function ask(question: Question, call: PageCall, settle: Settle, { isOpen, send }: Channel): void {
    const { signal, message } = question;
    // A page that aborts and calls again in one go: its own listeners may run before ours.
    if (waiting?.signal && isAborted(waiting.signal)) giveUp(reasonOf(waiting.signal));
    if (signal && isAborted(signal)) settle.reject(reasonOf(signal));
    else if (!isOpen()) handOver(call, settle);
    else if (waiting) settle.reject(exception('OperationError', 'A request is already pending.'));
    else send(message(wait(question, call, settle)));
  }

  function wait(question: Question, call: PageCall, settle: Settle): RequestId {
    const requestId = newRequestId();
    waiting = { requestId, call, settle, signal: question.signal, unwatch: watch(question, giveUp) };
    if (question.isBesideForms) waiting.beside = askBeside(call, settle, () => cancel(requestId));
    return requestId;
  }

  function giveUp(reason: unknown): void {
    const { requestId } = waiting ?? {};
    finish()?.settle.reject(reason);
    if (requestId) channel?.send({ kind: 'cancel', requestId });
  }

  /** The browser has an answer to what Xenon was asked too. */
  function cancel(requestId: RequestId): void {
    if (waiting?.requestId !== requestId) return;
    finish();
    channel?.send({ kind: 'cancel', requestId });
  }

  function answered(reply: ToSite): void {
    if (reply.requestId !== waiting?.requestId) return;
    if (reply.outcome === 'created' || reply.outcome === 'signed') deliver(reply);
    else if (reply.outcome === 'refused') refused(exception(reply.name, reply.message));
    else toBrowser();
  }

  /** Beside forms the user has refused only Xenon. */
  function refused(reason: unknown): void {
    if (waiting?.beside) waiting.beside.leaveToIt();
    else finish()?.settle.reject(reason);
  }

  function deliver(reply: ToSite & Success): void {
    const credential = madeFrom(reply, interfaces);
    if (credential) finish()?.settle.resolve(credential);
    else toBrowser();
    channel?.send({ kind: credential ? 'settled' : 'cancel', requestId: reply.requestId });
  }

  function toBrowser(): void {
    if (waiting?.beside) waiting.beside.leaveToIt();
    else if (waiting?.requestId) handOverWaiting(waiting);
  }

  function handOverWaiting(handed: Waiting): void {
    const { call, settle, requestId } = handed;
    handed.requestId = undefined;
    handed.unwatch();
    const end = (settled: (value: unknown) => void) => (value: unknown) => {
      if (waiting === handed) waiting = undefined;
      if (requestId && channel?.isOpen()) channel.send({ kind: 'browser-answered', requestId });
      settled(value);
    };
    handOver(call, { resolve: end(settle.resolve), reject: end(settle.reject) });
  }

  /** Nothing waits any more; who calls this settles the promise. */
  function finish(): Waiting | undefined {
    const ended = waiting;
    waiting = undefined;
    ended?.unwatch();
    ended?.beside?.withdraw();
    return ended;
  }
}

function madeFrom(reply: ToSite & Success, interfaces: Interfaces): object | undefined {
  try {
    return reply.outcome === 'created'
      ? newCredential(reply.credential, interfaces)
      : assertion(reply.credential, interfaces);
  } catch {
    // Whatever came is no credential: the page must still get an answer.
    return undefined;
  }
}

/** Ends a request that the page aborts, or that nobody answers. Gives the way to stop watching. */
function watch({ timeout, signal, isBesideForms }: Question, giveUp: (reason: unknown) => void): () => void {
  const limit = clamped(timeout ?? SHORTEST_WAIT_MS) + GRACE_MS;
  const timeIsUp = () => giveUp(exception('NotAllowedError', NOT_ALLOWED));
  const timer = isBesideForms ? undefined : startTimer(timeIsUp, limit);
  const aborted = () => giveUp(reasonOf(signal));
  if (signal) listen(signal, 'abort', aborted);
  return () => {
    stopTimer(timer);
    if (signal) unlisten(signal, 'abort', aborted);
  };
}

function clamped(timeout: number): number {
  if (timeout < SHORTEST_WAIT_MS) return SHORTEST_WAIT_MS;
  return timeout > LONGEST_WAIT_MS ? LONGEST_WAIT_MS : timeout;
}
