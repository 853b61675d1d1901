/**
 * The highest generation of the stores that this session of the browser has seen. Whoever puts older stores
 * in their place, all of them and at once, has to do so while no browser runs.
 */
import { keepInSession, sessionItem } from '../session';

const KEY = 'vault.generation';

/** 0 before any was seen. */
export async function seenMark(): Promise<number> {
  const mark = await sessionItem(KEY);
  return typeof mark === 'number' ? mark : 0;
}

/** Notes a generation; a lower one than before changes nothing. Nobody waits for it. */
export function raiseMark(generation: number): void {
  raise(generation).catch(reportError);
}

async function raise(generation: number): Promise<void> {
  if (generation > (await seenMark())) await keepInSession(KEY, generation);
}
