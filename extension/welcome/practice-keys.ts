import type { FromUser } from '../messages/from-user';
import { ask } from '../shared-ui/worker-client';

/** Deletes them for good: nobody is to find a key among their own that opens nothing. Tells whether all are gone. */
export async function forgetPracticeKeys(): Promise<boolean> {
  const all = await ask({ kind: 'all-keys' });
  if (!all.ok || !(await eachOfPractice('delete-key', all.value.keys))) return false;
  const gone = await ask({ kind: 'deleted-keys' });
  return gone.ok && eachOfPractice('delete-for-good', gone.value.deleted);
}

type Deletion = Extract<FromUser['kind'], 'delete-key' | 'delete-for-good'>;

async function eachOfPractice(kind: Deletion, keys: { key: string; rpId: string }[]): Promise<boolean> {
  const ours = keys.filter(({ rpId }) => rpId === location.hostname);
  const answers = await Promise.all(ours.map(({ key }) => ask({ kind, key })));
  return answers.every(({ ok }) => ok);
}
