/** What Xenon's own pages ask for: each command of from-user.ts, and who carries it out. */
import type { Answer, AnswerTo, FromUser } from '../messages/from-user';
import { approveWaiting, denyWaiting, showWaiting, useAnotherDevice } from './ceremony-commands';
import { addedKeySeen, allKeys, deleteKey, siteOverview, unhideKey } from './key-commands';
import { Problem, problemOf } from './problem';
import { changeSettings, settings } from './settings';
import { lockVault, makeVault, unlockVault } from './vault-commands';
import { vaultState } from './vault-session';

type Commands = {
  [K in FromUser['kind']]: (command: Extract<FromUser, { kind: K }>) => Promise<AnswerTo[K]>;
};

const commands: Commands = {
  'vault-state': async () => ({ vault: await vaultState() }),
  'create-vault': makeVault,
  unlock: unlockVault,
  verify: unlockVault,
  lock: lockVault,
  approve: approveWaiting,
  deny: ({ ceremony }) => denyWaiting(ceremony),
  'use-another-device': ({ ceremony }) => useAnotherDevice(ceremony),
  'site-overview': ({ tabId }) => siteOverview(tabId),
  'show-waiting': ({ ceremony }) => showWaiting(ceremony),
  'added-key-seen': ({ key }) => addedKeySeen(key),
  'all-keys': allKeys,
  'unhide-key': ({ key }) => unhideKey(key),
  'delete-key': ({ key }) => deleteKey(key),
  settings: async () => ({ settings: await settings() }),
  'change-settings': ({ settings: changed }) => changeSettings(changed),
};

/** Carries a command out. It always answers: a page of ours must not wait for ever either. */
export async function carryOut(command: FromUser): Promise<Answer<unknown>> {
  try {
    if (!Object.hasOwn(commands, command.kind)) throw new Problem('failed');
    const carry = commands[command.kind] as (command: FromUser) => Promise<unknown>;
    return { ok: true, value: await carry(command) };
  } catch (error) {
    const waitMs = error instanceof Problem ? error.waitMs : 0;
    return { ok: false, problem: problemOf(error), ...(waitMs > 0 && { waitMs }) };
  }
}
