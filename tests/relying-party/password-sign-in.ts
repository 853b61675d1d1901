import { type Account, credentialsFor } from './accounts';
import { type Exchange, goTo, page, Refused, type Reply } from './exchange';
import { signInPage } from './pages/sign-in';

/** Checks name and password; a user who has an MFA device still has to show it. */
export function passwordSignIn(exchange: Exchange): Reply {
  const { body, session, users } = exchange;
  const account = users.named(String(body.userName));
  if (!account?.password || account.password !== body.password) {
    return page(signInPage(exchange, String(body.userName ?? '')), exchange, 401);
  }
  delete session.signedIn;
  if (credentialsFor(account, 'mfa-device').length + account.u2fKeys.length > 0) {
    session.awaitingMfa = account.userName;
    return goTo('/mfa', exchange);
  }
  session.signedIn = account.userName;
  return goTo('/console', exchange);
}

export function signOut(exchange: Exchange): Reply {
  exchange.sessions.end(exchange.session);
  return goTo('/', exchange);
}

/** Who has signed in with everything that the account asks for. */
export function signedInAccount({ session, users }: Exchange): Account | undefined {
  return session.signedIn === undefined ? undefined : users.named(session.signedIn);
}

/** Refuses whoever is not signed in. */
export function requireSignedIn(exchange: Exchange): Account {
  const account = signedInAccount(exchange);
  if (!account) throw new Refused(401, 'You are not signed in.');
  return account;
}
