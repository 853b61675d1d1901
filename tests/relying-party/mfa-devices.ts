import { type Account, credentialsFor } from './accounts';
import { registrationFrom } from './claims';
import { concluded } from './conclusion';
import { type Exchange, goTo, json, Refused, type Reply } from './exchange';
import { creationOverridesFrom } from './option-overrides';
import { requireSignedIn } from './password-sign-in';
import { creationOptions, expectedOfCreation, verifiedRegistration } from './registration';

/** Hands out the options for a new security key of the signed-in user. */
export async function deviceOptions(exchange: Exchange): Promise<Reply> {
  const { address, ceremonies, hostname, origin, session } = exchange;
  const account = requireSignedIn(exchange);
  const overrides = { ...creationOverridesFrom(address.searchParams), ...ceremonies.takeCreationOverrides() };
  const options = await creationOptions(hostname, account, 'mfa-device', overrides);
  ceremonies.begin({
    kind: 'device-registration',
    hostname,
    origin,
    sessionId: session.id,
    account,
    ...expectedOfCreation(options, overrides.topOrigin),
  });
  return json(options);
}

/** Verifies the new security key and adds it under the name that the query gives. */
export async function deviceAnswer(exchange: Exchange): Promise<Reply> {
  const { address, session, users } = exchange;
  const account = requireSignedIn(exchange);
  const name = deviceName(address, account);
  await concluded(exchange, 'device-registration', registrationFrom, async (answer, pending) => {
    if (pending.account !== account) throw new Error('The challenge was made for another user.');
    const credential = await verifiedRegistration(answer, pending);
    if (users.ownerOf(credential.id)) throw new Error('The credential is registered already.');
    account.credentials.push({ ...credential, use: 'mfa-device', name, addedAt: Date.now() });
    return account;
  });
  session.notice = `MFA device “${name}” assigned.`;
  return json({ name });
}

export function removeDevice(exchange: Exchange): Reply {
  const account = requireSignedIn(exchange);
  const u2fKeys = account.u2fKeys.map(({ keyHandle, name }) => ({ id: keyHandle, name }));
  const devices = [...credentialsFor(account, 'mfa-device'), ...u2fKeys];
  const device = devices.find(({ id }) => id === exchange.body.id);
  if (!device) throw new Refused(404, 'There is no such device.');
  account.credentials = account.credentials.filter(({ id }) => id !== device.id);
  account.u2fKeys = account.u2fKeys.filter(({ keyHandle }) => keyHandle !== device.id);
  exchange.session.notice = `MFA device “${device.name}” removed.`;
  return goTo('/security-credentials', exchange);
}

export function deviceName({ searchParams }: URL, account: Account): string {
  const name = searchParams.get('name')?.trim();
  if (!name) throw new Refused(400, 'Give the device a name.');
  if ([...credentialsFor(account, 'mfa-device'), ...account.u2fKeys].some((one) => one.name === name)) {
    throw new Refused(409, `A device named “${name}” exists already.`);
  }
  return name;
}
