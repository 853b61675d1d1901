/** When the last backup was made: `chrome.storage.local`, which outlives the browser. */
import { readLocalOrNothing, writeLocal } from '../local-area';

const KEY = 'backup.made-at';

/** Milliseconds since 1970, or nothing if none was made here. */
export async function backupMadeAt(): Promise<number | undefined> {
  const { [KEY]: madeAt } = await readLocalOrNothing(KEY);
  return typeof madeAt === 'number' ? madeAt : undefined;
}

export async function noteBackup(madeAt: number): Promise<void> {
  await writeLocal({ [KEY]: madeAt });
}
