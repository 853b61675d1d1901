import { APPROVAL_PORT, type ApprovalView, type CeremonyId, type FromApproval } from '../messages/from-user';

/** Chrome stops a worker that heard nothing for 30 s. */
export const PING_EVERY_MS = 20_000;
const FIRST_RETRY_MS = 50;
const LONGEST_RETRY_MS = 5_000;
/** After so many connections in a row without a word, the user is told. */
const SILENT_TRIES = 8;

export type Follower = {
  view(view: ApprovalView): void;
  /** The worker does not answer. Trying goes on. */
  unreachable(): void;
};

/** `tell`: whether the window is out of sight. A worker that comes later hears of it as well. */
export type Line = { tell(isUnseen: boolean): void };

/**
 * Follows a ceremony for as long as the window is open.
 *
 * Chrome may stop the worker all the same; the port then closes, and connecting wakes a new worker,
 * which says again what to show.
 */
export function followCeremony(ceremony: CeremonyId, follower: Follower): Line {
  let retryAfter = FIRST_RETRY_MS;
  let silentTries = 0;
  let isOver = false;
  let isUnseen = false;
  let say: (message: FromApproval) => void = () => undefined;

  const connect = () => {
    const port = chrome.runtime.connect({ name: APPROVAL_PORT + ceremony });
    say = (message) => port.postMessage(message);
    const ping = setInterval(() => say({ kind: 'ping' }), PING_EVERY_MS);
    if (isUnseen) say({ kind: 'attention', isUnseen });
    port.onMessage.addListener((view: ApprovalView) => {
      // A worker that has just told the end may not know the ceremony any more.
      if (isOver) return;
      retryAfter = FIRST_RETRY_MS;
      silentTries = 0;
      isOver = view.show === 'success' || view.show === 'ended';
      if (isOver) clearInterval(ping);
      follower.view(view);
    });
    port.onDisconnect.addListener(() => {
      // Reading it tells Chrome that the reason was seen; there is nothing to do about it.
      void chrome.runtime.lastError;
      clearInterval(ping);
      say = () => undefined;
      if (isOver) return;
      silentTries += 1;
      if (silentTries === SILENT_TRIES) follower.unreachable();
      setTimeout(connect, retryAfter);
      retryAfter = Math.min(retryAfter * 2, LONGEST_RETRY_MS);
    });
  };
  connect();
  return {
    tell(unseen) {
      isUnseen = unseen;
      if (!isOver) say({ kind: 'attention', isUnseen });
    },
  };
}
