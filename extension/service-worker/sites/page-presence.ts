/** Whether Xenon is in the page of a tab, and who else is. */
import type { IsolatedWorld } from '../../messages/isolated-world';
import type { Neighbour, Presence } from '../../messages/sites';
import { ruleOfHost } from './site-rules';

export type InPage = { presence: Presence; neighbour?: Neighbour };

/** A page that is busy with itself answers late or never, and the popup does not wait for it. */
const PATIENCE_MS = 500;

/** What the tab's page at `origin` says now; nothing of it decides anything. Nothing if it says nothing. */
export function inPage(tabId: number, origin: string): Promise<Partial<InPage>> {
  const late = new Promise<Partial<InPage>>((resolve) => {
    setTimeout(resolve, PATIENCE_MS, {});
  });
  return Promise.race([lookedAt(tabId, origin), late]);
}

async function lookedAt(tabId: number, origin: string): Promise<InPage> {
  const rule = await ruleOfHost(new URL(origin).hostname);
  if (rule) return { presence: rule };
  const found = await resultIn(tabId, 'ISOLATED', lookAround);
  if (!found) return { presence: 'forbidden' };
  if (!found.isSecure) return { presence: 'insecure' };
  if (!found.isOpen) return { presence: 'not-yet' };
  if (found.wasTaken) return { presence: 'active', neighbour: 'extension' };
  const isTaken = await resultIn(tabId, 'MAIN', isTakenNow);
  return { presence: 'active', ...(isTaken && { neighbour: 'somebody' as const }) };
}

async function resultIn<T>(
  tabId: number,
  world: 'ISOLATED' | 'MAIN',
  func: () => T,
): Promise<Awaited<T> | undefined> {
  try {
    const target = { tabId };
    const [injected] = await chrome.scripting.executeScript({ target, world, func, injectImmediately: true });
    return injected?.result;
  } catch {
    // The web store, an error page, a page under a policy: Chrome's only answer for them.
    return undefined;
  }
}

/** Runs in the page's isolated world. */
function lookAround(): { isSecure: boolean; isOpen: boolean; wasTaken: boolean } {
  const { isCarrying, hasStoodAside, wasTaken } = globalThis as IsolatedWorld;
  return {
    isSecure: isSecureContext,
    isOpen: isCarrying === true && hasStoodAside !== true,
    wasTaken: wasTaken === true,
  };
}

/** Runs in the page's own world. Xenon's own functions, like the browser's, show no source. */
function isTakenNow(): boolean {
  const container = navigator.credentials;
  const showsSource = (value: unknown) =>
    typeof value !== 'function' || !Function.prototype.toString.call(value).includes('[native code]');
  return (
    !(container instanceof CredentialsContainer) ||
    Object.hasOwn(container, 'create') ||
    Object.hasOwn(container, 'get') ||
    showsSource(container.create) ||
    showsSource(container.get)
  );
}
