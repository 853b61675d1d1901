/**
 * The toolbar icon: how many requests wait for the user, whether a key was added without asking, and,
 * in a tab whose page would take a sign-in, that there is one. The title says the same in words.
 */
import { text, textsAtHand } from '../../texts/text';
import { askingCeremonies, offeredCeremonies } from '../ceremonies/ceremony-store';
import { offerOf } from '../ceremonies/offered-sign-in';
import { addedKeys } from '../keys/added-keys';

type Sign = { text: string; title: string };

/** What this life of the worker has shown in every tab. */
let shown: Sign | undefined;

/** `alsoTab` is one that had something to offer until now. */
export async function updateBadge(alsoTab?: number): Promise<void> {
  await textsAtHand();
  const sign = await signEverywhere();
  const offers = await signsOfTabs();
  const tabs = new Set([...offers.keys(), ...(alsoTab === undefined ? [] : [alsoTab])]);
  await Promise.all([
    showEverywhere(sign),
    // What waits for a decision matters more than what is only possible.
    ...[...tabs].map((tabId) => markTab(tabId, sign.text === '' ? offers.get(tabId) : undefined, sign)),
  ]);
}

/** Nothing is asked of Chrome where it is what is shown already: after most sign-ins. */
async function showEverywhere(sign: Sign): Promise<void> {
  if (shown?.text === sign.text && shown.title === sign.title) return;
  shown = sign;
  try {
    await Promise.all([
      chrome.action.setBadgeText({ text: sign.text }),
      chrome.action.setTitle({ title: sign.title }),
    ]);
  } catch (error) {
    shown = undefined;
    throw error;
  }
}

async function signEverywhere(): Promise<Sign> {
  const waiting = (await askingCeremonies()).length;
  if (waiting > 0) return { text: String(waiting), title: text('titleWaiting', String(waiting)) };
  const isAdded = (await addedKeys()).length > 0;
  return isAdded ? { text: '+', title: text('titleAdded') } : { text: '', title: text('extensionName') };
}

async function signsOfTabs(): Promise<Map<number, Sign | undefined>> {
  const signs = new Map<number, Sign | undefined>();
  for (const ceremony of await offeredCeremonies()) {
    const { tabId } = ceremony.caller;
    if (tabId === undefined) continue;
    signs.set(tabId, signs.get(tabId) ?? signOf(await offerOf(ceremony)));
  }
  return signs;
}

function signOf(offer: Awaited<ReturnType<typeof offerOf>>): Sign | undefined {
  if (!offer) return undefined;
  const isLocked = offer.accounts.length === 0;
  return { text: '→', title: text(isLocked ? 'titleUnlockToSignIn' : 'titleSignIn', offer.rpId) };
}

/** A tab without a sign of its own shows what all tabs show. */
async function markTab(tabId: number, sign: Sign | undefined, otherwise: Sign): Promise<void> {
  try {
    await chrome.action.setBadgeText(sign ? { tabId, text: sign.text } : { tabId });
    await chrome.action.setTitle({ tabId, title: (sign ?? otherwise).title });
  } catch {
    // The tab was closed, and its icon with it.
  }
}
