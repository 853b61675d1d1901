/** What differs between two values that came out of pages, member by member. */

export type Difference = { member: string; native: unknown; xenon: unknown };

export function differences(native: unknown, xenon: unknown, member = ''): Difference[] {
  if (!isTree(native) || !isTree(xenon) || Array.isArray(native) !== Array.isArray(xenon))
    return JSON.stringify(native) === JSON.stringify(xenon) ? [] : [{ member, native, xenon }];
  const names = [...new Set([...Object.keys(native), ...Object.keys(xenon)])];
  const inner = names.flatMap((name) =>
    differences(native[name], xenon[name], member === '' ? name : `${member}.${name}`),
  );
  // Members in another order are a difference too: `for in` and JSON show it.
  const isReordered = Object.keys(native).join() !== Object.keys(xenon).join();
  return inner.length === 0 && isReordered
    ? [{ member: `${member} (order)`, native: Object.keys(native), xenon: Object.keys(xenon) }]
    : inner;
}

function isTree(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
