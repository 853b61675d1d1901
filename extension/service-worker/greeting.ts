import { readLocal, writeLocal } from './local-area';

const KEY = 'greeted';

/**
 * Opens the page that greets a new user. Once: Chrome says of an extension from a folder at each start of the
 * browser that it was installed, if a switch names it.
 */
export async function greet(): Promise<void> {
  if ((await readLocal(KEY))[KEY] === true) return;
  await chrome.tabs.create({ url: chrome.runtime.getURL('welcome/welcome.html') });
  await writeLocal({ [KEY]: true });
}
