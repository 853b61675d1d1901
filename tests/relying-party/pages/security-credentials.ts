import { type Account, credentialsFor } from '../accounts';
import type { Exchange } from '../exchange';
import { type Html, html } from './html';
import { layout, time, withQuery } from './layout';

export function securityCredentialsPage(exchange: Exchange, account: Account): Html {
  const content = html`<section class="card" aria-labelledby="devices">
<div class="card-head">
<div>
<h2 id="devices">Multi-factor authentication (MFA)</h2>
<p class="lead">After your password, the console asks for one of these devices.</p>
</div>
<form method="get" action="/assign-mfa-device">${hiddenQuery(exchange)}<button class="primary">Assign MFA device</button></form>
</div>
${deviceTable(exchange, devicesOf(account))}
</section>`;
  return layout(exchange, { heading: 'Security credentials', content, account });
}

type Device = { id: string; name: string; addedAt: number; lastUsedAt?: number };

function devicesOf(account: Account): Device[] {
  const u2fKeys = account.u2fKeys.map(({ keyHandle, ...key }) => ({ id: keyHandle, ...key }));
  return [...credentialsFor(account, 'mfa-device'), ...u2fKeys];
}

function deviceTable(exchange: Exchange, devices: Device[]): Html {
  if (devices.length === 0) return html`<p class="empty">No MFA device is assigned.</p>`;
  return html`<table aria-labelledby="devices">
<thead><tr><th scope="col">Name</th><th scope="col">Added</th><th scope="col">Last used</th>
<th scope="col"><span class="unseen">Actions</span></th></tr></thead>
<tbody>${devices.map((device) => deviceRow(exchange, device))}</tbody>
</table>`;
}

function deviceRow(exchange: Exchange, { id, name, addedAt, lastUsedAt }: Device): Html {
  return html`<tr>
<th scope="row">${name}</th><td>${time(addedAt)}</td>
<td>${lastUsedAt === undefined ? 'Never' : time(lastUsedAt)}</td>
<td class="actions"><form method="post" action="${withQuery('/security-credentials/remove', exchange)}">
<input type="hidden" name="id" value="${id}"><button aria-label="Remove ${name}">Remove</button></form></td>
</tr>`;
}

/** A form that is sent by GET replaces its address's query, so the query travels in fields. */
function hiddenQuery({ address }: Exchange): Html[] {
  return [...address.searchParams].map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  );
}
