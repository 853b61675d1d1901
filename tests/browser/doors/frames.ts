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

const caseOf = (name: string, outcome: string): DoorCase => ({
  async run({ stage }) {
    const page = await stage.context.newPage();
    await page.goto('https://frames.example/');
    return asked(page, name, ASKED);
  },
  result: [outcome, outcome],
});

const served = (name: string) => [`a frame is served: ${name}`, caseOf(name, '[object PublicKeyCredential]')];
/** In a data: frame there is no such interface, for it is not secure. */
const refused = (name: string) => [
  `a frame gets the browser’s own refusal: ${name}`,
  caseOf(name, name === 'data' ? 'TypeError' : 'NotAllowedError'),
];

export const FRAME_LIST: CaseList = {
  cases: Object.fromEntries([...SERVED.map(served), ...REFUSED.map(refused)]),
  answers: new Map([
    ['frames.example/', html(framesIn('/', 'frames.example', 'other.example'))],
    ['frames.example/frame', html(PAGE)],
    ['other.example/frame', html(PAGE)],
  ]),
};
