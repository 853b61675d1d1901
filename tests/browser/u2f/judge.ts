/** Servers' libraries in Python that judge what a page received; see tests/judges/u2f/judge.py. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';

type Asked = { appId: string; challenge: string; facet: string };
export type Registration = Asked & { answer: object };
export type SignIn = Asked & ({ answer: object } | { credential: object; rpId: string });

/** The response of a WebAuthn registration. */
export type Attested = { attestationObject: string; clientDataJSON: string };

/** Verifies a registration and the sign-ins with its key; gives the counters of these. */
export function judged(
  registration: Registration,
  signIns: SignIn[],
  attestations: Attested[] = [],
): number[] {
  const { status, stdout, stderr } = spawnSync(
    process.env.XENON_U2F_PYTHON ?? 'python3',
    ['tests/judges/u2f/judge.py'],
    { input: JSON.stringify({ registration, signIns, attestations }), encoding: 'utf8' },
  );
  assert.equal(status, 0, stderr);
  return JSON.parse(stdout) as number[];
}
