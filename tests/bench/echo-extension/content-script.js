// The shortest way from a page to a worker and back: one port, opened when it is first needed.
let port;

document.addEventListener('echo-ask', ({ detail }) => {
  port ??= connect();
  port.postMessage(detail);
});

function connect() {
  const opened = chrome.runtime.connect();
  opened.onMessage.addListener((detail) => {
    document.dispatchEvent(new CustomEvent('echo-answer', { detail }));
  });
  opened.onDisconnect.addListener(() => {
    void chrome.runtime.lastError;
    port = undefined;
  });
  return opened;
}
