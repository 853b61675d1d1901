import type { Account } from '../accounts';
import type { Exchange } from '../exchange';
import { type Html, html } from './html';
import { layout, withQuery } from './layout';

export function assignDevicePage(exchange: Exchange, account: Account): Html {
  const content = html`<form id="assign" class="card stack">
<label>Device name
<input name="name" maxlength="64" autocomplete="off" aria-describedby="name-hint" required>
<span id="name-hint" class="hint">A name by which you know the key again, such as “My laptop”.</span></label>
<fieldset>
<legend>Device type</legend>
${choice('security-key', 'Security key', 'A key in this browser, on a USB stick or in a phone.')}
${choice('authenticator-app', 'Authenticator app', 'Codes from an app. Not available in this demonstration.')}
${choice('hardware-token', 'Hardware token', 'Codes from a token. Not available in this demonstration.')}
</fieldset>
<div class="buttons">
<a class="button" href="${withQuery('/security-credentials', exchange)}">Cancel</a>
<button class="primary">Next</button>
</div>
</form>
<script src="/scripts/assign-mfa-device.js" nonce="${exchange.nonce}"></script>`;
  return layout(exchange, { heading: 'Assign MFA device', content, account, narrow: true });
}

function choice(value: string, name: string, description: string): Html {
  const state = value === 'security-key' ? 'checked' : 'disabled';
  return html`<div class="choice">
<input type="radio" name="type" id="${value}" value="${value}" aria-describedby="${value}-hint" ${state}>
<label for="${value}">${name}</label>
<span id="${value}-hint" class="hint">${description}</span>
</div>`;
}
