import { pageElement } from '../shared-ui/element';
import { text } from '../texts/text';

/** Says whether Xenon's button is in the toolbar, and how to get it there: only the user can. */
export async function showPinned(): Promise<void> {
  chrome.action.onUserSettingsChanged.addListener(({ isOnToolbar }) => {
    if (isOnToolbar !== undefined) show(isOnToolbar);
  });
  show((await chrome.action.getUserSettings()).isOnToolbar ?? false);
}

function show(isOnToolbar: boolean): void {
  pageElement('pinned').textContent = text(isOnToolbar ? 'pinDone' : 'pinHow');
}
