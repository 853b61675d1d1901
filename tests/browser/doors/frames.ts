/** Frames of every kind: those that the browser serves get a credential, the others its refusal. */

import type { Answer } from '../hosts/hosts';
import { asked, framesIn, REFUSED, SERVED } from '../page-door/frame-kinds';
import { PAGE } from '../page-door/page-script';
import type { CaseList, DoorCase } from './case-list';

const html =
  (body: string): Answer =>
  (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(body);
  };

/** A creation, and where there is one a sign-in with what was made. */
const ASKED = `(async () => {
  const made = await outcome(() => create());
  const allowCredentials = made.value ? [{ type: 'public-key', id: Uint8Array.fromBase64(made.id, { alphabet: 'base64url' }) }] : [];
  const signed = await outcome(() => get({ allowCredentials }));
  return [made, signed].map(({ name, value }) => name ?? value);
})()`;

/** All in one page, one after another: loading so many frames is slow. */
const outcomesIn = (names: string[], outcomeOf: (name: string) => string): DoorCase => ({
  async run({ stage }) {
    const page = await stage.context.newPage();
    await page.goto('https://frames.example/');
    const outcomes: Record<string, unknown> = {};
    for (const name of names) outcomes[name] = await asked(page, name, ASKED);
    return outcomes;
  },
  result: Object.fromEntries(names.map((name) => [name, [outcomeOf(name), outcomeOf(name)]])),
});

export const FRAME_LIST: CaseList = {
  cases: {
    'frames that the browser serves': outcomesIn(SERVED, () => '[object PublicKeyCredential]'),
    // In a data: frame there is no such interface, for it is not secure.
    'frames that the browser refuses': outcomesIn(REFUSED, (name) =>
      name === 'data' ? 'TypeError' : 'NotAllowedError',
    ),
  },
  answers: new Map([
    ['frames.example/', html(framesIn('/', 'frames.example', 'other.example'))],
    ['frames.example/frame', html(PAGE)],
    ['other.example/frame', html(PAGE)],
  ]),
};
