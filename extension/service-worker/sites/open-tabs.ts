import { hostOfOrigin, ruleOfHost } from './site-rules';

/** Puts the page door into tabs that were open before Xenon was installed or updated. */
export async function installIntoOpenTabs(): Promise<void> {
  const tabs = await chrome.tabs.query({ url: ['http://*/*', 'https://*/*'] });
  await Promise.all(tabs.map(installUnlessRuled));
}

async function installUnlessRuled({ id, url }: chrome.tabs.Tab): Promise<void> {
  if (!(await ruleOfHost(hostOfOrigin(url) ?? ''))) await installInto(id);
}

async function installInto(tabId: number | undefined): Promise<void> {
  if (tabId === undefined) return;
  const scripts = chrome.runtime.getManifest().content_scripts ?? [];
  for (const { js = [], world } of scripts as { js?: string[]; world?: 'ISOLATED' | 'MAIN' }[]) {
    const target = { tabId, allFrames: true };
    await chrome.scripting
      .executeScript({ target, files: js, world: world ?? 'ISOLATED', injectImmediately: true })
      .catch(ignoreForbiddenPage);
  }
}

/** The web store, error pages and pages under a policy take no scripts; there the browser answers. */
function ignoreForbiddenPage(): undefined {
  return undefined;
}
