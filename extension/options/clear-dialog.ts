import { ask } from '../shared-ui/worker-client';
import { text } from '../texts/text';
import { confirm } from './confirm-dialog';

/** Asks whether the activity log shall be cleared, and clears it. True: it is empty. */
export function confirmClearing(): Promise<boolean> {
  return confirm({
    question: [text('clearActivityQuestion')],
    warning: text('clearActivityWarning'),
    yes: 'clearActivityNow',
    look: 'danger',
    carryOut: () => ask({ kind: 'clear-activity' }),
  });
}
