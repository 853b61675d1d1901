import type { KeySummary } from '../messages/from-user';
import { element } from '../shared-ui/element';
import { plainKeyName } from '../shared-ui/key-name';
import { type TextName, text } from '../texts/text';

/** A button of a row. `name` is what is heard: it says of which key the short label speaks. */
export function keyAction<Key extends KeySummary>(
  label: TextName,
  name: TextName,
  key: Key,
  asked: (key: Key) => void,
): HTMLElement {
  const heard = text(name, plainKeyName(key), key.rpId);
  const button = element('button', { type: 'button', 'aria-label': heard }, text(label));
  button.addEventListener('click', () => asked(key));
  return button;
}
