/** Why a command of the user was not carried out. */
import type { UserProblem } from '../messages/from-user';
import { engineProblem } from './engine';

/** Thrown by a command; the page that asked puts it into words. */
export class Problem extends Error {
  /** @param waitMs so long no passphrase is looked at */
  constructor(
    readonly problem: UserProblem,
    readonly waitMs = 0,
  ) {
    super(problem);
  }
}

/** The user's problem behind any error. */
export function problemOf(error: unknown): UserProblem {
  if (error instanceof Problem) return error.problem;
  const problem = engineProblem(error);
  switch (problem) {
    case 'wrong-passphrase':
      return 'wrong-passphrase';
    case 'header-damaged':
    case 'header-unknown-version':
      return 'vault-damaged';
    case 'not-verified':
    case 'wrong-recovery-code':
    case 'mistyped-recovery-code':
    case 'wrong-os-secret':
    case 'wrong-pin':
    case 'bad-pin':
    case 'not-a-backup':
    case 'backup-unknown-version':
    case 'backup-damaged':
      return problem;
    case 'no-pin':
      return 'pin-off';
    default:
      return error instanceof DOMException ? 'storage-failed' : 'failed';
  }
}
