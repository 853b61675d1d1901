/**
 * Scripts that pages load to speak U2F, in the manner of the widely copied `u2f-api.js` of 2014 and 2015:
 * written for these tests, and with the same protocol, the same names and the same habits.
 */
import { readFileSync } from 'node:fs';

const MESSAGES = `
u2f.EXTENSION_ID = 'kmendfapggjehodndflmmgagdbamhnfd';
u2f.MessageTypes = {
  U2F_REGISTER_REQUEST: 'u2f_register_request', U2F_REGISTER_RESPONSE: 'u2f_register_response',
  U2F_SIGN_REQUEST: 'u2f_sign_request', U2F_SIGN_RESPONSE: 'u2f_sign_response',
  U2F_GET_API_VERSION_REQUEST: 'u2f_get_api_version_request',
  U2F_GET_API_VERSION_RESPONSE: 'u2f_get_api_version_response'
};
u2f.ErrorCodes = { OK: 0, OTHER_ERROR: 1, BAD_REQUEST: 2, CONFIGURATION_UNSUPPORTED: 3, DEVICE_INELIGIBLE: 4, TIMEOUT: 5 };
u2f.EXTENSION_TIMEOUT_SEC = 30;
u2f.port_ = null;
u2f.waitingForPort_ = [];
u2f.reqCounter_ = 0;
u2f.callbackMap_ = {};
`;

/** First whether the extension answers, then a port to it; where it does not answer, its frame. */
const PORTS = `
u2f.getMessagePort = function (callback) {
  if (typeof chrome == 'undefined' || !chrome.runtime) return u2f.getIframePort_(callback);
  var probe = { type: u2f.MessageTypes.U2F_SIGN_REQUEST, signRequests: [] };
  chrome.runtime.sendMessage(u2f.EXTENSION_ID, probe, function () {
    if (chrome.runtime.lastError) u2f.getIframePort_(callback);
    else u2f.getChromeRuntimePort_(callback);
  });
};
u2f.getChromeRuntimePort_ = function (callback) {
  var port = chrome.runtime.connect(u2f.EXTENSION_ID, { includeTlsChannelId: true });
  setTimeout(function () { callback(new u2f.WrappedChromeRuntimePort_(port)); }, 0);
};
u2f.WrappedChromeRuntimePort_ = function (port) { this.port_ = port; };
u2f.WrappedChromeRuntimePort_.prototype.postMessage = function (message) { this.port_.postMessage(message); };
u2f.WrappedChromeRuntimePort_.prototype.addEventListener = function (name, handler) {
  this.port_.onMessage.addListener(function (message) { handler({ data: message }); });
};
u2f.getIframePort_ = function (callback) {
  var origin = 'chrome-extension://' + u2f.EXTENSION_ID;
  var frame = document.createElement('iframe');
  frame.src = origin + '/u2f-comms.html';
  frame.setAttribute('style', 'display:none');
  document.body.appendChild(frame);
  var channel = new MessageChannel();
  channel.port1.addEventListener('message', function ready(message) {
    if (message.data != 'ready') throw new Error('the frame is not ready');
    channel.port1.removeEventListener('message', ready);
    callback(channel.port1);
  });
  channel.port1.start();
  frame.addEventListener('load', function () {
    frame.contentWindow.postMessage('init', origin, [channel.port2]);
  });
};
u2f.getPortSingleton_ = function (callback) {
  if (u2f.port_) return callback(u2f.port_);
  if (u2f.waitingForPort_.length == 0) u2f.getMessagePort(function (port) {
    u2f.port_ = port;
    u2f.port_.addEventListener('message', u2f.responseHandler_);
    while (u2f.waitingForPort_.length) u2f.waitingForPort_.shift()(u2f.port_);
  });
  u2f.waitingForPort_.push(callback);
};
u2f.responseHandler_ = function (message) {
  var number = message.data.requestId;
  if (!number || !u2f.callbackMap_[number]) throw new Error('nobody waits for response ' + number);
  var callback = u2f.callbackMap_[number];
  delete u2f.callbackMap_[number];
  callback(message.data.responseData);
};
u2f.send_ = function (request, callback, seconds) {
  u2f.getPortSingleton_(function (port) {
    request.requestId = ++u2f.reqCounter_;
    request.timeoutSeconds = seconds === undefined ? u2f.EXTENSION_TIMEOUT_SEC : seconds;
    u2f.callbackMap_[request.requestId] = callback;
    port.postMessage(request);
  });
};
`;

const VERSION_1_0 = `
u2f.sign = function (signRequests, callback, seconds) {
  u2f.send_({ type: u2f.MessageTypes.U2F_SIGN_REQUEST, signRequests: signRequests }, callback, seconds);
};
u2f.register = function (registerRequests, signRequests, callback, seconds) {
  var type = u2f.MessageTypes.U2F_REGISTER_REQUEST;
  u2f.send_({ type: type, signRequests: signRequests, registerRequests: registerRequests }, callback, seconds);
};
`;

/** It asks for the version first, and then speaks either. */
const VERSION_1_1 = `
var js_api_version;
u2f.getApiVersion = function (callback, seconds) {
  u2f.send_({ type: u2f.MessageTypes.U2F_GET_API_VERSION_REQUEST }, callback, seconds);
};
u2f.whenVersionKnown_ = function (callback) {
  if (js_api_version !== undefined) return callback();
  u2f.getApiVersion(function (response) { js_api_version = response.js_api_version || 0; callback(); });
};
u2f.sign = function (appId, challenge, registeredKeys, callback, seconds) {
  u2f.whenVersionKnown_(function () {
    if (js_api_version < 1.1) throw new Error('version ' + js_api_version);
    var type = u2f.MessageTypes.U2F_SIGN_REQUEST;
    u2f.send_({ type: type, appId: appId, challenge: challenge, registeredKeys: registeredKeys }, callback, seconds);
  });
};
u2f.register = function (appId, registerRequests, registeredKeys, callback, seconds) {
  u2f.whenVersionKnown_(function () {
    if (js_api_version < 1.1) throw new Error('version ' + js_api_version);
    var request = { type: u2f.MessageTypes.U2F_REGISTER_REQUEST, appId: appId };
    request.registerRequests = registerRequests;
    request.registeredKeys = registeredKeys;
    u2f.send_(request, callback, seconds);
  });
};
`;

const script = (version: string) => `'use strict';\nvar u2f = u2f || {};\n${MESSAGES}${PORTS}${version}`;

export const U2F_API_1_0 = script(VERSION_1_0);
export const U2F_API_1_1 = script(VERSION_1_1);

/** As a bundler wraps it: `u2f` is the script's own, and `window.u2f` is not looked at. */
export const bundled = (source: string) => `(function () {\n${source}\nwindow.bundledU2f = u2f;\n})();`;

/** Added when the page has long been up, as a page does that signs in only after a press. */
export const late = (source: string) => `var isStillToCome = true;
addEventListener('load', function () {
  setTimeout(function () {
    var script = document.createElement('script');
    script.textContent = ${JSON.stringify(source)};
    document.head.append(script);
    isStillToCome = false;
  }, 100);
});`;

/** Where nothing but the frame is tried. */
export const framed = (source: string) => bundled(source.replace('!chrome.runtime)', 'true)'));

export const NPM_U2F_API = readFileSync('node_modules/u2f-api/bundle.js', 'utf8');
export const NPM_POLYFILL = readFileSync('node_modules/u2f-api-polyfill/u2f-api-polyfill.js', 'utf8');
