import type { VaultDamage } from '../messages/from-user';
import { element } from '../shared-ui/element';
import { icon } from '../shared-ui/icon';
import { ask } from '../shared-ui/worker-client';
import { text } from '../texts/text';
import { confirm } from './confirm-dialog';

/** What neither of the two stores could give back, and how to go on. `accepted` is told when it is done. */
export function damageNotice(damage: VaultDamage, accepted: () => void): HTMLElement {
  const title = element('h2', {}, text('keysLostTitle'));
  const list = element('ul', {}, ...lossesOf(damage).map((words) => element('li', {}, words)));
  const help = element('p', {}, text('keysLostHelp'));
  const goOn = element('button', { type: 'button' }, text('acceptDamage'));
  goOn.addEventListener('click', async () => {
    if (await confirmDamage()) accepted();
  });
  const words = element('div', {}, title, list, help, goOn);
  return element('section', { class: 'notice danger' }, icon('warning'), words);
}

function lossesOf(damage: VaultDamage): string[] {
  return [
    damage.unreadable > 0 && text('keysUnreadable', String(damage.unreadable)),
    damage.missing > 0 && text('keysMissing', String(damage.missing)),
    damage.rolledBack && text('keysRolledBack'),
    damage.uncertain && text('keysUncertain'),
    damage.ways && text('waysOlder'),
    damage.older && text('keysOlder'),
  ].filter((words) => words !== false);
}

function confirmDamage(): Promise<boolean> {
  return confirm({
    question: [text('acceptDamageQuestion')],
    warning: text('acceptDamageWarning'),
    yes: 'acceptDamage',
    look: 'danger',
    carryOut: () => ask({ kind: 'accept-damage' }),
  });
}
