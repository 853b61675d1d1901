/** What the user has decided once for all sites: `chrome.storage.local`, which outlives the browser. */
import type { Done, Settings } from '../messages/from-user';
import { readLocalOrNothing, writeLocal } from './local-area';

const KEY = 'settings';
const DEFAULTS: Settings = { deviceBound: false, attestation: true };

/** This worker alone writes them, so one read per life is enough. */
let loading: Promise<Settings> | undefined;

export function settings(): Promise<Settings> {
  loading ??= load().catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

export async function changeSettings(changed: Settings): Promise<Done> {
  await writeLocal({ [KEY]: clean(changed) });
  loading = undefined;
  return {};
}

async function load(): Promise<Settings> {
  const { [KEY]: stored } = await readLocalOrNothing(KEY);
  return clean({ ...DEFAULTS, ...(stored as Partial<Settings> | undefined) });
}

/** What is no clear answer to a question is the answer of the beginning. */
function clean({ deviceBound, attestation }: Settings): Settings {
  return { deviceBound: deviceBound === true, attestation: attestation !== false };
}
