/**
 * What must outlive a stopped worker but not the browser: `chrome.storage.session`, in memory only and
 * closed to content scripts. This worker alone writes it, so one read at its start is enough; later
 * reads cost nothing, and every change is written through.
 */
let loading: Promise<Map<string, unknown>> | undefined;

export async function sessionItem(key: string): Promise<unknown> {
  return (await items()).get(key);
}

/** The values of all keys that begin with `prefix`. */
export async function sessionItems(prefix: string): Promise<unknown[]> {
  return [...(await items())].filter(([key]) => key.startsWith(prefix)).map(([, value]) => value);
}

export async function sessionKeys(prefix: string): Promise<string[]> {
  return [...(await items()).keys()].filter((key) => key.startsWith(prefix));
}

export async function keepInSession(key: string, value: unknown): Promise<void> {
  (await items()).set(key, value);
  await written(chrome.storage.session.set({ [key]: value }));
}

export async function forgetInSession(key: string): Promise<void> {
  (await items()).delete(key);
  await written(chrome.storage.session.remove(key));
}

/** Forgets all keys that begin with `prefix`. */
export async function forgetAllInSession(prefix: string): Promise<void> {
  const known = await items();
  const keys = await sessionKeys(prefix);
  for (const key of keys) known.delete(key);
  await written(chrome.storage.session.remove(keys));
}

function items(): Promise<Map<string, unknown>> {
  loading ??= load();
  return loading;
}

async function load(): Promise<Map<string, unknown>> {
  try {
    return new Map(Object.entries(await chrome.storage.session.get(null)));
  } catch (error) {
    loading = undefined;
    throw error;
  }
}

/** A change that Chrome did not take: what is in storage counts, so it is read again. */
async function written(change: Promise<void>): Promise<void> {
  try {
    await change;
  } catch (error) {
    loading = undefined;
    throw error;
  }
}
