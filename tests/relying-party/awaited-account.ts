/** Who has given the right password and still owes the security key. */
import type { Account } from './accounts';
import { type Exchange, Refused } from './exchange';

export function awaitedAccount({ session, users }: Exchange): Account | undefined {
  return session.awaitingMfa === undefined ? undefined : users.named(session.awaitingMfa);
}

export function requireAwaited(exchange: Exchange): Account {
  const account = awaitedAccount(exchange);
  if (!account) throw new Refused(401, 'Sign in with your password first.');
  return account;
}
