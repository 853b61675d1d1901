/** A page's request: it becomes a waiting ceremony, or it is the browser's to answer. */
import type { ActivityReason } from '../../messages/activity';
import type { FromSite } from '../../messages/from-site';
import type { Account, CeremonyId } from '../../messages/from-user';
import type { CreationOptionsJson } from '../../messages/webauthn-json';
import { noteRefused, noteUnasked } from '../activity-log/note';
import { askInWindow, askOnce } from '../asking/ask-in-window';
import { accountsFor, describe, replacedBy } from '../asking/question';
import { type Caller, isProxied } from '../caller';
import { engine } from '../engine';
import { mayBeOurs } from '../keys/found-records';
import { inTurn } from '../serial';
import { settings } from '../settings';
import { relatedOrigins } from '../sites/related-origins';
import { isLeftToBrowser } from '../sites/site-rules';
import { type OpenVault, unlockedVault, vaultHeader, vaultState } from '../vault/vault-session';
import { type Ceremony, ceremonyId, findCeremony, isOffered, type PendingText } from './ceremony-store';
import { addUnasked } from './conditional-creation';
import { offerSignIn, withdrawOffers } from './conditional-sign-in';
import { approve } from './decide';
import { answerAgain, dropCeremony, endWith, settle } from './end-ceremony';
import { leaveToBrowser } from './hand-over';
import { refuseContradiction } from './refuse-contradiction';
import { isStanding } from './standing-approvals';

export type KeyRequest = Extract<FromSite, { kind: 'create' | 'get' }>;

/** Takes a request up. The same request may be delivered again; it is still one ceremony. */
export function takeRequest(request: KeyRequest, caller: Caller): Promise<void> {
  const id = ceremonyId(caller, request.requestId);
  return inTurn(id, async () => {
    try {
      await takeUp(id, request, caller);
    } catch (error) {
      // Whatever is broken on our side, the page must not wait for it: the browser still works.
      await leaveToBrowser(request, caller);
      const ceremony = await findCeremony(id);
      if (ceremony) await dropCeremony(ceremony, 'failed');
      else if (request.mediation === 'modal') noteRefused(request, caller, 'failed');
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
  if (known) return known.progress.state === 'asking' ? waitOn(known) : resume(known);
  const isOurs = !(await isForBrowser(caller)) && (await takeNew(id, request, caller));
  if (!isOurs) await leaveToBrowser(request, caller);
}

/** The engine is loaded meanwhile: nearly always it is needed next. */
async function isForBrowser(caller: Caller): Promise<boolean> {
  const [isLeft] = await Promise.all([isLeftToBrowser(caller), engine()]);
  return isLeft;
}

async function takeNew(id: CeremonyId, request: KeyRequest, caller: Caller): Promise<boolean> {
  const begun = await begin(id, request, caller);
  return 'ceremony' in begun
    ? take(begun, request.userActive)
    : refuseContradiction(begun.forTheBrowser, request, caller);
}

/** Delivered again to a worker that was stopped meanwhile: it is asked still. */
async function waitOn(ceremony: Ceremony): Promise<void> {
  if (isOffered(ceremony)) await offerSignIn(ceremony);
  else await askOnce(ceremony);
}

/** A request that is well-formed, by someone who may make it. `deadline` is milliseconds since 1970. */
type Begun = { ceremony: Ceremony; deadline: number };
type Left = { forTheBrowser: ActivityReason };

async function begin(id: CeremonyId, request: KeyRequest, caller: Caller): Promise<Begun | Left> {
  const { requestId, kind, mediation, ancestorOrigins } = request;
  const { origin, topLevelOrigin } = caller;
  const related = await relatedOrigins(rpIdOf(request), caller);
  const sameOriginWithAncestors = isProxied(caller) ? caller.sameOriginWithAncestors : undefined;
  const frame = { related, origin, ancestorOrigins, topLevelOrigin, sameOriginWithAncestors };
  const { beginRegistration, beginAuthentication, asConditional } = await engine();
  const { pending, deadline, forTheBrowser } =
    request.kind === 'create'
      ? beginRegistration(await asSettingsWant(request.options), frame, Date.now())
      : beginAuthentication(request.options, frame, Date.now());
  if (pending === undefined) {
    const because = forTheBrowser as ActivityReason;
    noteRefused(request, caller, because);
    return { forTheBrowser: because };
  }
  const text = (mediation === 'conditional' ? asConditional(pending) : pending) as PendingText;
  const progress = { state: 'asking' as const };
  return { ceremony: { id, requestId, caller, kind, mediation, pending: text, progress }, deadline };
}

/** Few sites ask for an attestation, and for the others the settings are not read. */
async function asSettingsWant(options: CreationOptionsJson): Promise<CreationOptionsJson> {
  const { attestation = 'none' } = options;
  if (attestation === 'none' || (await settings()).attestation) return options;
  return { ...options, attestation: 'none' };
}

function rpIdOf(request: KeyRequest): string | undefined {
  return request.kind === 'create' ? request.options.rp.id : request.options.rpId;
}

/** Tells whether it was Xenon's to answer. */
async function take({ ceremony, deadline }: Begun, userActive: boolean): Promise<boolean> {
  if (!isProxied(ceremony.caller)) await withdrawOffers(ceremony);
  switch (ceremony.mediation) {
    case 'modal':
      return ask(ceremony, deadline, userActive);
    case 'immediate':
      return (await isImmediate(ceremony)) && ask(ceremony, deadline, userActive);
    case 'silent':
      return answerSilently(ceremony, userActive);
    case 'conditional':
      return ceremony.kind === 'create' ? addUnasked(ceremony, deadline) : offerSignIn(ceremony);
  }
}

async function ask(ceremony: Ceremony, deadline: number, userActive: boolean): Promise<boolean> {
  const candidates = await candidatesFor(ceremony);
  if (!candidates && !(await isAskedAnyway(ceremony))) {
    // To one that would take a key only if it is at hand, none is no loss.
    if (ceremony.mediation === 'modal') noteUnasked(ceremony, 'no-key');
    return false;
  }
  if (userActive && candidates && (await approveStanding(ceremony, candidates))) return true;
  await askInWindow(ceremony, deadline);
  return true;
}

/**
 * A no at once would tell the page that none of its keys is here; and only the window can tell the user how
 * to go on with another device.
 */
async function isAskedAnyway({ caller }: Ceremony): Promise<boolean> {
  return isProxied(caller) && (await vaultState()) !== 'absent';
}

/** The site wants a key that is there at once, or to go on without one: nobody is to unlock for it. */
async function isImmediate({ kind }: Ceremony): Promise<boolean> {
  return kind === 'get' && (await unlockedVault()) !== undefined;
}

/** Nobody may be asked: only what the user has allowed before can speak for them. */
async function answerSilently(ceremony: Ceremony, userActive: boolean): Promise<boolean> {
  if (ceremony.kind === 'create' || !userActive) return false;
  const candidates = await candidatesFor(ceremony);
  return candidates !== undefined && approveStanding(ceremony, candidates);
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
  return ceremony.kind === 'create' || (await isPossible(ceremony)) ? { accounts: [] } : undefined;
}

async function isPossible(ceremony: Ceremony): Promise<boolean> {
  const header = await vaultHeader();
  return header ? mayBeOurs(ceremony, header) : (await vaultState()) === 'damaged';
}

/** Answers in the user's name where they allowed that. Tells whether it did. */
async function approveStanding(ceremony: Ceremony, { open, accounts }: Candidates): Promise<boolean> {
  const [account, ...others] = accounts;
  if (!open || others.length > 0 || account?.needsVerification) return false;
  const described = await describe(ceremony);
  if (described.verification === 'required' || !(await isStanding(described))) return false;
  if (ceremony.kind === 'create' && (await mustBeTold(ceremony, open))) return false;
  const choice = { account: account?.key, accountName: account?.userName };
  return (await approve({ ...ceremony, consent: 'standing' }, open, choice)) === undefined;
}

/**
 * Whether a new key is something to ask about all the same. Where the site excludes keys, whichever
 * they are: a page learns that one of them is here from a person. And where an old key would go.
 */
async function mustBeTold(ceremony: Ceremony, open: OpenVault): Promise<boolean> {
  const named = (await engine()).namedRecords(ceremony.pending, open.header) ?? [];
  return named.length > 0 || (await replacedBy(ceremony, open)).length > 0;
}
