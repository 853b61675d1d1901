import type { UserProblem } from '../messages/from-user';
import { type TextName, text } from '../texts/text';

const NAMES: Record<UserProblem, TextName> = {
  'wrong-passphrase': 'problemWrongPassphrase',
  'too-many-guesses': 'problemTooManyGuesses',
  'passphrase-too-short': 'problemPassphraseTooShort',
  'same-passphrase': 'problemSamePassphrase',
  'wrong-recovery-code': 'problemWrongRecoveryCode',
  'mistyped-recovery-code': 'problemMistypedRecoveryCode',
  'wrong-pin': 'problemWrongPin',
  'pin-off': 'problemPinOff',
  'bad-pin': 'problemBadPin',
  'wrong-os-secret': 'problemWrongOsSecret',
  'vault-locked': 'problemVaultLocked',
  'vault-exists': 'problemVaultExists',
  'vault-missing': 'problemVaultMissing',
  'vault-damaged': 'problemVaultDamaged',
  'storage-failed': 'problemStorageFailed',
  'ceremony-ended': 'problemCeremonyEnded',
  'not-verified': 'problemNotVerified',
  'account-has-key': 'problemAccountHasKey',
  'not-a-backup': 'problemNotABackup',
  'backup-unknown-version': 'problemBackupUnknownVersion',
  'backup-damaged': 'problemBackupDamaged',
  'not-a-site': 'problemNotASite',
  failed: 'problemFailed',
};

/** Why a command was not carried out, in words. */
export function problemText(problem: UserProblem): string {
  return text(NAMES[problem]);
}
