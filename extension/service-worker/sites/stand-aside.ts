/** The script that leaves a page to the browser, on exactly the sites that have a rule. */
import { inTurn } from '../serial';
import { ruledSites } from './site-rules';

const ID = 'stand-aside';

/** Brings what Chrome has registered to what is wanted: it forgets it with each update of the extension. */
export function registerStandAside(): Promise<void> {
  return inTurn(ID, async () => {
    const matches = (await ruledSites()).map(({ host }) => `*://${host}/*`);
    const [registered] = await chrome.scripting.getRegisteredContentScripts({ ids: [ID] });
    if (matches.length === 0) return registered && chrome.scripting.unregisterContentScripts({ ids: [ID] });
    if (!registered) return chrome.scripting.registerContentScripts([scriptFor(matches)]);
    const isAsWanted = [...(registered.matches ?? [])].sort().join() === [...matches].sort().join();
    if (!isAsWanted) await chrome.scripting.updateContentScripts([scriptFor(matches)]);
  });
}

/** In every frame in which the manifest's own scripts are. */
function scriptFor(matches: string[]): chrome.scripting.RegisteredContentScript {
  return {
    id: ID,
    js: ['content-script/stand-aside.js'],
    matches,
    allFrames: true,
    matchOriginAsFallback: true,
    runAt: 'document_start',
    world: 'ISOLATED',
    persistAcrossSessions: true,
  };
}
