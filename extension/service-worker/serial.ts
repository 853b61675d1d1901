/**
 * Runs work one after another per key, so that two events cannot decide the same thing at once.
 * There is only ever one worker, and a stopped worker has no work in hand: memory is enough.
 */
const tails = new Map<string, Promise<unknown>>();

export function inTurn<T>(key: string, work: () => Promise<T>): Promise<T> {
  const before = tails.get(key) ?? Promise.resolve();
  const mine = before.then(work, work);
  tails.set(key, mine);
  const forget = () => {
    if (tails.get(key) === mine) tails.delete(key);
  };
  mine.then(forget, forget);
  return mine;
}
