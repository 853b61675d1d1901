/**
 * The sites on which Xenon stays out of the way: `chrome.storage.local`, which outlives the browser.
 *
 * A site is a host, exactly, whatever the scheme and port: it is what the user reads in the address and in
 * the popup. A registrable domain would be more than they have seen: pausing one console of a cloud would pause all
 * of its customers' pages. The rule counts for the documents of that host wherever they are framed, and for
 * every frame in a page of that host, since the user paused what they saw.
 */
import { type RuledSite, SITE_RULES, type SiteRule } from '../../messages/sites';
import type { Caller } from '../caller';
import { readLocalOrNothing, writeLocal } from '../local-area';
import { inTurn } from '../serial';

const KEY = 'site-rules';

type Rules = ReadonlyMap<string, SiteRule>;

/** This worker alone writes them, so one read per life is enough. */
let loading: Promise<Rules> | undefined;

/** Those of which there is a rule, by name. */
export async function ruledSites(): Promise<RuledSite[]> {
  const { compare } = new Intl.Collator();
  const sites = [...(await rules())].map(([host, rule]) => ({ host, rule }));
  return sites.sort((a, b) => compare(a.host, b.host));
}

export async function ruleOfHost(host: string): Promise<SiteRule | undefined> {
  return (await rules()).get(host);
}

/** Whether a document's requests are the browser's, because of its own site or of that of the page around it. */
export async function isLeftToBrowser({ origin, topLevelOrigin }: Caller): Promise<boolean> {
  const known = await rules();
  return [origin, topLevelOrigin].some((one) => known.has(hostOfOrigin(one) ?? ''));
}

/** Gives a host a rule, or takes it away. */
export function setRule(host: string, rule: SiteRule | undefined): Promise<void> {
  return inTurn('site-rules', async () => {
    const changed = new Map(await rules());
    if (rule) changed.set(host, rule);
    else changed.delete(host);
    await writeLocal({ [KEY]: Object.fromEntries(changed) });
    loading = Promise.resolve(changed);
  });
}

/** The host that somebody has typed, or that an address has which they have pasted. */
export function hostOfTyped(typed: string): string | undefined {
  const words = typed.trim();
  const address = /^https?:\/\//i.test(words) ? words : `https://${words}`;
  if (/[\s@*]/.test(words) || !URL.canParse(address)) return undefined;
  return new URL(address).hostname || undefined;
}

export function hostOfOrigin(origin: string | undefined): string | undefined {
  return origin !== undefined && URL.canParse(origin) ? new URL(origin).hostname : undefined;
}

function rules(): Promise<Rules> {
  loading ??= load();
  return loading;
}

/** Where they cannot be read, Xenon answers: a request must not end for that. */
async function load(): Promise<Rules> {
  const { [KEY]: stored } = await readLocalOrNothing(KEY);
  const isRule = (entry: [string, unknown]): entry is [string, SiteRule] =>
    SITE_RULES.some((rule) => rule === entry[1]);
  return new Map(Object.entries(stored ?? {}).filter(isRule));
}
