import { randomBytes } from 'node:crypto';
import { type Exchange, json, type Reply } from './exchange';
import { deviceName } from './mfa-devices';
import { requireSignedIn } from './password-sign-in';
import { appIdOf, beginU2f, concludedU2f, verifiedU2fKey } from './u2f-answers';

/** Hands out the arguments of `u2f.register` for a new security key of the signed-in user. */
export function u2fDeviceOptions(exchange: Exchange): Reply {
  const account = requireSignedIn(exchange);
  const challenge = randomBytes(32).toString('base64url');
  beginU2f(exchange, 'u2f-registration', account, challenge);
  const registeredKeys = account.u2fKeys.map(({ keyHandle }) => ({ version: 'U2F_V2', keyHandle }));
  return json({
    appId: appIdOf(exchange),
    registerRequests: [{ version: 'U2F_V2', challenge }],
    registeredKeys,
  });
}

/** Verifies the new security key and adds it under the name that the query gives. */
export function u2fDeviceAnswer(exchange: Exchange): Reply {
  const { address, body, session } = exchange;
  const account = requireSignedIn(exchange);
  const name = deviceName(address, account);
  concludedU2f(exchange, 'u2f-registration', account, (request) => {
    const { keyHandle, publicKey } = verifiedU2fKey(request, body);
    account.u2fKeys.push({ keyHandle, publicKey, counter: 0, name, addedAt: Date.now() });
    return { credentialId: keyHandle };
  });
  session.notice = `MFA device “${name}” assigned.`;
  return json({ name });
}
