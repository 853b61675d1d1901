import type { Settings } from '../messages/from-user';
import { pageElement } from '../shared-ui/element';
import { ask } from '../shared-ui/worker-client';
import { card } from './card';
import { diagnosticsCard } from './diagnostics-card';
import { exclusiveDoorCard } from './exclusive-door-card';
import { problemNote } from './problem-note';
import { SectionContent } from './section-content';
import { settingBox } from './setting-box';

const content = new SectionContent(pageElement('settings'));

/** Draws the settings as they are now, unless that is what is shown. */
export async function showSettings(): Promise<void> {
  const [answer, door] = await Promise.all([ask({ kind: 'settings' }), ask({ kind: 'exclusive-door' })]);
  content.draw([answer, door], () => [
    answer.ok ? newKeysCard(answer.value.settings) : problemNote(answer.problem),
    door.ok ? exclusiveDoorCard(door.value) : problemNote(door.problem),
    diagnosticsCard(),
  ]);
}

function newKeysCard(settings: Settings): HTMLElement {
  return card(
    'newKeys',
    settingBox(settings, 'deviceBound', 'newKeysDeviceBound', 'newKeysDeviceBoundHint'),
    settingBox(settings, 'attestation', 'newKeysAttestation', 'newKeysAttestationHint'),
  );
}
