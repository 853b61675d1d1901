/** Answers pages, so that Chrome gives them a `chrome.runtime` of its own. */
chrome.runtime.onMessageExternal.addListener((message, _sender, respond) => respond({ heard: message }));
chrome.runtime.onConnectExternal.addListener((port) => {
  port.onMessage.addListener((message) => port.postMessage({ heard: message }));
});
