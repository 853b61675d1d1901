/** A page's U2F request: it becomes a waiting ceremony, or it has its error code at once. */
import type { ActivityReason } from '../../messages/activity';
import type { FromSite } from '../../messages/from-site';
import type { CeremonyId } from '../../messages/from-user';
import type { U2fErrorCode } from '../../messages/u2f-json';
import { noteRefused, noteUnasked } from '../activity-log/note';
import { askInWindow, askOnce } from '../asking/ask-in-window';
import { accountsFor } from '../asking/question';
import type { Caller } from '../caller';
import { engine } from '../engine';
import { inTurn } from '../serial';
import { isLeftToBrowser } from '../sites/site-rules';
import { trustedFacets } from '../sites/trusted-facets';
import { unlockedVault, vaultState } from '../vault/vault-session';
import { deliver } from './answering';
import { type Ceremony, ceremonyId, findCeremony, type PendingText } from './ceremony-store';
import { dropCeremony } from './end-ceremony';
import { refusal } from './refusal';
import { resume } from './take-request';

type U2fRequest = Extract<FromSite, { kind: 'u2f-register' | 'u2f-sign' }>;

/** Takes a request up. The same request may be delivered again; it is still one ceremony. */
export function takeU2f(request: U2fRequest, caller: Caller): Promise<void> {
  const id = ceremonyId(caller, request.requestId);
  return inTurn(id, async () => {
    try {
      await takeUp(id, request, caller);
    } catch (error) {
      // Without an engine there is no error code either; the page door knows what that means.
      await deliver({ requestId: request.requestId, outcome: 'browser' }, caller);
      const ceremony = await findCeremony(id);
      if (ceremony) await dropCeremony(ceremony, 'failed');
      else noteRefused(request, caller, 'failed');
      throw error;
    }
  });
}

async function takeUp(id: CeremonyId, request: U2fRequest, caller: Caller): Promise<void> {
  const known = await findCeremony(id);
  if (known) return known.progress.state === 'asking' ? askOnce(known) : resume(known);
  const { requestId, kind, options, ancestorOrigins } = request;
  // The browser has no U2F: its page hears what it would without Xenon's help.
  if (await isLeftToBrowser(caller)) return void (await deliver({ requestId, outcome: 'browser' }, caller));
  const { origin, topLevelOrigin } = caller;
  const lists = await trustedFacets(options, caller);
  const { beginU2f } = await engine();
  const begun = beginU2f(options, { origin, ancestorOrigins, topLevelOrigin, lists }, Date.now());
  if (begun.pending === undefined) {
    const errorCode = begun.errorCode as U2fErrorCode;
    noteRefused(request, caller, begun.fault as ActivityReason);
    return void (await deliver({ requestId, outcome: 'u2f-refused', errorCode }, caller));
  }
  const pending = begun.pending as PendingText;
  const ceremony: Ceremony = {
    id,
    requestId,
    caller,
    kind,
    mediation: 'modal',
    pending,
    progress: { state: 'asking' },
  };
  if (!(await isHopeless(ceremony))) return askInWindow(ceremony, begun.deadline);
  noteUnasked(ceremony, 'no-key');
  await deliver({ requestId, ...(await refusal(ceremony, 'no-key')) }, caller);
}

/**
 * Whether a sign-in names no key of ours: then there is nobody to ask. While the vault is locked the
 * user is asked to unlock it, whatever the page names.
 */
async function isHopeless(ceremony: Ceremony): Promise<boolean> {
  if (ceremony.kind === 'u2f-register') return false;
  const open = await unlockedVault();
  if (open) return (await accountsFor(ceremony, open)).length === 0;
  return (await vaultState()) === 'absent';
}
