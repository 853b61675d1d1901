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

/** Runs work when it is its turn for every one of `keys`. Always in the same order, so that nobody waits for each other. */
export function inTurns<T>(keys: Iterable<string>, work: () => Promise<T>): Promise<T> {
  const ordered = [...new Set(keys)].sort().reverse();
  return ordered.reduce<() => Promise<T>>((inner, key) => () => inTurn(key, inner), work)();
}
