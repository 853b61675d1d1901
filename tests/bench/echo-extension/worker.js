// The least that an extension's worker can do: say what it heard, or open an empty window.
chrome.runtime.onConnect.addListener((port) => {
  port.onMessage.addListener((word) => {
    if (word === 'window') {
      chrome.windows.create({ type: 'popup', url: 'empty.html', focused: true, width: 420, height: 600 });
    }
    port.postMessage(word);
  });
});
