import { expectedOfRequest, requestOptions, verifiedAuthentication } from './authentication';
import { authenticationFrom } from './claims';
import { concluded } from './conclusion';
import { type Exchange, json, page, Refused, type Reply } from './exchange';
import { requestOverridesFrom } from './option-overrides';
import { firstScriptPage } from './pages/first-script';

/** The page whose very first script asks for a key: of `?user=`, or any passkey when no user is named. */
export async function firstScript(exchange: Exchange): Promise<Reply> {
  const { address, ceremonies, hostname, origin, users } = exchange;
  const userName = address.searchParams.get('user');
  const account = userName === null ? undefined : users.named(userName);
  if (userName !== null && !account) throw new Refused(404, `There is no user ${userName}.`);
  const overrides = { ...requestOverridesFrom(address.searchParams), ...ceremonies.takeRequestOverrides() };
  const options = await requestOptions(hostname, account?.credentials, overrides);
  ceremonies.begin({
    kind: 'first-script',
    hostname,
    origin,
    ...(account && { account }),
    ...expectedOfRequest(options, overrides.topOrigin),
  });
  return page(firstScriptPage(exchange, options), exchange);
}

/** Verifies and logs; nobody is signed in, because this page may stand in another site's frame, without a cookie. */
export async function firstScriptAnswer(exchange: Exchange): Promise<Reply> {
  const owner = await concluded(exchange, 'first-script', authenticationFrom, (answer, pending) =>
    verifiedAuthentication(answer, pending, exchange.users),
  );
  return json({ userName: owner.userName });
}
