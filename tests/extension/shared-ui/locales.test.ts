import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

type Message = { message: string; placeholders?: Record<string, { content: string }> };
type Messages = Record<string, Message>;

const LOCALES = 'extension/_locales';
const languages = readdirSync(LOCALES);
const messagesOf = (language: string): Messages =>
  JSON.parse(readFileSync(join(LOCALES, language, 'messages.json'), 'utf8'));
const english = messagesOf('en');

/** Everything that can name a text: our sources, our pages, the manifest. */
const sources = [
  ...readdirSync('extension', { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(ts|html)$/.test(path))
    .map((path) => join('extension', path)),
  'manifest.json',
].map((path) => readFileSync(path, 'utf8'));

test('English and Japanese are there', () => {
  assert.ok(languages.includes('en') && languages.includes('ja'));
});

for (const language of languages) {
  test(`${language} has every text, and no other`, () => {
    assert.deepEqual(Object.keys(messagesOf(language)).sort(), Object.keys(english).sort());
  });

  test(`${language} fills the same placeholders with the same values`, () => {
    for (const [name, { message, placeholders = {} }] of Object.entries(messagesOf(language))) {
      assert.deepEqual(placeholders, english[name]?.placeholders ?? {}, name);
      const written = [...message.matchAll(/\$(\w+)\$/g)].map(([, place = '']) => place.toLowerCase());
      assert.deepEqual(written.sort(), Object.keys(placeholders).sort(), name);
    }
  });

  test(`${language} leaves no text empty, and none with markup or private-use characters`, () => {
    for (const [name, { message }] of Object.entries(messagesOf(language))) {
      assert.match(message, /^[^<>\ue000-\uf8ff]+$/u, name);
      assert.equal(message.trim(), message, name);
    }
  });
}

test('no Japanese text was left in English', () => {
  const same = ['extensionName'];
  for (const [name, { message }] of Object.entries(messagesOf('ja'))) {
    if (!same.includes(name) && name !== 'languageTag')
      assert.notEqual(message, english[name]?.message, name);
  }
});

test('every text is used', () => {
  const unused = Object.keys(english).filter(
    (name) =>
      !sources.some((source) =>
        [`'${name}'`, `data-text="${name}"`, `__MSG_${name}__`].some((use) => source.includes(use)),
      ),
  );
  assert.deepEqual(unused, []);
});

test('every text that is used exists', () => {
  const used = sources.flatMap((source) =>
    [...source.matchAll(/data-text="(\w+)"|__MSG_(\w+)__|\b(?:text|sentence)\(\s*'(\w+)'/g)].map(
      (match) => match[1] ?? match[2] ?? match[3] ?? '',
    ),
  );
  assert.ok(used.length > 50);
  assert.deepEqual(
    [...new Set(used)].filter((name) => !(name in english)),
    [],
  );
});

test("Chrome's limits for the name and the description hold", () => {
  for (const language of languages) {
    const { extensionName, extensionDescription } = messagesOf(language);
    assert.ok((extensionName?.message.length ?? 0) <= 45);
    assert.ok((extensionDescription?.message.length ?? 0) <= 132);
  }
});
