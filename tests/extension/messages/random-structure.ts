/** Values of any shape, the same ones in each run. */

export type Random = () => number;

export type Vocabulary = {
  /** Names that members are likely to have. */
  names: string[];
  /** Texts that values are likely to be. */
  words: string[];
  /** How deep structures may nest. */
  depth: number;
};

/** Numbers from 0 up to 1, by the generator that is known as mulberry32. */
export function seeded(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function randomStructure(random: Random, vocabulary: Vocabulary): unknown {
  const { names, words, depth } = vocabulary;
  const choose = <T>(choices: T[]): T => choices[Math.floor(random() * choices.length)] as T;
  const deeper = () => randomStructure(random, { ...vocabulary, depth: depth - 1 });
  const count = () => Math.floor(random() * 6);
  const kinds: (() => unknown)[] = [
    () => choose([undefined, null, true, false, 0, -1, 1.5, Number.NaN, 2 ** 53, 10n, Symbol('s')]),
    () => choose([...words, '', '__proto__', '\ud800', 'x'.repeat(300)]),
    () => choose([new Date(0), new Map(), new Uint8Array(3), () => 1, /x/, new Error('e')]),
  ];
  if (depth > 0)
    kinds.push(
      () => Array.from({ length: count() }, deeper),
      ...Array.from({ length: 3 }, () => () => members(count(), deeper)),
    );
  return choose(kinds)();

  function members(size: number, value: () => unknown): object {
    const made = choose([{}, {}, Object.create(null) as object]);
    for (let index = 0; index < size; index += 1) {
      const key = choose([...names, ...names, '__proto__', 'constructor', 'length', 'toString']);
      Object.defineProperty(made, key, {
        value: value(),
        enumerable: true,
        configurable: true,
        writable: true,
      });
    }
    return made;
  }
}
