import type { Account } from './accounts';
import { type Exchange, goTo, page, type Reply, type Route, text } from './exchange';
import { firstScript, firstScriptAnswer } from './first-script';
import { deviceAnswer, deviceOptions, removeDevice } from './mfa-devices';
import { mfaAnswer, mfaOptions, mfaPage } from './mfa-sign-in';
import { assignDevicePage } from './pages/assign-mfa-device';
import { blankPage, framePage } from './pages/bare';
import { consolePage } from './pages/console';
import type { Html } from './pages/html';
import { passkeyPage } from './pages/passkey';
import { securityCredentialsPage } from './pages/security-credentials';
import { signInPage } from './pages/sign-in';
import { passkeyAnswer, passkeyOptions, passkeySignInAnswer, passkeySignInOptions } from './passkeys';
import { passwordSignIn, signedInAccount, signOut } from './password-sign-in';
import { u2fDeviceAnswer, u2fDeviceOptions } from './u2f-devices';
import { u2fMfaAnswer, u2fMfaOptions } from './u2f-sign-in';

/** Every address that the site answers. */
export const routes: ReadonlyMap<string, Route> = new Map<string, Route>([
  ['GET /', (exchange) => page(signInPage(exchange), exchange)],
  ['POST /sign-in', passwordSignIn],
  ['POST /sign-out', signOut],
  ['GET /mfa', mfaPage],
  ['POST /api/mfa/options', mfaOptions],
  ['POST /api/mfa', mfaAnswer],
  ['POST /api/u2f/mfa/options', u2fMfaOptions],
  ['POST /api/u2f/mfa', u2fMfaAnswer],
  ['GET /console', signedIn(consolePage)],
  ['GET /security-credentials', signedIn(securityCredentialsPage)],
  ['POST /security-credentials/remove', removeDevice],
  ['GET /assign-mfa-device', signedIn(assignDevicePage)],
  ['POST /api/devices/options', deviceOptions],
  ['POST /api/devices', deviceAnswer],
  ['POST /api/u2f/devices/options', u2fDeviceOptions],
  ['POST /api/u2f/devices', u2fDeviceAnswer],
  ['GET /passkey', (exchange) => page(passkeyPage(exchange), exchange)],
  ['POST /api/passkeys/options', passkeyOptions],
  ['POST /api/passkeys', passkeyAnswer],
  ['POST /api/passkey-sign-in/options', passkeySignInOptions],
  ['POST /api/passkey-sign-in', passkeySignInAnswer],
  ['GET /first-script', firstScript],
  ['POST /api/first-script', firstScriptAnswer],
  ['GET /blank', () => text(blankPage.text, 'text/html')],
  ['GET /frame', (exchange) => page(framePage(exchange), exchange)],
  ['GET /style.css', ({ bundle }) => text(bundle.styleSheet, 'text/css')],
  ['GET /icon.svg', ({ bundle }) => text(bundle.icon, 'image/svg+xml')],
  // What a browser asks for where a page names no icon.
  ['GET /favicon.ico', ({ bundle }) => text(bundle.icon, 'image/svg+xml')],
  [
    'GET /scripts/assign-mfa-device.js',
    ({ bundle }) => text(bundle.scripts['assign-mfa-device'], 'text/javascript'),
  ],
  ['GET /scripts/passkey.js', ({ bundle }) => text(bundle.scripts.passkey, 'text/javascript')],
]);

/** Shows a page to a user who is signed in, and the sign-in page to everybody else. */
function signedIn(content: (exchange: Exchange, account: Account) => Html): (exchange: Exchange) => Reply {
  return (exchange) => {
    const account = signedInAccount(exchange);
    return account ? page(content(exchange, account), exchange) : goTo('/', exchange);
  };
}
