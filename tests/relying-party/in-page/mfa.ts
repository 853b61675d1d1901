/** Runs in the head, before the page has a body: the key is asked first, and the page is told afterwards. */
import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser';
import { announce, announceError } from './announcements';
import { useKey } from './keys';
import { post } from './server-calls';

/** Set by the page, in the same script. */
declare const requestOptions: PublicKeyCredentialRequestOptionsJSON;

const firstAnswer = useKey(requestOptions);
// The body is awaited before the answer; a quick refusal must not count as unhandled until then.
firstAnswer.catch(() => undefined);

document.addEventListener('DOMContentLoaded', () => {
  tryAgainButton()?.addEventListener('click', () => {
    signIn(freshAnswer()).catch(announceFailure);
  });
  signIn(firstAnswer).catch(announceFailure);
});

async function signIn(answer: Promise<AuthenticationResponseJSON>): Promise<void> {
  announce('Waiting for your security key');
  showTryAgain(false);
  await post('/api/mfa', await answer);
  location.assign(`/console${location.search}`);
}

async function freshAnswer(): Promise<AuthenticationResponseJSON> {
  return useKey(await post<PublicKeyCredentialRequestOptionsJSON>(`/api/mfa/options${location.search}`));
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
