/** When the last backup was made: `chrome.storage.local`, which outlives the browser. */
const KEY = 'backup.made-at';

/** Milliseconds since 1970, or nothing if none was made here. */
export async function backupMadeAt(): Promise<number | undefined> {
  const { [KEY]: madeAt } = await chrome.storage.local.get(KEY);
  return typeof madeAt === 'number' ? madeAt : undefined;
}

export async function noteBackup(madeAt: number): Promise<void> {
  await chrome.storage.local.set({ [KEY]: madeAt });
}
