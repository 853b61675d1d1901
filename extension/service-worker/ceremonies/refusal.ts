/** How a request ends without a credential, as its page is to see it. */
import { isU2f } from '../../messages/ceremony-kind';
import type { SiteOutcome } from '../../messages/from-site';
import type { U2fErrorCode } from '../../messages/u2f-json';
import { engine } from '../engine';
import type { Ceremony } from './ceremony-store';

/** `no-key` is for U2F alone: of WebAuthn, the browser answers what none of our keys can. */
export type Refused = 'declined' | 'failed' | 'timed-out' | 'key-exists' | 'cannot-verify' | 'no-key';

/** WebAuthn tells a page an exception, U2F an error code; the engine chooses both. */
export async function refusal({ kind }: Pick<Ceremony, 'kind'>, why: Refused): Promise<SiteOutcome> {
  const loaded = await engine();
  if (isU2f(kind)) {
    const errorCode = loaded.u2fErrorCode(loaded.U2fEnd[U2F_ENDS[why]]) as U2fErrorCode;
    return { outcome: 'u2f-refused', errorCode };
  }
  const exception = loaded[`refusal${EXCEPTIONS[why]}`]() as { name: string; message: string };
  return { outcome: 'refused', ...exception };
}

/** What must not be told apart isn't. */
const EXCEPTIONS = {
  declined: 'NotAllowed',
  failed: 'NotAllowed',
  'timed-out': 'NotAllowed',
  'no-key': 'NotAllowed',
  'key-exists': 'Excluded',
  'cannot-verify': 'CannotVerify',
} as const satisfies Record<Refused, string>;

const U2F_ENDS = {
  declined: 'Declined',
  failed: 'Failed',
  'timed-out': 'TimedOut',
  'no-key': 'NoKeyKnown',
  'key-exists': 'KeyKnown',
  'cannot-verify': 'Failed',
} as const satisfies Record<Refused, string>;
