/** The ceremonies that Xenon's own program has written down: see `tests/conformance/src/judged`. */
import { readFileSync } from 'node:fs';
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';

export type Ceremony = {
  name: string;
  creation: { challenge: string };
  registration: RegistrationResponseJSON;
  signIns: SignIn[];
  expected: {
    algorithm: number;
    format: string;
    aaguid: string;
    userVerified: boolean;
    backupEligible: boolean;
    counts: boolean;
    registeredExtensions: Record<string, unknown>;
    assertedExtensions: Record<string, unknown>;
  };
};

export type SignIn = { request: { challenge: string }; assertion: AuthenticationResponseJSON };

export type Judged = { origin: string; rpId: string; ceremonies: Ceremony[] };

export function judged(): Judged {
  const file = process.env.XENON_CEREMONIES;
  if (!file) throw new Error('XENON_CEREMONIES should name the file of what is judged: run `npm test`.');
  return JSON.parse(readFileSync(file, 'utf8'));
}
