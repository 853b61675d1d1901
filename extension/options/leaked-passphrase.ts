import { element } from '../shared-ui/element';
import { newPassphrase } from '../shared-ui/new-passphrase';
import { ask } from '../shared-ui/worker-client';
import { text } from '../texts/text';
import { foldedForm } from './folded-form';

/** How often the worker is asked how far it is. */
const LOOK_EVERY_MS = 250;

/** For a passphrase that somebody else knows: all that is stored gets another key, and not the passphrase alone. */
export function leakedPassphrase(tell: (news: string) => void): HTMLDetailsElement {
  const chosen = newPassphrase({ words: ['xenon'], id: 'leaked-' });
  const bar = progressBar();
  const form = foldedForm({
    id: 'reencrypt',
    summary: 'passphraseLeaked',
    button: 'encryptAnew',
    before: [element('p', {}, text('passphraseLeakedText')), ...chosen.fields],
    async send(passphrase) {
      const newOne = chosen.take();
      if (newOne === undefined) return undefined;
      return bar.during(ask({ kind: 'reencrypt', passphrase, newPassphrase: newOne }));
    },
    done: () => tell(text('encryptedAnew')),
  });
  form.append(bar.root);
  return form;
}

/** Shown only while there is work; a screen reader hears its name, and how far it is when asked. */
function progressBar() {
  const bar = element('progress', { 'aria-label': text('encryptingAnew') });
  const words = element('span', { class: 'hint' }, text('encryptingAnew'));
  const root = element('div', { class: 'progress', hidden: true }, bar, words);
  const look = async () => {
    const answer = await ask({ kind: 'reencryption-progress' });
    const progress = answer.ok ? answer.value.progress : undefined;
    if (!progress) return;
    bar.max = Math.max(1, progress.total);
    bar.value = progress.done;
    words.textContent = text('encryptedOf', amount(progress.done), amount(progress.total));
  };
  return {
    root,
    async during<T>(work: Promise<T>): Promise<T> {
      root.hidden = false;
      const timer = setInterval(() => void look(), LOOK_EVERY_MS);
      try {
        return await work;
      } finally {
        clearInterval(timer);
        root.hidden = true;
      }
    },
  };
}

function amount(count: number): string {
  return count.toLocaleString(text('languageTag'));
}
