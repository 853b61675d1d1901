import { AUTO_LOCKS, type AutoLock } from '../messages/from-user';
import { element } from '../shared-ui/element';
import { text } from '../texts/text';
import { card } from './card';
import { SavingNews } from './saving-news';

/** After how long the vault locks itself. A change counts at once. */
export function autoLockCard(chosen: AutoLock): HTMLElement {
  const hint = element('p', { id: 'auto-lock-hint', class: 'hint' }, text('autoLockHint'));
  const saving = new SavingNews();
  const choice = element(
    'select',
    { id: 'auto-lock', 'aria-describedby': hint.id },
    ...AUTO_LOCKS.map((after) => option(after, after === chosen)),
  );
  choice.addEventListener('change', async () => {
    const after = AUTO_LOCKS.find((one) => String(one) === choice.value) ?? chosen;
    await saving.save({ kind: 'set-auto-lock', after });
  });
  const label = element('label', { for: choice.id }, text('autoLockAfter'));
  return card('autoLock', element('div', { class: 'field' }, label, choice, hint, ...saving.nodes));
}

function option(after: AutoLock, selected: boolean): HTMLElement {
  return element('option', { value: String(after), selected }, nameOf(after));
}

/** The unit is the browser's to name, in the language of the texts. */
function nameOf(after: AutoLock): string {
  if (after === 'never') return text('autoLockNever');
  const minutes = { style: 'unit', unit: 'minute', unitDisplay: 'long' } as const;
  return new Intl.NumberFormat(text('languageTag'), minutes).format(after);
}
