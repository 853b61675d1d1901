import { element } from '../shared-ui/element';

/** Longer than the browser takes to begin a download. */
const KEPT_MS = 60_000;

/** Gives the user a file of JSON, as a download. */
export function saveFile(name: string, json: string): void {
  const address = URL.createObjectURL(new Blob([json], { type: 'application/json' }));
  element('a', { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), KEPT_MS);
}
