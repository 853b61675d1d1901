/** The page that waits for a key, whichever way it asks. */
import { announce, announceError } from './announcements';

export type KeyQuestion<Answer> = {
  /** Asked already, before the page has a body. */
  first: Promise<Answer>;
  again(): Promise<Answer>;
  deliver(answer: Answer): Promise<unknown>;
};

export function whenLoaded<Answer>({ first, again, deliver }: KeyQuestion<Answer>): void {
  // The body is awaited before the answer; a quick refusal must not count as unhandled until then.
  first.catch(() => undefined);
  document.addEventListener('DOMContentLoaded', () => {
    tryAgainButton()?.addEventListener('click', () => {
      signIn(again(), deliver).catch(announceFailure);
    });
    signIn(first, deliver).catch(announceFailure);
  });
}

async function signIn<Answer>(
  answer: Promise<Answer>,
  deliver: (answer: Answer) => Promise<unknown>,
): Promise<void> {
  announce('Waiting for your security key');
  showTryAgain(false);
  await deliver(await answer);
  location.assign(`/console${location.search}`);
}

function announceFailure(error: unknown): void {
  announceError(error);
  showTryAgain(true);
}

function showTryAgain(isShown: boolean): void {
  const button = tryAgainButton();
  if (!button) return;
  button.hidden = !isShown;
  if (isShown) button.focus();
}

function tryAgainButton(): HTMLButtonElement | null {
  return document.querySelector('#again');
}
