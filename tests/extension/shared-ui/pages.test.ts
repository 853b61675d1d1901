import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

const PAGES = ['approval', 'popup', 'options'];
const htmlOf = (page: string) => readFileSync(`extension/${page}/${page}.html`, 'utf8');

for (const page of PAGES) {
  test(`${page}.html has a language, a title, one module and no script or style of its own`, () => {
    const html = htmlOf(page);
    assert.match(html, /<html lang="en">/);
    assert.match(html, /<title data-text="\w+">[^<]+<\/title>/);
    assert.deepEqual(
      [...html.matchAll(/<script[^>]*>/g)].map(([tag]) => tag),
      [`<script type="module" src="${page}.js">`],
    );
    assert.doesNotMatch(html, /<style|\sstyle=|\son\w+=|https?:/);
  });
}

/** Somebody waits for these; the page of all keys and settings may have as many sections as it needs. */
for (const page of ['approval', 'popup']) {
  test(`${page}.html stays small, so that it paints at once`, () => {
    assert.ok(Buffer.byteLength(htmlOf(page)) < 2_048);
  });
}

test('no page turns text into markup', () => {
  for (const folder of [...PAGES, 'shared-ui']) {
    for (const file of readdirSync(`extension/${folder}`).filter((name) => name.endsWith('.ts'))) {
      const source = readFileSync(`extension/${folder}/${file}`, 'utf8');
      assert.doesNotMatch(source, /innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser/, file);
    }
  }
});
