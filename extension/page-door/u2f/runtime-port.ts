/** Ports as `chrome.runtime.connect` gives them. */
import { append } from '../captured';
import { runLater } from './captured-for-u2f';
import type { AskU2f } from './desk';
import { answerOldMessage } from './old-extension';

type Listener = (...given: never[]) => void;

/** A port at whose other end the old extension seems to be. */
export function openPort(ask: AskU2f): object {
  const messages = newEvent();
  let isOpen = true;
  const port = {
    name: '',
    onMessage: messages.event,
    onDisconnect: newEvent().event,
    disconnect: () => {
      isOpen = false;
    },
    postMessage: (message: unknown) =>
      answerOldMessage(message, ask, (response) => {
        if (isOpen) messages.tell(response, port);
      }),
  };
  return port;
}

/** A port to nobody. */
export function closedPort(): object {
  const ends = newEvent();
  const port = {
    name: '',
    onMessage: newEvent().event,
    onDisconnect: ends.event,
    disconnect: nothing,
    postMessage: nothing,
  };
  // After the page had the time to listen.
  runLater(() => ends.tell(port), 0);
  return port;
}

function newEvent() {
  let listeners: Listener[] = [];
  const without = (listener: Listener) => {
    const others: Listener[] = [];
    for (let i = 0; i < listeners.length; i += 1) {
      if (listeners[i] !== listener) append(others, listeners[i] as Listener);
    }
    return others;
  };
  const hasListener = (listener: Listener) => without(listener).length < listeners.length;
  const event = {
    addListener: (listener: unknown) => {
      if (typeof listener === 'function' && !hasListener(listener as Listener))
        append(listeners, listener as Listener);
    },
    removeListener: (listener: Listener) => {
      listeners = without(listener);
    },
    hasListener,
    hasListeners: () => listeners.length > 0,
  };
  const tell = (...given: unknown[]) => {
    for (let i = 0; i < listeners.length; i += 1) runLater(listeners[i] as Listener, 0, given[0], given[1]);
  };
  return { event, tell };
}

function nothing(): undefined {
  return undefined;
}
