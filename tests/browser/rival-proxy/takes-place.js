chrome.webAuthenticationProxy.onCreateRequest.addListener(() => undefined);
