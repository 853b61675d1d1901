import type { DeletedKey, KeySummary } from '../messages/from-user';
import { keyName } from '../shared-ui/key-name';
import { sentence } from '../shared-ui/localise';
import { siteName } from '../shared-ui/site-name';
import { ask } from '../shared-ui/worker-client';
import { type TextName, text } from '../texts/text';
import { type Confirmation, confirm } from './confirm-dialog';

/** Asks whether a key shall be deleted, and deletes it. True: it is among the deleted ones. */
export function confirmDeletion(key: KeySummary): Promise<boolean> {
  return confirm({
    ...asked('deleteQuestion', key),
    warning: text('deleteWarning'),
    yes: 'deleteKey',
    look: 'danger',
    carryOut: () => ask({ kind: 'delete-key', key: key.key }),
  });
}

/** Asks whether a deleted key shall be gone at once. True: it is. */
export function confirmDeletionForGood(key: DeletedKey): Promise<boolean> {
  return confirm({
    ...asked('deleteForGoodQuestion', key),
    warning: text('deleteForGoodWarning'),
    yes: 'deleteForGood',
    look: 'danger',
    carryOut: () => ask({ kind: 'delete-for-good', key: key.key }),
  });
}

/** Its account has another key by now: asks whether both shall be there. True: they are. */
export function confirmBeside(key: DeletedKey): Promise<boolean> {
  return confirm({
    ...asked('restoreBesideQuestion', key),
    warning: text('restoreBesideWarning'),
    yes: 'restoreBeside',
    look: 'primary',
    carryOut: () => ask({ kind: 'restore-key', key: key.key, beside: true }),
  });
}

/** A question that has the site in it, about the key that is named below. */
function asked(question: TextName, key: KeySummary): Pick<Confirmation, 'question' | 'about'> {
  return { question: sentence(question, siteName(key)), about: keyName(key) };
}
