import type { FromPage, ToPage, ToSite } from '../messages/from-site';
import { HANDOVER_EVENT, type Handover } from '../messages/handover-event';
import { dataOf } from './captured';
import { isTaken } from './neighbours';

/** The document's own line to the content script. */
export type Channel = {
  send(message: FromPage): void;
  /** False once the content script has gone: its extension was reloaded, or removed. */
  isOpen(): boolean;
  /** Tells one more desk what comes in; each knows its own requests. */
  tellAlso(answered: Answered, lost: () => void): void;
};

type Answered = (reply: ToSite) => void;

/**
 * Opens the channel, or gives nothing if no content script takes its end: then there is none, or
 * another copy of the page door has one already.
 */
export function openChannel(answered: Answered, lost: () => void): Channel | undefined {
  const { port1, port2 } = new MessageChannel();
  const data: Handover = { isTaken: isTaken() };
  const offer = new MessageEvent(HANDOVER_EVENT, { data, ports: [port2], cancelable: true });
  const taken = !document.dispatchEvent(offer);
  if (!taken) return undefined;
  let open = true;
  let alsoAnswered: Answered | undefined;
  let alsoLost: (() => void) | undefined;
  port1.onmessage = (event) => {
    const message = dataOf(event) as ToPage;
    if (message.outcome !== 'gone') {
      answered(message);
      return alsoAnswered?.(message);
    }
    open = false;
    lost();
    alsoLost?.();
  };
  return {
    send: port1.postMessage.bind(port1),
    isOpen: () => open,
    tellAlso: (answered, lost) => {
      alsoAnswered = answered;
      alsoLost = lost;
    },
  };
}
