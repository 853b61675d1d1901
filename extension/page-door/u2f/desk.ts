/** The U2F requests of this document that Xenon is answering, each until its callback is called. */
import type { RequestId, SiteOutcome, ToSite } from '../../messages/from-site';
import { U2F_ERRORS, type U2fErrorCode } from '../../messages/u2f-json';
import { createObject, ownKeys, startTimer, stopTimer } from '../captured';
import type { Channel } from '../channel';
import { newRequestId } from '../request-id';
import type { Asked } from './call';
import { runLater } from './captured-for-u2f';

/** Asks, and calls back exactly once. What cannot be asked is answered as well. */
export type AskU2f = (asked: Asked | undefined, callback: unknown) => void;

type Waiting = { callback: unknown; timer: ReturnType<typeof setTimeout> };

/** The same limits as the engine's; the way to the answer may take a little on top. */
const USUAL_WAIT_MS = 300_000;
const SHORTEST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 600_000;
const GRACE_MS = 1_000;

export function openU2fDesk({ send, isOpen, tellAlso }: Channel): AskU2f {
  const waiting = createObject(null) as Record<RequestId, Waiting>;
  tellAlso(answered, lost);

  return (asked, callback) => {
    if (!asked) callBack(callback, failure(U2F_ERRORS.BAD_REQUEST));
    else if (!isOpen()) callBack(callback, failure(U2F_ERRORS.OTHER_ERROR));
    else {
      const requestId = newRequestId();
      const timeIsUp = () => {
        end(requestId, failure(U2F_ERRORS.TIMEOUT));
        send({ kind: 'cancel', requestId });
      };
      waiting[requestId] = { callback, timer: startTimer(timeIsUp, limit(asked.options.timeout)) };
      send({ ...asked, requestId });
    }
  };

  function answered(reply: ToSite): void {
    const { requestId } = reply;
    if (!waiting[requestId]) return;
    end(requestId, answerOf(reply));
    send({ kind: 'settled', requestId });
  }

  function lost(): void {
    const ids = ownKeys(waiting) as RequestId[];
    for (let i = 0; i < ids.length; i += 1) end(ids[i] as RequestId, failure(U2F_ERRORS.OTHER_ERROR));
  }

  function end(requestId: RequestId, answer: object): void {
    const ended = waiting[requestId];
    delete waiting[requestId];
    stopTimer(ended?.timer);
    callBack(ended?.callback, answer);
  }
}

/**
 * Never at once, for pages do not expect it, and by the browser itself: so what the page throws is the
 * page's own affair, and shows nothing of ours.
 */
export function callBack(callback: unknown, answer: object): void {
  if (typeof callback === 'function') runLater(callback as () => void, 0, answer);
}

export function failure(errorCode: U2fErrorCode): object {
  return { errorCode };
}

/** There is nobody to hand over to: the browser has no U2F. */
function answerOf(outcome: SiteOutcome): object {
  switch (outcome.outcome) {
    case 'u2f-registered': {
      const { version, registrationData, clientData } = outcome.credential;
      return { version, registrationData, clientData };
    }
    case 'u2f-signed': {
      const { keyHandle, signatureData, clientData } = outcome.credential;
      return { keyHandle, signatureData, clientData };
    }
    case 'u2f-refused':
      return failure(outcome.errorCode);
    case 'created':
    case 'signed':
    case 'refused':
    case 'browser':
      return failure(U2F_ERRORS.OTHER_ERROR);
  }
}

function limit(timeout: number = USUAL_WAIT_MS): number {
  if (timeout < SHORTEST_WAIT_MS) return SHORTEST_WAIT_MS + GRACE_MS;
  return (timeout > LONGEST_WAIT_MS ? LONGEST_WAIT_MS : timeout) + GRACE_MS;
}
