/**
 * A registration and a sign-in for nobody. Chromium compiles a function of the engine when it is first called,
 * and P-256 makes its table then: where a request is expected, that is done before it comes.
 */
import { type Engine, engine } from '../engine';
import { vaultHeader } from '../vault/vault-session';

const ORIGIN = 'https://rehearsal.invalid';
const FRAME = { origin: ORIGIN, ancestorOrigins: [] };
const CHALLENGE = 'AAAAAAAAAAAAAAAAAAAAAA';
const CREATION = {
  rp: { name: '' },
  user: { id: 'AA', name: '', displayName: '' },
  challenge: CHALLENGE,
  pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
};

/** The engine that has had its rehearsal. */
let rehearsed: Engine | undefined;

/** Nothing where there is no vault: a first run has all the time of its user. */
export async function rehearse(): Promise<void> {
  const [loaded, header] = await Promise.all([engine(), vaultHeader()]);
  if (!header || rehearsed === loaded) return;
  rehearsed = loaded;
  perform(loaded, header);
}

/** The vault is one of this moment alone, by a key of its own. */
function perform(loaded: Engine, header: Uint8Array): void {
  const vault = new loaded.Vault(header, crypto.getRandomValues(new Uint8Array(32)));
  const now = Date.now();
  const { pending = '' } = loaded.beginRegistration(CREATION, FRAME, now);
  const { changes, reply } = vault.register(pending, [], false, now);
  const [made] = changes;
  const allowCredentials = [{ type: 'public-key', id: reply.id }];
  const request = { challenge: CHALLENGE, allowCredentials };
  const { pending: signIn = '' } = loaded.beginAuthentication(request, FRAME, now);
  loaded.namedRecords(signIn, header);
  vault.siteTag(signIn);
  if (made) vault.authenticate(signIn, made, now);
  vault.free();
}
