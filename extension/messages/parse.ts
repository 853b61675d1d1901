/**
 * Reads values of unknown shape: each parser gives what it should be, or nothing. Unknown members are
 * dropped, and only an object's own members count.
 */

/** The value, if it is what it should be. */
export type Parse<T> = (value: unknown) => T | undefined;

export function member(value: unknown, key: string): unknown {
  return isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

type Parsers<T> = { [K in keyof T]-?: Parse<Exclude<T[K], undefined>> };
type RequiredOf<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] };
type OptionalOf<T> = { [K in keyof T as undefined extends T[K] ? K : never]: T[K] };

export function members<T>(required: Parsers<RequiredOf<T>>, optional: Parsers<OptionalOf<T>>): Parse<T> {
  return (value) => {
    if (!isRecord(value)) return undefined;
    const found: Record<string, unknown> = {};
    for (const [key, parse] of parsersIn(required)) {
      found[key] = parse(member(value, key));
      if (found[key] === undefined) return undefined;
    }
    for (const [key, parse] of parsersIn(optional)) {
      if (member(value, key) === undefined) continue;
      found[key] = parse(member(value, key));
      if (found[key] === undefined) return undefined;
    }
    return found as T;
  };
}

function parsersIn(parsers: object): [string, Parse<unknown>][] {
  return Object.entries(parsers);
}

export function list<T>(item: Parse<T>, most: number): Parse<T[]> {
  return (value) => {
    if (!Array.isArray(value) || value.length > most) return undefined;
    const items = value.map(item);
    return items.includes(undefined) ? undefined : (items as T[]);
  };
}

export function text(longest: number): Parse<string> {
  return (value) => (typeof value === 'string' && value.length <= longest ? value : undefined);
}

export function base64Url(longest: number): Parse<string> {
  const short = text(longest);
  return (value) => {
    const found = short(value);
    return found !== undefined && found.length % 4 !== 1 && /^[\w-]*$/.test(found) ? found : undefined;
  };
}

export function boolean(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

export function integer(value: unknown): number | undefined {
  return Number.isSafeInteger(value) ? (value as number) : undefined;
}

/** An object whose names are data: each name and each value is read, and there are at most `most`. */
export function record<T>(name: Parse<string>, item: Parse<T>, most: number): Parse<Record<string, T>> {
  return (value) => {
    if (!isRecord(value)) return undefined;
    const entries = Object.entries(value).map(([key, found]) => [name(key), item(found)] as const);
    const isRead = entries.every(([key, found]) => key !== undefined && found !== undefined);
    return isRead && entries.length <= most ? (Object.fromEntries(entries) as Record<string, T>) : undefined;
  };
}
