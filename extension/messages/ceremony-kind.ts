/** What a page asks for: WebAuthn's two ceremonies, and U2F's. */
export type CeremonyKind = 'create' | 'get' | U2fKind;
export type U2fKind = 'u2f-register' | 'u2f-sign';

/** Whether there is a new key at its end. */
export function makesKey(kind: CeremonyKind): boolean {
  return kind === 'create' || kind === 'u2f-register';
}

export function isU2f(kind: CeremonyKind): kind is U2fKind {
  return kind === 'u2f-register' || kind === 'u2f-sign';
}
