import { makesKey } from '../messages/ceremony-kind';
import type { WaitingRequest } from '../messages/from-user';
import { element } from '../shared-ui/element';
import { sentence } from '../shared-ui/localise';
import { siteName, siteWords } from '../shared-ui/site-name';
import { ask } from '../shared-ui/worker-client';
import { text } from '../texts/text';

/** The requests that wait for the user's decision, each with a way to its window. */
export function waitingRequests(requests: WaitingRequest[]): HTMLElement {
  const heading = element('h2', {}, text('waiting'));
  return element('section', { class: 'waiting' }, heading, element('ul', {}, ...requests.map(item)));
}

function item({ ceremony, kind, ...site }: WaitingRequest): HTMLElement {
  const name = makesKey(kind) ? 'waitingCreate' : 'waitingGet';
  const words = element('span', {}, ...sentence(name, siteName(site)));
  const label = text('showRequest', text(name, siteWords(site)));
  const button = element('button', { type: 'button', 'aria-label': label }, text('show'));
  button.addEventListener('click', async () => {
    await ask({ kind: 'show-waiting', ceremony });
    window.close();
  });
  return element('li', {}, words, button);
}
