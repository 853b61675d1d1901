import type { Exchange } from '../exchange';
import { signedInAccount } from '../password-sign-in';
import { type Html, html } from './html';
import { layout, withQuery } from './layout';

export function passkeyPage(exchange: Exchange): Html {
  const account = signedInAccount(exchange);
  const content = html`<div class="columns">
<section class="card stack" aria-labelledby="returning">
<h2 id="returning">Sign in</h2>
<p>Your key knows who you are: no user name, no password.</p>
<button id="sign-in" class="primary" type="button">Sign in with a passkey</button>
</section>
<form id="create" class="card stack" aria-labelledby="new">
<h2 id="new">New passkey</h2>
<label>User name
<input name="userName" value="${account?.userName}" maxlength="64" autocomplete="username" autocapitalize="none" spellcheck="false" required></label>
<button>Create a passkey</button>
</form>
</div>
${!account && html`<p class="aside"><a href="${withQuery('/', exchange)}">Sign in with a password</a></p>`}
<script src="/scripts/passkey.js" nonce="${exchange.nonce}"></script>`;
  return layout(exchange, { heading: 'Passkeys', content, account });
}
