import type { Frame, Page } from 'playwright-core';

/** What every test page can call. A script of the page, so it stands in the page as text. */
export const PAGE_SCRIPT = `
const bytes = (size) => new Uint8Array(size).fill(7);
const creation = (changes) => ({
  rp: { name: 'n' },
  user: { id: bytes(4), name: 'u', displayName: 'd' },
  challenge: bytes(8),
  pubKeyCredParams: [{ type: 'public-key', alg: -7 }, { type: 'public-key', alg: -257 }],
  ...changes,
});
const request = (changes) => ({ challenge: bytes(8), ...changes });
const create = (changes, options) => navigator.credentials.create({ publicKey: creation(changes), ...options });
const get = (changes, options) => navigator.credentials.get({ publicKey: request(changes), ...options });

function described(error) {
  if (!(error instanceof Error)) return { thrown: String(error) };
  const realm = Object.getPrototypeOf(error) === globalThis[error.constructor.name].prototype;
  const leak = String(error.stack).includes('chrome-extension');
  return { name: error.name, message: error.message, type: error.constructor.name, realm, leak };
}
async function outcome(call) {
  try {
    const result = call();
    if (!(result instanceof Promise)) return { notAPromise: typeof result };
    const value = await result;
    return { value: Object.prototype.toString.call(value), id: value.id };
  } catch (error) {
    return described(error);
  }
}
function spy(path, object, log) {
  const isPlain = (value) => typeof value === 'object' && [Object, Array].includes(value.constructor);
  return new Proxy(object, {
    get(target, key) {
      const name = path + '.' + String(key);
      log.push(name);
      const value = Reflect.get(target, key);
      return isPlain(value ?? 0) ? spy(name, value, log) : value;
    },
  });
}
async function made(call) {
  globalThis.registration = await call();
  globalThis.assertion = await get({ allowCredentials: [{ type: 'public-key', id: registration.rawId }] });
}
async function allOf(calls) {
  const outcomes = {};
  for (const [name, call] of Object.entries(calls)) outcomes[name] = await kindOf(eval('() => ' + call));
  return outcomes;
}
var kindOf = async (call) => { const { id, ...rest } = await outcome(call); return rest; };
`;

export const PAGE = `<!doctype html><title>page</title><script>${PAGE_SCRIPT}</script>`;

/** Runs an expression, or a block with `return`, in the page. */
export function run<T = unknown>(where: Page | Frame, code: string): Promise<T> {
  return where.evaluate(`(async () => ${code})()`);
}
