/** What must hold for dist/ before anyone loads it. Each fault is a sentence. */

const KILO = 1024;

/** Every file that may be there, and how large it may be. What is not listed is a mistake. */
const EXPECTED = [
  [/^manifest\.json$/, 8 * KILO],
  [/^LICENSE(-APACHE|-MIT)?$/, 16 * KILO],
  [/^_locales\/\w+\/messages\.json$/, 64 * KILO],
  [/^icons\/\d+\.png$/, 32 * KILO],
  [/^(approval|popup|options|welcome|shared-ui)\/[a-z-]+\.(html|css)$/, 48 * KILO],
  [/^(approval|popup|options|welcome)\/\w+\.js$/, 96 * KILO],
  // The strength meter's word lists, loaded only while a passphrase is chosen.
  [/^chunks\/strength-estimator-\w+\.js$/, 2048 * KILO],
  [/^chunks\/[\w-]+\.js$/, 96 * KILO],
  [/^service-worker\/worker\.js$/, 192 * KILO],
  [/^service-worker\/xenon_bindings_bg\.wasm$/, 1536 * KILO],
  [/^content-script\/content-script\.js$/, 16 * KILO],
  [/^content-script\/stand-aside\.js$/, KILO],
  [/^page-door\/page-door\.js$/, 32 * KILO],
];

/** All faults of `files` (path to bytes), as sentences. */
export function faultsOf(files, version) {
  const manifest = JSON.parse(files.get('manifest.json'));
  return [
    ...(manifest.version === version
      ? []
      : [`manifest.json has version ${manifest.version}, package.json has ${version}.`]),
    ...missingPaths(files, manifest),
    ...localeFaults(files, manifest),
    ...[...files].flatMap(([path, bytes]) => [
      ...sizeFaults(path, bytes),
      ...contentFaults(path, bytes, files),
    ]),
  ];
}

function missingPaths(files, manifest) {
  const named = stringsIn(manifest).filter((text) => /\.(js|html|css|png|json|wasm)$/.test(text));
  return named
    .filter((path) => !files.has(path))
    .map((path) => `manifest.json names ${path}, which is not in dist.`);
}

function stringsIn(value) {
  if (typeof value === 'string') return [value];
  return value && typeof value === 'object' ? Object.values(value).flatMap(stringsIn) : [];
}

/** Every language says the same things, and everything that the manifest says by name. */
function localeFaults(files, manifest) {
  const locales = [...files.keys()].filter((path) => path.startsWith('_locales/'));
  const standard = `_locales/${manifest.default_locale}/messages.json`;
  if (!files.has(standard)) return [`${standard} is missing.`];
  const named = [...JSON.stringify(manifest).matchAll(/__MSG_(\w+)__/g)].map(([, name]) => name);
  const wanted = new Set([...named, ...Object.keys(JSON.parse(files.get(standard)))]);
  return locales.flatMap((path) => differences(path, Object.keys(JSON.parse(files.get(path))), wanted));
}

function differences(path, present, wanted) {
  return [
    ...[...wanted].filter((name) => !present.includes(name)).map((name) => `${path} lacks ${name}.`),
    ...present
      .filter((name) => !wanted.has(name))
      .map((name) => `${path} has ${name}, which the default language lacks.`),
  ];
}

function sizeFaults(path, { length }) {
  const limit = EXPECTED.find(([pattern]) => pattern.test(path))?.[1];
  if (limit === undefined)
    return [`dist/${path} is not expected: scripts/dist-rules.mjs lists what may ship.`];
  return length <= limit ? [] : [`dist/${path} has ${length} bytes; at most ${limit} are expected.`];
}

function contentFaults(path, bytes, files) {
  if (path.endsWith('.js')) return scriptFaults(path, bytes.toString());
  if (path.endsWith('.html')) return pageFaults(path, bytes.toString(), files);
  return [];
}

const IN_NO_SCRIPT = [
  [/\beval\s*\(/, 'calls eval'],
  // wasm-bindgen's glue describes values as `Function(name)` in a text.
  [/\bnew Function\b|(?<![\w$.'"`])Function\s*\(/, 'makes a function from text'],
  [/\bimportScripts\s*\(|\b(?:import|from)\s*\(?\s*["'`](?:https?:)?\/\//, 'imports from elsewhere'],
  [/sourceMappingURL/, 'names a source map'],
];

/** These two run in the page's document, where the extension must leave no mark. */
const IN_NO_PAGE = [[/attachShadow|createElement|innerHTML|insertAdjacent/, 'touches the document']];

function scriptFaults(path, text) {
  const rules = /^(content-script|page-door)\//.test(path) ? [...IN_NO_SCRIPT, ...IN_NO_PAGE] : IN_NO_SCRIPT;
  return rules
    .filter(([pattern]) => pattern.test(text))
    .map(([pattern, what]) => `dist/${path} ${what}: "${excerpt(text, pattern)}".`);
}

function excerpt(text, pattern) {
  const { index } = pattern.exec(text);
  return text.slice(Math.max(0, index - 30), index + 40).replace(/\s+/g, ' ');
}

const IN_NO_HTML = [
  [/<script(?![^>]*\bsrc=)/i, 'has a script of its own, which the policy blocks'],
  [/<style\b|\sstyle=/i, 'has styles of its own, which the policy blocks'],
  [/\son\w+=/i, 'has an event attribute, which the policy blocks'],
];

function pageFaults(path, text, files) {
  const own = IN_NO_HTML.filter(([pattern]) => pattern.test(text)).map(([, what]) => `dist/${path} ${what}.`);
  return [...own, ...linksIn(text).flatMap((link) => linkFaults(path, link, files))];
}

function linksIn(text) {
  return [...text.matchAll(/<(?:script|link|img)\b[^>]*?\b(?:src|href)="([^"]*)"/gi)].map(([, link]) => link);
}

function linkFaults(path, link, files) {
  const { origin, pathname } = new URL(link, `https://dist/${path}`);
  if (link.startsWith('data:')) return [];
  if (origin !== 'https://dist') return [`dist/${path} loads ${link} from elsewhere.`];
  return files.has(pathname.slice(1)) ? [] : [`dist/${path} names ${link}, which is not in dist.`];
}
