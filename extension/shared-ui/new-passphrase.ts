import { text } from '../texts/text';
import { isLongEnough } from './passphrase';
import { passphraseField } from './passphrase-field';
import { strengthMeter } from './strength-meter';

export type NewPassphrase = {
  /** The two fields, and the meter between them. */
  fields: Node[];
  input: HTMLInputElement;
  /** Gives the passphrase and forgets it; nothing, if it is not one, which the fields then say. */
  take(): string | undefined;
  reject(reason: string): void;
};

export type NewPassphraseOptions = {
  /** Those that an attacker would try first. */
  words: string[];
  describedBy?: string;
  /** Tells the fields from others of the page. */
  id?: string;
};

/** Two fields in which a passphrase is chosen. */
export function newPassphrase({ words, describedBy, id = '' }: NewPassphraseOptions): NewPassphrase {
  const repeat = passphraseField({
    id: `${id}repeat-passphrase`,
    label: 'repeatPassphrase',
    autocomplete: 'new-password',
    switchShows: [],
  });
  const chosen = passphraseField({
    id: `${id}new-passphrase`,
    label: 'newPassphrase',
    autocomplete: 'new-password',
    switchShows: [repeat.input],
    ...(describedBy && { describedBy }),
  });
  return {
    fields: [chosen.root, strengthMeter(chosen.input, words), repeat.root],
    input: chosen.input,
    take() {
      chosen.accept();
      repeat.accept();
      if (!isLongEnough(chosen.input.value)) {
        chosen.reject(text('problemPassphraseTooShort'));
        return undefined;
      }
      if (chosen.input.value !== repeat.input.value) {
        repeat.reject(text('problemRepeatDiffers'));
        return undefined;
      }
      repeat.take();
      return chosen.take();
    },
    reject: (reason) => chosen.reject(reason),
  };
}
