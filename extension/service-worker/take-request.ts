/** A page's request: it becomes a waiting ceremony, or it is the browser's to answer. */
import type { FromSite } from '../messages/from-site';
import type { Account, CeremonyId } from '../messages/from-user';
import { findApprovalWindow, isOpen, openApprovalWindow } from './approval-window';
import { updateBadge } from './badge';
import type { Caller } from './caller';
import {
  allCeremonies,
  type Ceremony,
  ceremonyId,
  findCeremony,
  keepCeremony,
  type PendingText,
} from './ceremony-store';
import { setDeadline } from './deadlines';
import { approve } from './decide';
import { answerAgain, dropCeremony, endWith, endWithout, refusal, settle } from './end-ceremony';
import { type Engine, engine } from './engine';
import { accountsFor, describe } from './question';
import { relatedOrigins } from './related-origins';
import { inTurn } from './serial';
import { deliver } from './site-ports';
import { isStanding } from './standing-approvals';
import { type OpenVault, unlockedVault, vaultHeader, vaultState } from './vault-session';
import { recordsNamed } from './vault-storage/vault-storage';

export type KeyRequest = Extract<FromSite, { kind: 'create' | 'get' }>;

/** More windows than this at once for one tab would be an attack on the user's patience. */
const WINDOWS_PER_TAB = 3;

/** Takes a request up. The same request may be delivered again; it is still one ceremony. */
export function takeRequest(request: KeyRequest, caller: Caller): Promise<void> {
  const id = ceremonyId(caller, request.requestId);
  return inTurn(id, async () => {
    try {
      await takeUp(id, request, caller);
    } catch (error) {
      // Whatever is broken on our side, the page must not wait for it: the browser still works.
      await deliver({ requestId: request.requestId, outcome: 'browser' }, caller);
      const ceremony = await findCeremony(id);
      if (ceremony) await dropCeremony(ceremony, 'failed');
      throw error;
    }
  });
}

/** Goes on with what a stopped worker has left behind. */
export async function resume(ceremony: Ceremony): Promise<void> {
  const { progress } = ceremony;
  if (progress.state === 'storing') await endWith({ ...ceremony, progress });
  if (progress.state === 'answered') await answerAgain(ceremony);
  if (progress.state === 'settled') await settle(ceremony);
}

async function takeUp(id: CeremonyId, request: KeyRequest, caller: Caller): Promise<void> {
  const known = await findCeremony(id);
  if (known) return known.progress.state === 'asking' ? askOnce(known) : resume(known);
  const related = await relatedOrigins(rpIdOf(request), caller);
  const begun = begin(await engine(), request, caller, related);
  const ceremony = begun.pending && newCeremony(id, request, caller, begun.pending as PendingText);
  const candidates = ceremony && (await candidatesFor(ceremony));
  if (!candidates) {
    await deliver({ requestId: request.requestId, outcome: 'browser' }, caller);
    return;
  }
  if (request.userActive && (await approveStanding(ceremony, candidates))) return;
  await ask(ceremony, begun.deadline);
}

function rpIdOf(request: KeyRequest): string | undefined {
  return request.kind === 'create' ? request.options.rp.id : request.options.rpId;
}

function begin(
  { beginRegistration, beginAuthentication }: Engine,
  request: KeyRequest,
  caller: Caller,
  related: unknown,
) {
  const frame = {
    related,
    origin: caller.origin,
    ancestorOrigins: request.ancestorOrigins,
    topLevelOrigin: caller.topLevelOrigin,
  };
  return request.kind === 'create'
    ? beginRegistration(request.options, frame, Date.now())
    : beginAuthentication(request.options, frame, Date.now());
}

function newCeremony(
  id: CeremonyId,
  { requestId, kind }: KeyRequest,
  caller: Caller,
  pending: PendingText,
): Ceremony {
  return { id, requestId, caller, kind, pending, progress: { state: 'asking' } };
}

/** Which vault could answer, and with which accounts; while it is locked, neither is known yet. */
type Candidates = { open?: OpenVault; accounts: Account[] };

/**
 * Who could answer, or nothing if the request is the browser's. A sign-in is ours if one of our keys
 * could answer it; while the vault is locked, that is: a named credential is ours, or none is named.
 */
async function candidatesFor(ceremony: Ceremony): Promise<Candidates | undefined> {
  const open = await unlockedVault();
  if (open) {
    const accounts = await accountsFor(ceremony, open);
    return ceremony.kind === 'create' || accounts.length > 0 ? { open, accounts } : undefined;
  }
  return ceremony.kind === 'create' || (await mayBeOurs(ceremony)) ? { accounts: [] } : undefined;
}

async function mayBeOurs({ pending }: Ceremony): Promise<boolean> {
  const header = await vaultHeader();
  if (!header) return (await vaultState()) === 'damaged';
  const named = (await engine()).namedRecords(pending, header);
  return !named || (await recordsNamed(named)).length > 0;
}

/** Answers in the user's name where they allowed that. Tells whether it did. */
async function approveStanding(ceremony: Ceremony, { open, accounts }: Candidates): Promise<boolean> {
  if (!open || accounts.length > 1) return false;
  const described = await describe(ceremony);
  if (described.verification === 'required' || !(await isStanding(described))) return false;
  if (ceremony.kind === 'create' && (await hasExcluded(ceremony, open))) return false;
  return (await approve(ceremony, open, accounts[0]?.key)) === undefined;
}

/** A page learns that a key exists only from a person. */
async function hasExcluded({ pending }: Ceremony, { header }: OpenVault): Promise<boolean> {
  const named = (await engine()).namedRecords(pending, header) ?? [];
  return (await recordsNamed(named)).length > 0;
}

async function ask(ceremony: Ceremony, deadline: number): Promise<void> {
  const { caller, requestId } = ceremony;
  // In turn, since a page's frames can all ask at once.
  const mayAsk = await inTurn(`tab ${caller.tabId}`, async () => {
    if ((await waitingInTab(caller.tabId)) >= WINDOWS_PER_TAB) return false;
    await setDeadline(ceremony.id, deadline);
    await keepCeremony(ceremony);
    return true;
  });
  if (mayAsk) await askOnce(ceremony);
  else await deliver({ requestId, ...(await refusal('NotAllowed')) }, caller);
}

/** Opens the window, unless a worker that was stopped since has done so. */
async function askOnce(ceremony: Ceremony): Promise<void> {
  const { id, caller } = ceremony;
  const windowId =
    ceremony.windowId ?? (await findApprovalWindow(id)) ?? (await openApprovalWindow(id, caller));
  const asked = { ...ceremony, windowId };
  await keepCeremony(asked);
  await updateBadge();
  // Closed before its number was kept, or while no worker lived long enough to act on it.
  if (!(await isOpen(windowId))) await endWithout(asked, await refusal('NotAllowed'), 'denied');
}

async function waitingInTab(tabId: number): Promise<number> {
  const ceremonies = await allCeremonies();
  return ceremonies.filter(({ caller, progress }) => caller.tabId === tabId && progress.state === 'asking')
    .length;
}
