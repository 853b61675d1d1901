/**
 * What stands in front of the worker's script in the copy that is traced: around each call of Chrome's interfaces, of
 * the two stores and of the engine it sets marks. They name keys of the stores, but no values.
 *
 * A mark is one of `> number words` and `< number` for what takes time, and `| words` for a moment.
 */
export function markWorker(): void {
  let last = 0;
  const mark = (words: string) => performance.mark(`xenon ${words}`);

  type AnyFunction = (...args: unknown[]) => unknown;
  const spanning = (work: AnyFunction, words: (args: unknown[]) => string): AnyFunction =>
    function spanned(this: unknown, ...args) {
      last += 1;
      const id = last;
      mark(`> ${id} ${words(args)}`);
      const end = () => void mark(`< ${id}`);
      const result = work.apply(this, args);
      if (result instanceof Promise) result.then(end, end);
      else end();
      return result;
    };
  const span = (owner: object, method: string, words: (args: unknown[]) => string) => {
    const methods = owner as Record<string, AnyFunction>;
    methods[method] = spanning(methods[method] as AnyFunction, words);
  };

  const keysOf = (keys: unknown) => {
    if (keys === null || keys === undefined) return 'everything';
    const names = typeof keys === 'object' && !Array.isArray(keys) ? Object.keys(keys) : [keys].flat();
    return [...new Set(names.map((name) => String(name).replace(/(?<=\.)[0-9A-Fa-f]{16,}.*/, '*')))].join();
  };
  for (const area of ['local', 'session'] as const)
    for (const method of ['get', 'set', 'remove'])
      span(chrome.storage[area], method, ([keys]) => `storage.${area}.${method} ${keysOf(keys)}`);

  const named = (name: string) => () => name;
  for (const method of ['create', 'clear']) span(chrome.alarms, method, named(`alarms.${method}`));
  for (const method of ['setBadgeText', 'setTitle']) span(chrome.action, method, named(`action.${method}`));
  for (const method of ['create', 'clear'])
    span(chrome.notifications, method, named(`notifications.${method}`));
  for (const method of ['sendMessage', 'query', 'get']) span(chrome.tabs, method, named(`tabs.${method}`));
  span(globalThis, 'fetch', ([what]) => `fetch ${String(what).split('/').at(-1)}`);
  span(WebAssembly, 'compileStreaming', named('engine compile'));

  const { instantiate } = WebAssembly;
  const withMarks = async (module: WebAssembly.Module, imports: WebAssembly.Imports) => {
    const instance = await instantiate(module, imports);
    const exported = Object.entries(instance.exports).map(([name, value]) => {
      const isOfGlue = typeof value !== 'function' || name.startsWith('__');
      return [name, isOfGlue ? value : spanning(value as AnyFunction, named(`wasm ${name}`))];
    });
    const exports = Object.fromEntries(exported);
    return new Proxy(instance, { get: (of, key) => (key === 'exports' ? exports : Reflect.get(of, key)) });
  };
  WebAssembly.instantiate = withMarks as typeof WebAssembly.instantiate;
  span(WebAssembly, 'instantiate', named('engine instantiate'));

  const { open } = IDBFactory.prototype;
  IDBFactory.prototype.open = function opened(...args) {
    last += 1;
    const id = last;
    mark(`> ${id} IndexedDB open`);
    const request = open.apply(this, args);
    request.addEventListener('success', () => mark(`< ${id}`));
    return request;
  };
  const { transaction } = IDBDatabase.prototype;
  IDBDatabase.prototype.transaction = function begun(...args) {
    last += 1;
    const id = last;
    const [stores, mode = 'readonly'] = args;
    mark(`> ${id} IndexedDB ${mode} ${keysOf(stores)}`);
    const one = transaction.apply(this, args);
    for (const end of ['complete', 'abort']) one.addEventListener(end, () => mark(`< ${id}`));
    return one;
  };

  const { addListener } = chrome.runtime.onConnect;
  chrome.runtime.onConnect.addListener = (listener) => {
    mark('| worker listens');
    addListener.call(chrome.runtime.onConnect, (port: chrome.runtime.Port) => {
      const hear = port.onMessage.addListener;
      port.onMessage.addListener = (heard) =>
        hear.call(port.onMessage, (message: { kind?: string }, from) => {
          mark(`| worker hears ${message.kind}`);
          heard(message, from);
        });
      const { postMessage } = port;
      port.postMessage = (message) => {
        mark('| worker answers');
        postMessage.call(port, message);
      };
      listener(port);
    });
  };
  mark('| worker begins');
}
