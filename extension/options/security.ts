import type { SecurityState } from '../messages/from-user';
import { pageElement } from '../shared-ui/element';
import { ask } from '../shared-ui/worker-client';
import { autoLockCard } from './auto-lock-card';
import { closedVault } from './closed-vault';
import { osUnlockCard } from './os-unlock-card';
import { passphraseCard } from './passphrase-card';
import { pinCard } from './pin-card';
import { recoveryCard } from './recovery-card';
import { SectionContent } from './section-content';

const heading = pageElement('security');
const news = pageElement('security-news');
const content = new SectionContent(pageElement('ways'));

/** Draws how the vault opens and closes as it is now, unless that is what is shown. */
export async function showSecurity(): Promise<void> {
  content.drawAnswer(await ask({ kind: 'security-state' }), cards);
}

/** Says what was done, and draws what it changed. */
async function tell(words: string): Promise<void> {
  news.textContent = words;
  await showSecurity();
  heading.focus();
}

/** Locking needs no open vault; every way to open it does. */
function cards({ vault, autoLock, ways }: SecurityState): Node[] {
  const locking = autoLockCard(autoLock);
  if (vault !== 'unlocked') return [locking, closedVault(vault, ways, () => tell(''))];
  const done = (words: string) => void tell(words);
  return [
    passphraseCard(done),
    recoveryCard(ways, done),
    osUnlockCard(ways, done),
    pinCard(ways, done),
    locking,
  ];
}
