import type { WaysIn } from '../messages/from-user';
import { element } from '../shared-ui/element';
import { dayOf } from '../shared-ui/moment';
import { recoveryCodeField } from '../shared-ui/recovery-code-field';
import { ask } from '../shared-ui/worker-client';
import { text } from '../texts/text';
import { card } from './card';
import { copyButton } from './copy-button';
import { foldedForm } from './folded-form';
import { problemNote } from './problem-note';
import { removal } from './removal';

/** The code on paper that opens the vault when the passphrase is forgotten. */
export function recoveryCard({ recoveryCodeMadeAt }: WaysIn, tell: (news: string) => void): HTMLElement {
  const isThere = recoveryCodeMadeAt !== undefined;
  const state = isThere
    ? text('recoveryCodeMade', dayOf(recoveryCodeMadeAt, text('languageTag')))
    : text('recoveryCodeNone');
  const step = element('div', { class: 'step' });
  const make = element(
    'button',
    { type: 'button' },
    text(isThere ? 'replaceRecoveryCode' : 'makeRecoveryCode'),
  );
  make.addEventListener('click', async () => {
    const answer = await ask({ kind: 'new-recovery-code' });
    step.replaceChildren(
      ...(answer.ok ? writtenDown(answer.value.code, tell) : [problemNote(answer.problem)]),
    );
    step.querySelector<HTMLElement>('output')?.focus();
  });
  const remove = removal('removeRecoveryCode', { kind: 'remove-recovery-code' }, () =>
    tell(text('recoveryCodeRemoved')),
  );
  return card('recoveryCode', element('p', {}, state), make, ...(isThere ? [remove] : []), step);
}

/** Shown this once. It opens the vault only after it was typed from the paper. */
function writtenDown(code: string, tell: (news: string) => void): Node[] {
  const shown = element(
    'output',
    { class: 'code', tabindex: '-1', 'aria-label': text('recoveryCode') },
    code,
  );
  const typed = recoveryCodeField('typed-recovery-code');
  const form = foldedForm({
    id: 'add-recovery-code',
    summary: 'recoveryCodeWritten',
    button: 'confirmRecoveryCode',
    before: [typed.root],
    async send(passphrase) {
      typed.accept();
      if (plain(typed.value()) !== plain(code)) {
        typed.reject(text('problemMistypedRecoveryCode'));
        return undefined;
      }
      return ask({ kind: 'add-recovery-code', passphrase, code: typed.value() });
    },
    done: () => tell(text('recoveryCodeAdded')),
  });
  // Out of sight while it is typed: from memory of the screen it would prove nothing.
  form.addEventListener('toggle', () => {
    shown.hidden = form.open;
  });
  return [element('p', {}, text('recoveryCodeWriteDown')), shown, copying(code), form];
}

function copying(code: string): HTMLElement {
  const print = element('button', { type: 'button' }, text('print'));
  print.addEventListener('click', () => window.print());
  return copyButton(code, 'copied', print);
}

/** As the engine reads it: any case, any groups, letters that look like digits. */
function plain(code: string): string {
  return code
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
}
