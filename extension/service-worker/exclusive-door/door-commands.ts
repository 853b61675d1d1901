/** Our own pages use the browser's WebAuthn for the computer's unlock, and no site's door may be in its way. */
import type { Done } from '../../messages/from-user';
import { clearTheWay } from '../ceremonies/hand-over';
import { standAgain } from './exclusive-door';

export async function letBrowserAnswer(): Promise<Done> {
  await clearTheWay();
  return {};
}

export async function browserHasAnswered(): Promise<Done> {
  await standAgain();
  return {};
}
