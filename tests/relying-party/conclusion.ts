import type { Account } from './accounts';
import type { CeremonyEntry, CeremonyKind, PendingCeremony } from './ceremonies';
import { type Claims, claimsOf, type KeyAnswer } from './claims';
import { type Exchange, Refused } from './exchange';

/**
 * Ends a ceremony: reads the answer, spends its challenge, verifies, and logs what came of it.
 *
 * `verify` returns whose key it was; whatever it throws becomes the reason of the refusal.
 */
export async function concluded<Answer extends KeyAnswer>(
  exchange: Exchange,
  kind: CeremonyKind,
  read: (body: Record<string, unknown>) => Answer,
  verify: (answer: Answer, pending: PendingCeremony) => Promise<Account>,
): Promise<Account> {
  const { ceremonies, hostname, session } = exchange;
  const entry: CeremonyEntry = { kind, verified: false, hostname, at: Date.now() };
  ceremonies.log.push(entry);
  try {
    const answer = read(exchange.body);
    const { challenge, ...claims }: Claims = claimsOf(answer);
    Object.assign(entry, claims);
    const pending = ceremonies.claim(challenge, { kind, hostname, sessionId: session.id });
    if (pending.account) entry.userName = pending.account.userName;
    const account = await verify(answer, pending);
    Object.assign(entry, { verified: true, userName: account.userName });
    return account;
  } catch (error) {
    entry.error = error instanceof Error ? error.message : String(error);
    throw new Refused(400, entry.error);
  }
}
