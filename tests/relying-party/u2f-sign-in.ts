import { randomBytes } from 'node:crypto';
import type { Account } from './accounts';
import { requireAwaited } from './awaited-account';
import { type Exchange, json, type Reply } from './exchange';
import { appIdOf, beginU2f, concludedU2f, verifiedU2fCounter } from './u2f-answers';

/** The arguments of `u2f.sign`. */
export type U2fSignArguments = {
  appId: string;
  challenge: string;
  registeredKeys: { version: string; keyHandle: string }[];
};

/** Fresh arguments, for the page as it loads. */
export function u2fRequest(exchange: Exchange, account: Account): U2fSignArguments {
  const challenge = randomBytes(32).toString('base64url');
  beginU2f(exchange, 'u2f-mfa', account, challenge);
  const registeredKeys = account.u2fKeys.map(({ keyHandle }) => ({ version: 'U2F_V2', keyHandle }));
  return { appId: appIdOf(exchange), challenge, registeredKeys };
}

/** Fresh arguments for another try. */
export function u2fMfaOptions(exchange: Exchange): Reply {
  return json(u2fRequest(exchange, requireAwaited(exchange)));
}

export function u2fMfaAnswer(exchange: Exchange): Reply {
  const { body, session } = exchange;
  const awaited = requireAwaited(exchange);
  concludedU2f(exchange, 'u2f-mfa', awaited, (request) => {
    const key = awaited.u2fKeys.find(({ keyHandle }) => keyHandle === body.keyHandle);
    if (!key) throw new Error('The key is not one of this user.');
    key.counter = verifiedU2fCounter(request, body, key);
    key.lastUsedAt = Date.now();
    return { counter: key.counter, credentialId: key.keyHandle };
  });
  delete session.awaitingMfa;
  session.signedIn = awaited.userName;
  return json({ userName: awaited.userName });
}
