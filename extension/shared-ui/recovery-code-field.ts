import { text } from '../texts/text';
import { element } from './element';

export type RecoveryCodeField = {
  root: HTMLElement;
  value(): string;
  reject(reason: string): void;
  accept(): void;
};

/** A field for a recovery code. It shows what is typed: the code is read from paper. */
export function recoveryCodeField(id: string): RecoveryCodeField {
  const problem = element('p', { id: `${id}-problem`, class: 'problem', role: 'alert' });
  const input = element('input', {
    id,
    class: 'code',
    autocomplete: 'off',
    autocapitalize: 'characters',
    spellcheck: 'false',
    required: true,
    'aria-describedby': problem.id,
  });
  const label = element('label', { for: id }, text('recoveryCode'));
  return {
    root: element('div', { class: 'field' }, label, input, problem),
    value: () => input.value.trim(),
    reject(reason) {
      problem.textContent = reason;
      input.setAttribute('aria-invalid', 'true');
      input.focus();
    },
    accept() {
      problem.textContent = '';
      input.removeAttribute('aria-invalid');
    },
  };
}
