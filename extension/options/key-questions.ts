import type { DeletedKey, KeySummary } from '../messages/from-user';
import { text } from '../shared-ui/text';
import { ask } from '../shared-ui/worker-client';
import { askAboutKey } from './question-dialog';

/** Asks whether a key shall be deleted, and deletes it. True: it is among the deleted ones. */
export function confirmDeletion(key: KeySummary): Promise<boolean> {
  return askAboutKey({
    key,
    question: 'deleteQuestion',
    warning: text('deleteWarning'),
    yes: 'deleteKey',
    look: 'danger',
    carryOut: () => ask({ kind: 'delete-key', key: key.key }),
  });
}

/** Asks whether a deleted key shall be gone at once. True: it is. */
export function confirmDeletionForGood(key: DeletedKey): Promise<boolean> {
  return askAboutKey({
    key,
    question: 'deleteForGoodQuestion',
    warning: text('deleteForGoodWarning'),
    yes: 'deleteForGood',
    look: 'danger',
    carryOut: () => ask({ kind: 'delete-for-good', key: key.key }),
  });
}

/** Its account has another key by now: asks whether both shall be there. True: they are. */
export function confirmBeside(key: DeletedKey): Promise<boolean> {
  return askAboutKey({
    key,
    question: 'restoreBesideQuestion',
    warning: text('restoreBesideWarning'),
    yes: 'restoreBeside',
    look: 'primary',
    carryOut: () => ask({ kind: 'restore-key', key: key.key, beside: true }),
  });
}
