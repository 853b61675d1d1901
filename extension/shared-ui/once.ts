/** Makes what belongs to a key once, and has it ready from then on. */
export function once<Key, Made>(make: (key: Key) => Made): (key: Key) => Made {
  const ready = new Map<Key, Made>();
  return (key) => {
    const made = ready.get(key) ?? make(key);
    ready.set(key, made);
    return made;
  };
}
