import {
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type RegistrationResponseJSON,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { type Account, credentialsFor, type StoredCredential } from './accounts';
import type { PendingCeremony } from './ceremonies';
import { refuseForeignFrame } from './framing';
import { type CreationOverrides, changedCreation } from './option-overrides';
import { refuseContradictions } from './registration-members';

/** Options for a new key of `account`; a passkey is discoverable, an MFA device is not. */
export async function creationOptions(
  hostname: string,
  account: Account,
  use: StoredCredential['use'],
  overrides: CreationOverrides,
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const options = await generateRegistrationOptions({
    rpName: 'Cumulus Console',
    rpID: hostname,
    userName: account.userName,
    userDisplayName: account.userName,
    userID: account.userId,
    timeout: 300_000,
    attestationType: 'none',
    authenticatorSelection: {
      residentKey: use === 'passkey' ? 'required' : 'discouraged',
      userVerification: 'preferred',
    },
    excludeCredentials: credentialsFor(account, use).map(({ id, transports }) => ({
      id,
      ...(transports && { transports }),
    })),
  });
  return changedCreation(options, overrides);
}

/** What the answer to these options will be held against. */
export function expectedOfCreation(
  options: PublicKeyCredentialCreationOptionsJSON,
  topOrigin: string | undefined,
) {
  return {
    challenge: options.challenge,
    rpId: options.rp.id ?? '',
    algorithms: options.pubKeyCredParams.map(({ alg }) => alg),
    userVerificationRequired: options.authenticatorSelection?.userVerification === 'required',
    ...(topOrigin !== undefined && { topOrigin }),
  };
}

export type NewCredential = Omit<StoredCredential, 'use' | 'name' | 'addedAt'>;

/** The new credential, or an error that says which rule the answer broke. */
export async function verifiedRegistration(
  response: RegistrationResponseJSON,
  pending: PendingCeremony,
): Promise<NewCredential> {
  const { verified, registrationInfo } = await verifyRegistrationResponse({
    response,
    expectedChallenge: pending.challenge,
    expectedOrigin: pending.origin,
    expectedRPID: pending.rpId,
    requireUserVerification: pending.userVerificationRequired,
    ...(pending.algorithms && { supportedAlgorithmIDs: pending.algorithms }),
  });
  if (!verified) throw new Error('The attestation statement does not hold.');
  refuseForeignFrame(response.response.clientDataJSON, pending.topOrigin);
  refuseContradictions(response);
  const { credential, credentialDeviceType } = registrationInfo;
  return { ...credential, deviceType: credentialDeviceType, rpId: pending.rpId };
}
