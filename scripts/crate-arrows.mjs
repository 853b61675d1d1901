/**
 * Which dependencies the crates may not have. Cargo refuses cycles; it does not know that only
 * `bindings` knows JavaScript, nor that clock and randomness are arguments everywhere else.
 */

const JAVASCRIPT = [
  'js-sys',
  'web-sys',
  'wasm-bindgen',
  'wasm-bindgen-futures',
  'serde-wasm-bindgen',
  'gloo',
];
/** `rand_core` is not among them: its traits are how randomness becomes an argument. */
const WORLD = ['getrandom', 'tokio', 'chrono', 'time', 'rand'];

const FORBIDDEN = {
  protocol: [...JAVASCRIPT, ...WORLD, 'xenon-vault', 'xenon-ceremony', 'xenon-bindings'],
  vault: [...JAVASCRIPT, ...WORLD, 'xenon-ceremony', 'xenon-bindings'],
  ceremony: [...JAVASCRIPT, ...WORLD, 'xenon-bindings'],
};

/** Faults of the manifests, a map from paths like `wasm/vault/Cargo.toml` to texts, as sentences. */
export function crateArrowFaults(manifests) {
  return [...manifests].flatMap(([path, text]) => {
    const crate = path.split('/')[1];
    const present = dependenciesIn(text).filter((name) => FORBIDDEN[crate]?.includes(name));
    return present.map((name) => `${path} depends on ${name}, but ${crate} may not.`);
  });
}

/** What the crate itself is made of; what only its tests use is free. */
function dependenciesIn(text) {
  const sections = text
    .split(/^(?=\[)/m)
    .filter((section) => /^\[(target\..*\.)?dependencies\]/.test(section));
  return sections.flatMap((section) => [...section.matchAll(/^([\w-]+)\s*[.=]/gm)].map(([, name]) => name));
}
