/** Pages that only a test has a use for. */
import type { Exchange } from '../exchange';
import { Html, html } from './html';

export const blankPage = new Html(
  '<!doctype html><html lang="en"><title>Blank</title><body><h1>Blank</h1></body></html>\n',
);

/** Holds `?src=` in a frame, with the permissions of `?allow=` (by default: to use keys and to make them). */
export function framePage({ address: { searchParams } }: Exchange): Html {
  const source = searchParams.get('src') ?? '/blank';
  const allow = searchParams.get('allow') ?? 'publickey-credentials-get *; publickey-credentials-create *';
  const safeSource = /^(https?:\/\/|\/)/.test(source) ? source : '/blank';
  return html`<!doctype html><html lang="en"><title>Frame</title>
<body><h1>Frame</h1><iframe title="Framed page" src="${safeSource}" allow="${allow}" width="720" height="520"></iframe></body></html>
`;
}
