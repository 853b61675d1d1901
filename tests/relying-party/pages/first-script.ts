import type { PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/server';
import type { Exchange } from '../exchange';
import { type Html, html, inlineScript } from './html';

/** Nothing stands before the script: it is the first thing that the page does. */
export function firstScriptPage(exchange: Exchange, options: PublicKeyCredentialRequestOptionsJSON): Html {
  return html`<!doctype html><html lang="en"><head>${inlineScript(
    exchange.nonce,
    'requestOptions',
    options,
    exchange.bundle.scripts['first-script'],
  )}<title>Waiting</title></head>
<body><main><h1>First script</h1><output id="outcome" aria-label="Outcome">Waiting</output></main></body></html>`;
}
