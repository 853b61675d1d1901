/** Asks for a key as the very first thing in a page, and leaves the outcome in the title and in an output. */
import type { PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/browser';
import { errorText } from './announcements';
import { getByHand } from './keys-by-hand';
import { post } from './server-calls';

/** Set by the page, in the same script. */
declare const requestOptions: PublicKeyCredentialRequestOptionsJSON;

const calledAt = performance.now();
let settledAt = calledAt;

getByHand(requestOptions)
  .finally(() => {
    settledAt = performance.now();
  })
  .then((answer) => post<{ userName: string }>('/api/first-script', answer))
  .then(
    ({ userName }) => show(`Verified: ${userName}`),
    (error: unknown) => show(errorText(error)),
  );

/** The times are milliseconds since the navigation began. */
function show(outcome: string): void {
  if (document.readyState === 'loading') {
    document.addEventListener('DOMContentLoaded', () => show(outcome), { once: true });
    return;
  }
  const output = document.querySelector<HTMLOutputElement>('#outcome');
  if (!output) return;
  output.textContent = outcome;
  output.dataset.calledAt = String(calledAt);
  output.dataset.settledAt = String(settledAt);
  document.title = outcome;
}
