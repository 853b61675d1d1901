import { createVaultAndRemember, nextWindow } from './approval-window';
import type { DevTools } from './devtools';
import { evaluate, type PageSession } from './evaluate';
import { measuredCreate } from './key-page';

/** A page behind a standing approval, its first key, and the extension's address. */
export type Enrolled = { page: PageSession; id: string; extension: string };

/** The first key is made by hand, in a new vault, with *Don't ask again*. */
export async function enrol(devtools: DevTools, address: string): Promise<Enrolled> {
  const page = { devtools, sessionId: await devtools.openPage(address) };
  const opening = nextWindow(devtools, '/approval/approval.html');
  const made = evaluate(page, measuredCreate, [], { userGesture: true });
  const window = await opening;
  await createVaultAndRemember(devtools, window);
  const { id } = await made;
  return { page, id, extension: new URL('/', window.url).href.replace(/\/$/, '') };
}

/** Opens one of the extension's own pages. */
export async function openOwnPage({ page, extension }: Enrolled, path: string): Promise<PageSession> {
  const { devtools } = page;
  return { devtools, sessionId: await devtools.openPage(`${extension}/${path}`) };
}

export async function bringToFront({ devtools, sessionId }: PageSession): Promise<void> {
  await devtools.send('Page.bringToFront', {}, sessionId);
}

export async function closePage({ devtools, sessionId }: PageSession): Promise<void> {
  await devtools.send('Page.close', {}, sessionId);
}
