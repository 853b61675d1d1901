import { demoUsers } from '../accounts';
import type { Exchange } from '../exchange';
import { type Html, html } from './html';
import { layout, withQuery } from './layout';

/** The first page; `refusedName` is what was typed when the name or the password was not right. */
export function signInPage(exchange: Exchange, refusedName?: string): Html {
  const content = html`<section class="card">
<form class="stack" method="post" action="${withQuery('/sign-in', exchange)}">
<label>User name
<input name="userName" value="${refusedName}" autocomplete="username" autocapitalize="none" spellcheck="false" required></label>
<label>Password
<input name="password" type="password" autocomplete="current-password" required></label>
<button class="primary">Sign in</button>
</form>
<p class="aside"><a href="${withQuery('/passkey', exchange)}">Use a passkey instead</a></p>
</section>
<section class="card hint" aria-labelledby="demo">
<h2 id="demo">Demo users</h2>
<table>
<thead><tr><th scope="col">User name</th><th scope="col">Password</th></tr></thead>
<tbody>${demoUsers.map(
    ({ userName, password }) =>
      html`<tr><td><code>${userName}</code></td><td><code>${password}</code></td></tr>`,
  )}</tbody>
</table>
</section>`;
  const alert = refusedName === undefined ? '' : 'The user name or the password is not right.';
  return layout(exchange, { heading: 'Sign in', content, alert, narrow: true });
}
