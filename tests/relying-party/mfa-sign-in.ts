import type { PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/server';
import { type Account, credentialsFor } from './accounts';
import { expectedOfRequest, requestOptions, verifiedAuthentication } from './authentication';
import { awaitedAccount, requireAwaited } from './awaited-account';
import { authenticationFrom } from './claims';
import { concluded } from './conclusion';
import { type Exchange, goTo, json, page, type Reply } from './exchange';
import { requestOverridesFrom } from './option-overrides';
import { mfaContent } from './pages/mfa';
import { u2fRequest } from './u2f-sign-in';

/** The page that asks for the security key while it loads, so its options come with it. */
export async function mfaPage(exchange: Exchange): Promise<Reply> {
  const account = awaitedAccount(exchange);
  if (!account) return goTo('/', exchange);
  if (exchange.address.searchParams.get('api') === 'u2f')
    return page(mfaContent(exchange, account, 'mfa-u2f', u2fRequest(exchange, account)), exchange);
  return page(mfaContent(exchange, account, 'mfa', await begun(exchange, account)), exchange);
}

/** Fresh options for another try. */
export async function mfaOptions(exchange: Exchange): Promise<Reply> {
  return json(await begun(exchange, requireAwaited(exchange)));
}

export async function mfaAnswer(exchange: Exchange): Promise<Reply> {
  const { session, users } = exchange;
  const awaited = requireAwaited(exchange);
  await concluded(exchange, 'mfa', authenticationFrom, async (answer, pending) => {
    if (pending.account !== awaited) throw new Error('The challenge was made for another user.');
    return verifiedAuthentication(answer, pending, users);
  });
  delete session.awaitingMfa;
  session.signedIn = awaited.userName;
  return json({ userName: awaited.userName });
}

async function begun(exchange: Exchange, account: Account): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const { address, ceremonies, hostname, origin, session } = exchange;
  const overrides = { ...requestOverridesFrom(address.searchParams), ...ceremonies.takeRequestOverrides() };
  const options = await requestOptions(hostname, credentialsFor(account, 'mfa-device'), overrides);
  ceremonies.begin({
    kind: 'mfa',
    hostname,
    origin,
    sessionId: session.id,
    account,
    ...expectedOfRequest(options, overrides.topOrigin),
  });
  return options;
}
