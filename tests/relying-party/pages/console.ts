import { type Account, credentialsFor } from '../accounts';
import type { CeremonyEntry, CeremonyKind } from '../ceremonies';
import type { Exchange } from '../exchange';
import { type Html, html } from './html';
import { layout, time, withQuery } from './layout';

const activityNames: Record<CeremonyKind, string> = {
  'device-registration': 'MFA device assigned',
  mfa: 'Signed in with MFA',
  'passkey-registration': 'Passkey created',
  'passkey-sign-in': 'Signed in with a passkey',
  'first-script': 'Key used by the test page',
  'u2f-registration': 'MFA device assigned (U2F)',
  'u2f-mfa': 'Signed in with MFA (U2F)',
};

export function consolePage(exchange: Exchange, account: Account): Html {
  const devices = credentialsFor(account, 'mfa-device').length + account.u2fKeys.length;
  const content = html`<div class="columns">
<section class="card" aria-labelledby="account">
<h2 id="account">Account</h2>
<dl>
<dt>User</dt><dd>${account.userName}</dd>
<dt>Sign-in address</dt><dd>${exchange.hostname}</dd>
<dt>MFA devices</dt><dd>${devices === 0 ? 'None assigned' : devices}</dd>
</dl>
<p class="aside"><a href="${withQuery('/security-credentials', exchange)}">Security credentials</a></p>
</section>
<section class="card" aria-labelledby="activity">
<h2 id="activity">Recent activity</h2>
${activity(exchange, account)}
</section>
</div>`;
  return layout(exchange, { heading: 'Console home', content, account });
}

function activity({ ceremonies, hostname }: Exchange, account: Account): Html {
  const own = ceremonies.log
    .filter((entry) => entry.userName === account.userName && entry.hostname === hostname)
    .slice(-5)
    .reverse();
  if (own.length === 0) return html`<p class="empty">No key has been used yet.</p>`;
  return html`<table>
<thead><tr><th scope="col">Event</th><th scope="col">Time</th><th scope="col">Result</th></tr></thead>
<tbody>${own.map(activityRow)}</tbody>
</table>`;
}

function activityRow({ at, kind, verified, error }: CeremonyEntry): Html {
  const result = verified
    ? html`<span class="good">Verified</span>`
    : html`<span class="bad">Refused</span> ${error}`;
  return html`<tr><td>${activityNames[kind]}</td><td>${time(at)}</td><td>${result}</td></tr>`;
}
