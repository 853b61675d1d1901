import type { Account } from '../accounts';
import type { Exchange } from '../exchange';
import { takeNotice } from '../sessions';
import { type Html, html } from './html';

export type Layout = {
  /** The page's one h1, and the first half of its title. */
  heading: string;
  content: Html;
  account?: Account | undefined;
  /** Stands first in the head. */
  head?: Html;
  alert?: string;
  /** A narrow column, for the pages on which a person proves who they are. */
  narrow?: boolean;
};

/** The frame that all console pages share: the bar, the heading, the places for status and errors. */
export function layout(exchange: Exchange, { heading, content, account, head, alert, narrow }: Layout): Html {
  return html`<!doctype html>
<html lang="en">
<head>${head}
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${heading} | Cumulus Console</title>
<link rel="stylesheet" href="/style.css">
<link rel="icon" href="/icon.svg" type="image/svg+xml">
</head>
<body>
${bar(exchange, account)}
<main${narrow ? html` class="narrow"` : ''}>
<h1>${heading}</h1>
<p id="status" class="status" role="status">${takeNotice(exchange.session)}</p>
<p id="alert" class="alert" role="alert">${alert}</p>
${content}
</main>
<footer>A demonstration site on this computer. Nothing here is kept when it stops.</footer>
</body>
</html>`;
}

/** A link's or a form's address, with the query that tunes the ceremonies. */
export function withQuery(path: string, { address }: Exchange): string {
  return path + address.search;
}

export function time(at: number): Html {
  const iso = new Date(at).toISOString();
  const shown = new Intl.DateTimeFormat('en-GB', {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: 'UTC',
  });
  return html`<time datetime="${iso}">${shown.format(at)} UTC</time>`;
}

function bar(exchange: Exchange, account: Account | undefined): Html {
  return html`<header>
<span class="brand"><img src="/icon.svg" alt="" width="28" height="28">Cumulus</span>
${account && signedInMenu(exchange, account)}
</header>`;
}

function signedInMenu(exchange: Exchange, account: Account): Html {
  return html`<nav aria-label="Account">
<a href="${withQuery('/console', exchange)}">Console</a>
<span class="user">${account.userName}</span>
<form method="post" action="${withQuery('/sign-out', exchange)}"><button class="quiet">Sign out</button></form>
</nav>`;
}
