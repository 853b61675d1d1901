/** What a U2F key answers: verified by a library for servers, and by what that library leaves to its caller. */
import library, { type Request } from 'u2f';
import type { Account, U2fKey } from './accounts';
import type { CeremonyEntry, CeremonyKind } from './ceremonies';
import { type Exchange, Refused } from './exchange';

type ClientData = { typ: string; challenge: string; origin: string };

/** The challenge for one ceremony, and whom it is for. */
export function beginU2f(exchange: Exchange, kind: CeremonyKind, account: Account, challenge: string): void {
  const { ceremonies, hostname, origin, session } = exchange;
  const scope = { hostname, origin, sessionId: session.id, rpId: appIdOf(exchange) };
  ceremonies.begin({ kind, challenge, account, ...scope, userVerificationRequired: false });
}

/** The site's AppID is its origin, as for most sites that still speak U2F. */
export function appIdOf({ origin }: Exchange): string {
  return origin;
}

/**
 * Ends a ceremony: reads the answer, spends its challenge, verifies, and logs what came of it. The log keeps
 * request and answer, so that a test can have another library look at them.
 */
export function concludedU2f(
  exchange: Exchange,
  kind: CeremonyKind,
  account: Account,
  verify: (request: Request) => Partial<CeremonyEntry>,
): void {
  const { body, ceremonies, hostname, session } = exchange;
  const entry: CeremonyEntry = {
    kind,
    verified: false,
    hostname,
    userName: account.userName,
    at: Date.now(),
  };
  ceremonies.log.push(entry);
  try {
    const { challenge, origin, typ } = clientDataOf(body);
    const pending = ceremonies.claim(challenge, { kind, hostname, sessionId: session.id });
    if (pending.account !== account) throw new Error('The challenge was made for another user.');
    if (origin !== pending.origin) throw new Error(`The key was used at ${origin}.`);
    if (typ !== TYPES[kind]) throw new Error(`The key has answered a ${typ}.`);
    const request = { version: 'U2F_V2', appId: pending.rpId, challenge };
    Object.assign(entry, { origin, exchanged: { request, answer: body } }, verify(request));
    entry.verified = true;
  } catch (error) {
    entry.error = error instanceof Error ? error.message : String(error);
    throw new Refused(400, entry.error);
  }
}

const TYPES: Partial<Record<CeremonyKind, string>> = {
  'u2f-registration': 'navigator.id.finishEnrollment',
  'u2f-mfa': 'navigator.id.getAssertion',
};

/** Throws unless a new key has signed for this request. */
export function verifiedU2fKey(request: Request, answer: unknown): Pick<U2fKey, 'keyHandle' | 'publicKey'> {
  const verdict = library.checkRegistration(request, answer);
  if (!verdict.successful) throw new Error(verdict.errorMessage);
  return verdict;
}

/** Throws unless the key has signed for this request; gives its counter, which must have risen. */
export function verifiedU2fCounter(request: Request, answer: unknown, key: U2fKey): number {
  const verdict = library.checkSignature({ ...request, keyHandle: key.keyHandle }, answer, key.publicKey);
  if (!verdict.successful) throw new Error(verdict.errorMessage);
  if (!verdict.userPresent) throw new Error('Nobody was present.');
  if (verdict.counter <= key.counter)
    throw new Error(`The counter fell from ${key.counter} to ${verdict.counter}.`);
  return verdict.counter;
}

function clientDataOf({ clientData }: Record<string, unknown>): ClientData {
  if (typeof clientData !== 'string') throw new Error('The answer has no clientData.');
  return JSON.parse(Buffer.from(clientData, 'base64url').toString()) as ClientData;
}
