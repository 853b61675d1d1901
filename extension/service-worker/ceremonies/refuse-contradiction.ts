/**
 * Inputs of extensions that do not go together. Before its own keys the browser refuses them itself; what it
 * passes on at the exclusive door it has not looked at so closely.
 */
import type { ActivityReason } from '../../messages/activity';
import { type Caller, isProxied } from '../caller';
import { deliver } from './answering';
import type { KeyRequest } from './take-request';

/** See https://www.w3.org/TR/webauthn-3/#sctn-large-blob-extension, client extension processing. */
const CONTRADICTION = {
  outcome: 'refused',
  name: 'NotSupportedError',
  message: 'The inputs of the extensions do not go together.',
} as const;

/** Tells whether it was one, and is refused. The door stays ours: asked again, the browser had no other answer. */
export async function refuseContradiction(
  because: ActivityReason,
  { requestId }: KeyRequest,
  caller: Caller,
): Promise<boolean> {
  if (because !== 'extension' || !isProxied(caller)) return false;
  await deliver({ requestId, ...CONTRADICTION }, caller);
  return true;
}
