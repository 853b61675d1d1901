/** What stands in front of the page door and the content script, and around the page's own calls. Each function goes there as text. */

/** In the page door: notes when it sends something away. */
export function markPageDoor(): void {
  const { postMessage } = MessagePort.prototype;
  const posted = function (this: MessagePort, ...args: Parameters<typeof postMessage>) {
    performance.mark('xenon | door sends');
    return postMessage.apply(this, args);
  };
  MessagePort.prototype.postMessage = posted as typeof postMessage;
}

/** In the content script, which has not opened its line to the worker yet. */
export function markContentScript(): void {
  const { connect } = chrome.runtime;
  chrome.runtime.connect = ((...args: Parameters<typeof connect>) => {
    const port = connect.apply(chrome.runtime, args);
    const { postMessage } = port;
    port.postMessage = (message: unknown) => {
      performance.mark('xenon | script sends');
      postMessage.call(port, message);
    };
    const hear = port.onMessage.addListener;
    port.onMessage.addListener = (heard) =>
      hear.call(port.onMessage, (message: unknown, from: chrome.runtime.Port) => {
        performance.mark('xenon | script hears');
        heard(message, from);
      });
    return port;
  }) as typeof connect;
}

/** In the page that calls: when it calls, and when it has its answer. */
export function markPage(): void {
  const container = navigator.credentials;
  const marked =
    <Options, Result>(call: (options: Options) => Promise<Result>) =>
    async (options: Options): Promise<Result> => {
      performance.mark('xenon | page calls');
      const answer = await call.call(container, options);
      performance.mark('xenon | page has it');
      return answer;
    };
  Object.assign(container, { create: marked(container.create), get: marked(container.get) });
}
