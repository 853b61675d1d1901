/**
 * A list that a site publishes, as JSON: all that Xenon ever asks the network.
 *
 * Nothing of the user goes with it, and every redirect that is not https is stopped by the extension's
 * own policy.
 */
export type ListLimits = {
  mostBytes: number;
  redirect: 'follow' | 'error';
  /** The media types that a list can have. */
  types: string[];
  signal: AbortSignal;
};

/** Rejects where there is no server, no answer in time, or no JSON; nothing where it answers with no list. */
export async function jsonAt(address: string, limits: ListLimits): Promise<unknown> {
  const { redirect, signal, types, mostBytes } = limits;
  const options = { credentials: 'omit', referrerPolicy: 'no-referrer', redirect, signal } as const;
  const response = await fetch(address, options);
  if (response.status !== 200 || !types.includes(typeOf(response))) {
    await response.body?.cancel();
    return undefined;
  }
  return JSON.parse(await textOf(response, mostBytes));
}

function typeOf({ headers }: Response): string {
  const [essence = ''] = (headers.get('content-type') ?? '').split(';');
  return essence.trim().toLowerCase();
}

/** Stops reading where a list ends that is too long. */
async function textOf({ body }: Response, mostBytes: number): Promise<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let size = 0;
  let text = '';
  for await (const chunk of body ?? []) {
    size += chunk.length;
    if (size > mostBytes) throw new Error('the list is too long');
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
