/** An entry as it is sealed: JSON in UTF-8. */
import { ACTIVITY_REASONS, ACTIVITY_RESULTS, type ActivityEntry, CONSENTS } from '../../messages/activity';
import { integer, members, type Parse, text } from '../../messages/parse';

const KINDS = ['create', 'get', 'u2f-register', 'u2f-sign'] as const;
const LONGEST_TEXT = 1_024;

const name = text(LONGEST_TEXT);

const entry = members<ActivityEntry>(
  { at: integer, kind: oneOf(KINDS), rpId: name, origin: name, result: oneOf(ACTIVITY_RESULTS) },
  { topOrigin: name, account: name, consent: oneOf(CONSENTS), because: oneOf(ACTIVITY_REASONS) },
);

export function toBytes(noted: ActivityEntry): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(noted));
}

/** Nothing if it is no entry that this version knows: what a locked vault wrote, others could write too. */
export function fromBytes(bytes: Uint8Array): ActivityEntry | undefined {
  try {
    return entry(JSON.parse(new TextDecoder().decode(bytes)));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function oneOf<T extends string>(known: readonly T[]): Parse<T> {
  return (value) => known.find((one) => one === value);
}
