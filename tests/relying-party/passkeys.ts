import { type Account, newcomer } from './accounts';
import { expectedOfRequest, requestOptions, verifiedAuthentication } from './authentication';
import { authenticationFrom, registrationFrom } from './claims';
import { concluded } from './conclusion';
import { type Exchange, json, Refused, type Reply } from './exchange';
import { creationOverridesFrom, requestOverridesFrom } from './option-overrides';
import { signedInAccount } from './password-sign-in';
import { creationOptions, expectedOfCreation, verifiedRegistration } from './registration';

/** Hands out the options for a passkey under a name that is free, or the signed-in user's own. */
export async function passkeyOptions(exchange: Exchange): Promise<Reply> {
  const { address, ceremonies, hostname, origin, session } = exchange;
  const account = futureOwner(exchange);
  const overrides = { ...creationOverridesFrom(address.searchParams), ...ceremonies.takeCreationOverrides() };
  const options = await creationOptions(hostname, account, 'passkey', overrides);
  ceremonies.begin({
    kind: 'passkey-registration',
    hostname,
    origin,
    sessionId: session.id,
    account,
    ...expectedOfCreation(options, overrides.topOrigin),
  });
  return json(options);
}

/** Verifies the passkey, adds the account if it is a new one, and signs its owner in. */
export async function passkeyAnswer(exchange: Exchange): Promise<Reply> {
  const { session, users } = exchange;
  const owner = await concluded(
    exchange,
    'passkey-registration',
    registrationFrom,
    async (answer, pending) => {
      const { account } = pending;
      if (!account) throw new Error('The challenge names no user.');
      const credential = await verifiedRegistration(answer, pending);
      if (users.ownerOf(credential.id)) throw new Error('The credential is registered already.');
      if (users.named(account.userName) !== account && !users.add(account)) {
        throw new Error(`The user name ${account.userName} was taken meanwhile.`);
      }
      account.credentials.push({ ...credential, use: 'passkey', name: 'Passkey', addedAt: Date.now() });
      return account;
    },
  );
  session.signedIn = owner.userName;
  session.notice = `Passkey created for ${owner.userName}.`;
  return json({ userName: owner.userName });
}

/** Hands out options without a list of credentials: the key knows who its user is. */
export async function passkeySignInOptions(exchange: Exchange): Promise<Reply> {
  const { address, ceremonies, hostname, origin, session } = exchange;
  const overrides = { ...requestOverridesFrom(address.searchParams), ...ceremonies.takeRequestOverrides() };
  const options = await requestOptions(hostname, undefined, overrides);
  ceremonies.begin({
    kind: 'passkey-sign-in',
    hostname,
    origin,
    sessionId: session.id,
    ...expectedOfRequest(options, overrides.topOrigin),
  });
  return json(options);
}

export async function passkeySignInAnswer(exchange: Exchange): Promise<Reply> {
  const { session, users } = exchange;
  const owner = await concluded(exchange, 'passkey-sign-in', authenticationFrom, (answer, pending) =>
    verifiedAuthentication(answer, pending, users),
  );
  delete session.awaitingMfa;
  session.signedIn = owner.userName;
  session.notice = `Signed in as ${owner.userName}.`;
  return json({ userName: owner.userName });
}

function futureOwner(exchange: Exchange): Account {
  const userName = String(exchange.body.userName ?? '').trim();
  if (!userName) throw new Refused(400, 'Enter a user name.');
  const known = exchange.users.named(userName);
  if (!known) return newcomer(userName);
  if (known !== signedInAccount(exchange)) throw new Refused(409, `The user name ${userName} is taken.`);
  return known;
}
