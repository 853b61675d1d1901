import { element } from '../shared-ui/element';

/** Longer than the browser takes to begin a download. */
const KEPT_MS = 60_000;

/** Gives the user a file, as a download. `type` is its MIME type. */
export function saveFile(name: string, type: string, content: BlobPart): void {
  const address = URL.createObjectURL(new Blob([content], { type }));
  element('a', { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), KEPT_MS);
}
