import type { KeySummary } from '../messages/from-user';
import { element } from '../shared-ui/element';
import { keyName } from '../shared-ui/key-name';
import { sentence } from '../shared-ui/localise';
import { siteName } from '../shared-ui/site-name';
import { ask } from '../shared-ui/worker-client';
import { text } from '../texts/text';

/** Tells which keys were added without asking, until the user has read it. */
export function addedKeys(added: KeySummary[], refresh: () => Promise<void>): HTMLElement {
  const heading = element('h2', { tabindex: '-1' }, text('addedTitle'));
  const items = added.map((key) => addedKey(key, refresh));
  return element('section', { class: 'added' }, heading, element('ul', {}, ...items));
}

function addedKey(key: KeySummary, refresh: () => Promise<void>): HTMLElement {
  const words = element('p', {}, ...sentence('addedKey', siteName(key)));
  const seen = element('button', { type: 'button', 'aria-label': text('seenNamed', key.rpId) }, text('seen'));
  seen.addEventListener('click', async () => {
    await ask({ kind: 'added-key-seen', key: key.key });
    await refresh();
  });
  return element('li', {}, words, element('div', {}, ...keyName(key)), seen);
}
