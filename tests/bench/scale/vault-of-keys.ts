/** A vault with as many keys as wanted, made by the engine itself, outside of the browser that is measured. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Instance, newInstance } from '../../../build/wasm/instances';
import type { StoredRecord, Vault } from '../../../build/wasm/xenon_bindings';

/** A record as it travels: its bytes in base64. */
export type RecordText = { id: string; site: string; sealed: string };

/** What both stores are to have, and the id of the first key's credential, which is of the site that is measured. */
export type VaultOfKeys = { header: string; manifest: string; records: RecordText[]; credential: string };

/** Nobody has more keys at one site. */
const KEYS_PER_SITE = 50;
/** The manifest takes up so many records at a time. */
const PIECE = 1_000;

export async function vaultOfKeys(
  xenon: string,
  count: number,
  passphrase: string,
  siteUrl: (name: string) => string,
): Promise<VaultOfKeys> {
  const engine = await loadedFrom(xenon);
  const clock = () => performance.now();
  const { header, key } = engine.createVault(new TextEncoder().encode(passphrase), Date.now(), clock);
  const vault = new engine.Vault(header, key);
  let manifest = vault.firstManifest(header);
  let credential = '';
  const records: RecordText[] = [];
  for (let made = 0; made < count; made += PIECE) {
    const numbers = Array.from({ length: Math.min(PIECE, count - made) }, (_, at) => made + at);
    const approved = numbers.map((number) => newKey(engine, vault, siteUrl(siteOf(number)), number));
    credential ||= (approved[0]?.reply as { id: string } | undefined)?.id ?? '';
    const changes = approved.flatMap((one) => one.changes);
    records.push(...changes.map(textOf));
    manifest = vault.manifestAfter(manifest, [], changes);
  }
  return { header: textOfBytes(header), manifest: textOfBytes(manifest), records, credential };
}

/** The first key is alone at the site that is measured. */
export const MEASURED_SITE = 'scale';

function siteOf(number: number): string {
  return number === 0 ? MEASURED_SITE : `fill-${Math.floor(number / KEYS_PER_SITE)}`;
}

async function loadedFrom(xenon: string): Promise<Instance> {
  const instance = newInstance();
  const wasm = readFileSync(join(xenon, 'service-worker/xenon_bindings_bg.wasm'));
  await instance.default({ module_or_path: await WebAssembly.compile(wasm) });
  return instance;
}

function newKey(engine: Instance, vault: Vault, address: string, number: number) {
  const { hostname, origin } = new URL(address);
  const options = {
    rp: { id: hostname, name: 'Benchmark' },
    user: {
      id: Buffer.from(`user ${number}`).toString('base64url'),
      name: `bench ${number}`,
      displayName: '',
    },
    challenge: 'Y2hhbGxlbmdlLWNoYWxsZW5nZQ',
    pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
    excludeCredentials: [],
    authenticatorSelection: { residentKey: 'required', userVerification: 'discouraged' },
    hints: [],
    attestationFormats: [],
    extensions: {},
  };
  const { pending } = engine.beginRegistration(options, { origin, ancestorOrigins: [] }, Date.now());
  if (pending === undefined) throw new Error(`No key can be made for ${origin}.`);
  return vault.register(pending, [], false, Date.now());
}

function textOf({ id, site, sealed }: StoredRecord): RecordText {
  return { id, site, sealed: textOfBytes(sealed) };
}

function textOfBytes(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
