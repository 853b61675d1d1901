import type { Answer, Done } from '../messages/from-user';
import { element } from '../shared-ui/element';
import { passphraseForm } from '../shared-ui/passphrase-form';
import { type TextName, text } from '../texts/text';

export type FoldedFormOptions = {
  id: string;
  /** What unfolds it. */
  summary: TextName;
  button: TextName;
  /** What stands above the passphrase. */
  before: Node[];
  send(passphrase: string): Promise<Answer<Done> | undefined>;
  done(): void;
};

/** A change that only somebody who knows the passphrase may make. */
export function foldedForm({ summary, before, ...options }: FoldedFormOptions): HTMLDetailsElement {
  const { form, submit } = passphraseForm({
    ...options,
    secret: 'currentPassphrase',
    look: 'primary',
    before,
  });
  form.append(submit);
  return element('details', {}, element('summary', {}, text(summary)), form);
}
