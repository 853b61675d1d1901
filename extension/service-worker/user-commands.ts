/** What Xenon's own pages ask for: each command of from-user.ts, and who carries it out. */
import type { Answer, AnswerTo, FromUser } from '../messages/from-user';
import { activity, clearActivity } from './activity-log/activity-commands';
import { approveWaiting, denyWaiting, showWaiting, useAnotherDevice } from './ceremonies/ceremony-commands';
import { browserHasAnswered, letBrowserAnswer } from './exclusive-door/door-commands';
import { exclusiveDoor, switchExclusiveDoor } from './exclusive-door/exclusive-door';
import { deletedKeys, deleteForGood, deleteKey, restoreKey } from './keys/deleted-keys';
import { addedKeySeen, allKeys, labelKey, siteOverview, unhideKey } from './keys/key-commands';
import { Problem, problemOf } from './problem';
import { changeSettings, settings } from './settings';
import { endStandingApproval, keepStandingApproval, setSiteRule, siteDecisions } from './sites/site-commands';
import { noteActivity } from './vault/auto-lock';
import { backupSaved, backupState, makeBackup, openBackup, restoreBackup } from './vault/backup-commands';
import { reencrypt, reencryptionProgress } from './vault/reencryption';
import { securityState, setAutoLock } from './vault/security-commands';
import {
  acceptDamage,
  lockVault,
  makeVault,
  recoverVault,
  stateOfVault,
  unlockVault,
  unlockWithOs,
} from './vault/vault-commands';
import {
  addOsUnlock,
  addRecoveryCode,
  changePassphrase,
  newRecoveryCode,
  removeOsUnlock,
  removePin,
  removeRecoveryCode,
  setPin,
  verifyWithPin,
} from './vault/way-commands';

type Commands = {
  [K in FromUser['kind']]: (command: Extract<FromUser, { kind: K }>) => Promise<AnswerTo[K]>;
};

const commands: Commands = {
  'vault-state': stateOfVault,
  'accept-damage': acceptDamage,
  'create-vault': makeVault,
  unlock: unlockVault,
  verify: unlockVault,
  lock: lockVault,
  'security-state': securityState,
  'set-auto-lock': setAutoLock,
  recover: recoverVault,
  'unlock-with-os': unlockWithOs,
  'change-passphrase': changePassphrase,
  reencrypt,
  'reencryption-progress': reencryptionProgress,
  'new-recovery-code': newRecoveryCode,
  'add-recovery-code': addRecoveryCode,
  'remove-recovery-code': removeRecoveryCode,
  'set-pin': setPin,
  'remove-pin': removePin,
  'verify-with-pin': verifyWithPin,
  'add-os-unlock': addOsUnlock,
  'remove-os-unlock': removeOsUnlock,
  approve: approveWaiting,
  deny: ({ ceremony }) => denyWaiting(ceremony),
  'use-another-device': ({ ceremony }) => useAnotherDevice(ceremony),
  'site-overview': ({ tabId }) => siteOverview(tabId),
  'show-waiting': ({ ceremony }) => showWaiting(ceremony),
  'added-key-seen': ({ key }) => addedKeySeen(key),
  'all-keys': allKeys,
  'unhide-key': ({ key }) => unhideKey(key),
  'label-key': ({ key, label }) => labelKey(key, label),
  'delete-key': ({ key }) => deleteKey(key),
  'deleted-keys': deletedKeys,
  'restore-key': restoreKey,
  'delete-for-good': ({ key }) => deleteForGood(key),
  'backup-state': backupState,
  'make-backup': makeBackup,
  'backup-saved': backupSaved,
  'open-backup': openBackup,
  'restore-backup': restoreBackup,
  activity,
  'clear-activity': clearActivity,
  'site-decisions': siteDecisions,
  'set-site-rule': setSiteRule,
  'end-standing': endStandingApproval,
  'keep-standing': keepStandingApproval,
  'exclusive-door': exclusiveDoor,
  'switch-exclusive-door': ({ on }) => switchExclusiveDoor(on === true),
  'let-browser-answer': letBrowserAnswer,
  'browser-has-answered': browserHasAnswered,
  settings: async () => ({ settings: await settings() }),
  'change-settings': ({ settings: changed }) => changeSettings(changed),
};

/** Carries a command out. It always answers: a page of ours must not wait for ever either. */
export async function carryOut(command: FromUser): Promise<Answer<unknown>> {
  try {
    if (!Object.hasOwn(commands, command.kind)) throw new Problem('failed');
    noteActivity();
    const carry = commands[command.kind] as (command: FromUser) => Promise<unknown>;
    return { ok: true, value: await carry(command) };
  } catch (error) {
    const waitMs = error instanceof Problem ? error.waitMs : 0;
    return { ok: false, problem: problemOf(error), ...(waitMs > 0 && { waitMs }) };
  }
}
