import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  type PublicKeyCredentialRequestOptionsJSON,
  verifyAuthenticationResponse,
} from '@simplewebauthn/server';
import { isoBase64URL } from '@simplewebauthn/server/helpers';
import type { Account, Accounts, StoredCredential } from './accounts';
import type { PendingCeremony } from './ceremonies';
import { refuseForeignFrame } from './framing';
import { changedRequest, type RequestOverrides } from './option-overrides';

/** Options for a sign-in with one of these credentials, or with any passkey when there is no list. */
export async function requestOptions(
  hostname: string,
  allowed: StoredCredential[] | undefined,
  overrides: RequestOverrides,
): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const options = await generateAuthenticationOptions({
    rpID: hostname,
    timeout: 300_000,
    userVerification: 'preferred',
    ...(allowed && {
      allowCredentials: allowed.map(({ id, transports }) => ({ id, ...(transports && { transports }) })),
    }),
  });
  return changedRequest(options, overrides);
}

/** What the answer to these options will be held against. */
export function expectedOfRequest(
  options: PublicKeyCredentialRequestOptionsJSON,
  topOrigin: string | undefined,
) {
  return {
    challenge: options.challenge,
    rpId: options.rpId ?? '',
    userVerificationRequired: options.userVerification === 'required',
    ...(topOrigin !== undefined && { topOrigin }),
  };
}

/** Whose key has signed, with its counter moved on; or an error that says which rule the answer broke. */
export async function verifiedAuthentication(
  response: AuthenticationResponseJSON,
  pending: PendingCeremony,
  accounts: Accounts,
): Promise<Account> {
  const { account, credential } = ownerOf(response, pending, accounts);
  const { verified, authenticationInfo } = await verifyAuthenticationResponse({
    response,
    expectedChallenge: pending.challenge,
    expectedOrigin: pending.origin,
    expectedRPID: pending.rpId,
    credential,
    requireUserVerification: pending.userVerificationRequired,
    ...(pending.topOrigin !== undefined && { expectedTopOrigin: pending.topOrigin }),
  });
  if (!verified) throw new Error('The signature is not right.');
  if (authenticationInfo.credentialDeviceType !== credential.deviceType) {
    throw new Error('The credential was backup eligible once and is not now, or the other way round.');
  }
  refuseForeignFrame(response.response.clientDataJSON, pending.topOrigin);
  credential.counter = authenticationInfo.newCounter;
  credential.lastUsedAt = Date.now();
  return account;
}

/** Finds the stored credential and checks that it may answer this ceremony. */
function ownerOf(response: AuthenticationResponseJSON, pending: PendingCeremony, accounts: Accounts) {
  const owner = accounts.ownerOf(response.id);
  if (!owner) throw new Error('The credential is not known here.');
  const { account, credential } = owner;
  if (credential.rpId !== pending.rpId) throw new Error(`The credential was made for ${credential.rpId}.`);
  if (pending.account && pending.account !== account)
    throw new Error('The credential belongs to another user.');
  if (pending.kind === 'mfa' && credential.use !== 'mfa-device')
    throw new Error('The credential is no MFA device.');
  if (pending.kind === 'passkey-sign-in' && credential.use !== 'passkey') {
    throw new Error('The credential is no passkey.');
  }
  refuseOtherUserHandle(response.response.userHandle, account, pending);
  return owner;
}

/** A user handle may be left out only where the site has named the credentials that may answer. */
function refuseOtherUserHandle(
  userHandle: string | undefined,
  account: Account,
  pending: PendingCeremony,
): void {
  if (userHandle === undefined && !pending.account) throw new Error('The answer has no user handle.');
  if (userHandle !== undefined && userHandle !== isoBase64URL.fromBuffer(account.userId)) {
    throw new Error('The user handle is not that of the credential’s owner.');
  }
}
