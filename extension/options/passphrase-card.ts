import { element } from '../shared-ui/element';
import { newPassphrase } from '../shared-ui/new-passphrase';
import { ask } from '../shared-ui/worker-client';
import { text } from '../texts/text';
import { card } from './card';
import { foldedForm } from './folded-form';
import { leakedPassphrase } from './leaked-passphrase';

/** The passphrase, and how to have another one. */
export function passphraseCard(tell: (news: string) => void): HTMLElement {
  const chosen = newPassphrase({ words: ['xenon'] });
  const form = foldedForm({
    id: 'change-passphrase',
    summary: 'changePassphrase',
    button: 'changePassphrase',
    before: chosen.fields,
    async send(passphrase) {
      const newOne = chosen.take();
      return newOne === undefined
        ? undefined
        : ask({ kind: 'change-passphrase', passphrase, newPassphrase: newOne });
    },
    done: () => tell(text('passphraseChanged')),
  });
  return card('passphrase', element('p', {}, text('passphraseCardText')), form, leakedPassphrase(tell));
}
