/** Pages like those that broke with other products of Xenon's kind. Each works here at the first attempt. */
import type { Answer } from '../hosts/hosts';
import type { CaseList, DoorCase } from './case-list';
import type { Scene } from './scene';

const SITE = 'https://quirks.example';

/** What the scripts of the pages begin with. */
const PRELUDE = `
  const bytes = (size) => new Uint8Array(size).fill(7);
  const creation = (changes) => ({ rp: { name: 'Quirks' }, user: { id: bytes(4), name: 'u', displayName: 'd' },
    challenge: bytes(16), pubKeyCredParams: [{ type: 'public-key', alg: -7 }], ...changes });
  const create = (changes) => navigator.credentials.create({ publicKey: creation(changes) });
  const type = (value) => Object.prototype.toString.call(value);
  const told = (error) => error.name + ': ' + error.message;`;

type Quirk = {
  /** Runs in the page's first script, after the prelude; what it returns is compared. */
  script: string;
  result: unknown;
  headers?: Record<string, string>;
  /** What stands in the page before the script; the script is the document's last. */
  head?: string;
};

const CREATED = '[object PublicKeyCredential]';
const STRICT =
  "default-src 'none'; script-src 'nonce-n'; require-trusted-types-for 'script'; trusted-types 'none'";

const QUIRKS: Record<string, Quirk> = {
  'the number of the algorithm as text': {
    script: `return type(await create({ pubKeyCredParams: [{ type: 'public-key', alg: '-7' }] }))`,
    result: CREATED,
  },
  'an algorithm that nobody knows before one that we do': {
    script: `const list = [-1, -65535, '-7'].map((alg) => ({ type: 'public-key', alg }));
      return (await create({ pubKeyCredParams: list })).response.getPublicKeyAlgorithm()`,
    result: -7,
  },
  'a boolean as text': {
    script: `const made = await create({ authenticatorSelection: { requireResidentKey: 'true' }, extensions: { credProps: 'true' } });
      return made.getClientExtensionResults()`,
    result: { credProps: { rk: true } },
  },
  'half a millisecond': {
    script: `await create({ timeout: 60000.5 }); return 'created'`,
    result: 'created',
  },
  'names that are null': {
    script: `return type(await create({ rp: { name: null }, user: { id: bytes(4), name: null, displayName: null } }))`,
    result: CREATED,
  },
  'members that are undefined': {
    script: `return type(await create({ timeout: undefined, excludeCredentials: undefined, extensions: undefined,
      attestation: undefined, authenticatorSelection: undefined, rp: { name: 'Quirks', id: undefined } }))`,
    result: CREATED,
  },
  'dictionaries that are null': {
    script: `return type(await create({ extensions: null, authenticatorSelection: null }))`,
    result: CREATED,
  },
  'extensions of every age': {
    script: `const made = await create({ extensions: { uvm: true, devicePubKey: {}, minPinLength: true, exts: true, payment: undefined } });
      return made.getClientExtensionResults()`,
    result: {},
  },
  'bytes of another frame, and of a class of the page’s own': {
    head: '<iframe></iframe>',
    script: `class Buffer extends Uint8Array {}
      const made = await create({ challenge: new frames[0].Uint8Array(20), user: { id: new Buffer(4), name: 'u', displayName: 'd' } });
      return JSON.parse(new TextDecoder().decode(made.response.clientDataJSON)).challenge`,
    result: 'AAAAAAAAAAAAAAAAAAAAAAAAAAA',
  },
  'options of another frame': {
    head: '<iframe></iframe>',
    script: `const options = frames[0].JSON.parse(JSON.stringify(creation()));
      Object.assign(options, { challenge: bytes(16) }); options.user.id = bytes(4);
      return type(await navigator.credentials.create({ publicKey: options }))`,
    result: CREATED,
  },
  'a sign-in beside the form that gives way to another call': {
    script: `const aborter = new AbortController();
      const beside = navigator.credentials.get({ publicKey: { challenge: bytes(16) }, mediation: 'conditional', signal: aborter.signal }).catch(told);
      await new Promise((done) => setTimeout(done, 300));
      aborter.abort(new RangeError('make way'));
      return [await beside, type(await create())]`,
    result: ['RangeError: make way', CREATED],
  },
  'words from a later specification': {
    script: `return type(await create({ attestation: 'later', hints: ['later'], authenticatorSelection: {
      residentKey: 'later', userVerification: 'later', authenticatorAttachment: 'later' } }))`,
    result: CREATED,
  },
  'JSON.stringify of the credential': {
    script: `const { id, type, response, rawId } = JSON.parse(JSON.stringify(await create()));
      return [id === rawId, type, Object.keys(response)]`,
    result: [
      true,
      'public-key',
      [
        'attestationObject',
        'authenticatorData',
        'clientDataJSON',
        'publicKey',
        'publicKeyAlgorithm',
        'transports',
      ],
    ],
  },
  'the public key as SubjectPublicKeyInfo': {
    script: `const key = (await create()).response.getPublicKey();
      const imported = await crypto.subtle.importKey('spki', key, { name: 'ECDSA', namedCurve: 'P-256' }, true, ['verify']);
      return imported.type`,
    result: 'public',
  },
  'the kinds and members of what comes': {
    script: `const made = await create();
      return [made instanceof PublicKeyCredential, made instanceof Credential, type(made.response), Object.keys(made),
        made.response instanceof AuthenticatorAttestationResponse, made.rawId === made.rawId, made.rawId instanceof ArrayBuffer]`,
    result: [true, true, '[object AuthenticatorAttestationResponse]', [], true, true, true],
  },
  'the last script of the document is the page’s own': {
    script: `const mine = document.currentScript; const all = document.querySelectorAll('*').length;
      const result = [document.scripts.length, document.scripts[document.scripts.length - 1] === mine];
      await create();
      return [...result, document.querySelectorAll('*').length >= all, document.querySelectorAll('iframe').length]`,
    result: [1, true, true, 0],
  },
  'functions that were saved by the first script': {
    head: `<script nonce="n">const { create: saved } = navigator.credentials; const { credentials } = navigator;</script>`,
    script: `return type(await saved.call(credentials, { publicKey: creation() }))`,
    result: CREATED,
  },
  'functions that another script has wrapped': {
    head: `<script nonce="n">{ const { create } = navigator.credentials;
      CredentialsContainer.prototype.create = function (...given) { return create.apply(this, given); }; }</script>`,
    script: `return type(await create())`,
    result: CREATED,
  },
  'a strict policy with Trusted Types': {
    headers: { 'content-security-policy': STRICT },
    script: `const violations = []; addEventListener('securitypolicyviolation', (event) => violations.push(event.violatedDirective));
      return [type(await create()), violations]`,
    result: [CREATED, []],
  },
  'isolation from other origins': {
    headers: {
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
    },
    script: `return [crossOriginIsolated, type(await create())]`,
    result: [true, CREATED],
  },
  'store of our credential': {
    script: `const made = await create();
      return [typeof navigator.credentials.store, await navigator.credentials.store(made).catch(told)]`,
    result: ['function', 'NotSupportedError: Store operation not permitted for this credential type.'],
  },
  preventSilentAccess: {
    script: `await create(); return String(await navigator.credentials.preventSilentAccess())`,
    result: 'undefined',
  },
};

const html = ({ head = '', script }: Quirk) =>
  `<!doctype html><meta charset="utf-8"><title>quirk</title>${head}<script nonce="n">${PRELUDE}
  globalThis.result = (async () => { ${script} })().catch(told);</script>`;

const answers = new Map<string, Answer>(
  Object.entries(QUIRKS).map(([name, quirk]) => [
    `quirks.example/${encodeURIComponent(name)}`,
    (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...quirk.headers });
      response.end(html(quirk));
    },
  ]),
);

/** The page of a quirk asks as it loads. */
async function resultIn({ stage }: Scene, name: string): Promise<unknown> {
  const page = await stage.context.newPage();
  await page.goto(`${SITE}/${encodeURIComponent(name)}`);
  return page.evaluate('result');
}

const caseOf = (name: string, { result }: Quirk): DoorCase => ({
  run: (scene) => resultIn(scene, name),
  result,
});

export const QUIRK_LIST: CaseList = {
  cases: Object.fromEntries(Object.entries(QUIRKS).map(([name, quirk]) => [name, caseOf(name, quirk)])),
  answers,
};
