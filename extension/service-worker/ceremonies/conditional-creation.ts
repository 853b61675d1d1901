/**
 * A key that a site adds without asking: `mediation: "conditional"`. The user has approved something
 * there a moment ago, or for a while; no window opens, nobody is verified, and the answer says so.
 */
import { noteUnasked } from '../activity-log/note';
import { type Described, describe } from '../asking/question';
import { engineProblem } from '../engine';
import { type OpenVault, unlockedVault } from '../vault/vault-session';
import { deliver } from './answering';
import type { Ceremony } from './ceremony-store';
import { clearDeadline, setDeadline } from './deadlines';
import { conclude } from './decide';
import { wasJustApproved } from './recent-approvals';
import { refusal } from './refusal';
import { isStanding } from './standing-approvals';

/** Tells whether it was Xenon's to answer. */
export async function addUnasked(ceremony: Ceremony, deadline: number): Promise<boolean> {
  const open = await unlockedVault();
  const described = await describe(ceremony);
  if (!open || !(await isWelcome(described))) return false;
  // Before the keys are looked at: the error must tell nothing about them.
  if (described.verification === 'required') return cannotVerify(ceremony);
  await setDeadline(ceremony.id, deadline);
  const isMade = await made(ceremony, open, described);
  if (!isMade) await clearDeadline(ceremony.id);
  return isMade;
}

async function isWelcome(described: Described): Promise<boolean> {
  return (await wasJustApproved(described)) || isStanding(described);
}

async function cannotVerify(ceremony: Ceremony): Promise<boolean> {
  const { requestId, caller } = ceremony;
  noteUnasked(ceremony, 'cannot-verify');
  await deliver({ requestId, ...(await refusal(ceremony, 'cannot-verify')) }, caller);
  return true;
}

/** Not where the account has a key: then the page learns no more than what the browser says. */
async function made(ceremony: Ceremony, open: OpenVault, described: Described): Promise<boolean> {
  try {
    const consent = (await isStanding(described)) ? 'standing' : 'just-approved';
    return await conclude({ ...ceremony, consent }, open, {}, true);
  } catch (error) {
    if (engineProblem(error)) return false;
    throw error;
  }
}
