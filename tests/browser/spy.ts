/** Listens in a tab's documents for what the worker says to them, as their content scripts hear it. */
import type { OwnPage } from './own-page';

export type Spy = {
  /** What was said to any of the documents that the tab had when the spy was opened. */
  heard(): Promise<unknown[]>;
};

declare global {
  /** In an isolated world: what the worker has said since. */
  var heardBySpy: unknown[];
}

/** `address` is the tab's, and no other tab's. */
export async function openSpy(own: OwnPage, address: string): Promise<Spy> {
  await own.page.evaluate(listenIn, address);
  return { heard: () => own.page.evaluate(heardIn, address) };
}

/** Runs in Xenon's own page. */
async function listenIn(address: string): Promise<void> {
  const tabs = await chrome.tabs.query({});
  const tabId = tabs.find(({ url }) => url === address)?.id ?? chrome.tabs.TAB_ID_NONE;
  await chrome.scripting.executeScript({
    target: { tabId, allFrames: true },
    func: () => {
      globalThis.heardBySpy = [];
      chrome.runtime.onMessage.addListener((message: unknown) => {
        heardBySpy.push(message);
      });
    },
  });
}

/** Runs in Xenon's own page. */
async function heardIn(address: string): Promise<unknown[]> {
  const tabs = await chrome.tabs.query({});
  const tabId = tabs.find(({ url }) => url === address)?.id ?? chrome.tabs.TAB_ID_NONE;
  const results = await chrome.scripting.executeScript({
    target: { tabId, allFrames: true },
    func: () => globalThis.heardBySpy ?? ['this document came later'],
  });
  return results.flatMap(({ result }) => result ?? []);
}
