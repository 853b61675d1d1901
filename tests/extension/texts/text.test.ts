/** The texts where Chromium has none for us. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, mock, test } from 'node:test';
import { filled, ownTexts } from '../../../extension/texts/own-texts';
import { text, textsAtHand } from '../../../extension/texts/text';

const ROOT = 'chrome-extension://xenon/';
const getMessage = mock.fn((_name: string, _values?: string[]) => '');
let language = 'en-GB';

Object.assign(globalThis, {
  chrome: {
    i18n: { getMessage, getUILanguage: () => language },
    runtime: { getURL: (path: string) => ROOT + path },
  },
  fetch: async (url: string) => new Response(readFileSync(url.replace(ROOT, 'extension/'))),
});

afterEach(() => getMessage.mock.mockImplementation(() => ''));

test('Chromium’s own texts are taken as they are, and no file is read', async () => {
  getMessage.mock.mockImplementation((name, values = []) => [name, ...values].join(' '));
  await textsAtHand();
  assert.equal(text('titleWaiting', '3'), 'titleWaiting 3');
  getMessage.mock.mockImplementation(() => '');
  assert.equal(text('titleWaiting', '3'), '');
});

test('without them, a text comes from our file, with its values', async () => {
  await textsAtHand();
  assert.equal(text('titleSignIn', 'a.example'), 'Xenon can sign you in to a.example');
});

test('the file is the one of the user’s language, or the default', async () => {
  const every = readdirSync('extension/_locales').map((one) => [one, one] as const);
  for (const [spoken, folder] of [...every, ['ja-JP', 'ja'], ['de', 'en'], ['en-US', 'en']] as const) {
    language = spoken;
    assert.equal((await ownTexts()).languageTag?.message, folder);
  }
});

test('values are put in as they are, and a missing one leaves nothing', () => {
  const placeholders = { name: { content: '$1' }, site: { content: '$2' } };
  const message = { message: '$SITE$: $NAME$, $name$', placeholders };
  assert.equal(filled(message, ['$2 $&', 'a']), 'a: $2 $&, $2 $&');
  assert.equal(filled(message, ['b']), ': b, b');
  assert.equal(filled(undefined, ['b']), '');
});
