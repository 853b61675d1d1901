import type { Account } from '../accounts';
import type { Exchange } from '../exchange';
import { type Html, html, inlineScript } from './html';
import { layout, withQuery } from './layout';

/** The page that calls the key from the first script in its head, before anybody has touched it. */
export function mfaContent(
  exchange: Exchange,
  account: Account,
  script: 'mfa' | 'mfa-u2f',
  options: object,
): Html {
  const content = html`<section class="card stack">
<p>Signing in as <strong>${account.userName}</strong>. Use the security key that is assigned to this user.</p>
<div class="buttons">
<a class="button" href="${withQuery('/', exchange)}">Cancel</a>
<button id="again" class="primary" type="button" hidden>Try again</button>
</div>
</section>`;
  const head = inlineScript(exchange.nonce, 'requestOptions', options, exchange.bundle.scripts[script]);
  return layout(exchange, { heading: 'Multi-factor authentication', content, head, narrow: true });
}
