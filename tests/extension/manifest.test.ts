/** What Chrome grants and forbids, frozen: whoever widens it has to say so here. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import manifest from '../../manifest.json';
import project from '../../package.json';

const dist = process.env.XENON_DIST ?? 'dist';

test('every member of the manifest is one that was thought about', () => {
  assert.deepEqual(Object.keys(manifest).sort(), [
    'action',
    'background',
    'content_scripts',
    'content_security_policy',
    'default_locale',
    'description',
    'externally_connectable',
    'host_permissions',
    'icons',
    'incognito',
    'manifest_version',
    'minimum_chrome_version',
    'name',
    'options_ui',
    'permissions',
    'version',
  ]);
});

test('the permissions are these, and none is optional', () => {
  assert.deepEqual(manifest.permissions, [
    'storage',
    'unlimitedStorage',
    'alarms',
    // The vault locks when the computer does, and when nobody has touched it for a while.
    'idle',
    'scripting',
    // A request whose window is behind others, or could not open, is told of there.
    'notifications',
    // The exclusive door, which the user switches on. Chrome knows it as no optional permission, and warns of nothing.
    'webAuthenticationProxy',
  ]);
  assert.deepEqual(manifest.host_permissions, ['<all_urls>']);
});

test('pages of the extension load only their own scripts, and no site may frame them', () => {
  const policy = new Map(
    manifest.content_security_policy.extension_pages.split('; ').map((directive) => {
      const [name = '', ...values] = directive.split(' ');
      return [name, values.join(' ')];
    }),
  );
  assert.deepEqual(Object.fromEntries(policy), {
    'default-src': "'none'",
    'script-src': "'self' 'wasm-unsafe-eval'",
    'style-src': "'self'",
    'img-src': "'self' data:",
    // Related origins: a site's own list, fetched without anything of the user. Never http.
    'connect-src': "'self' https:",
    'object-src': "'none'",
    'base-uri': "'none'",
    'form-action': "'none'",
    'frame-ancestors': "'none'",
    'require-trusted-types-for': "'script'",
    'trusted-types': "'none'",
  });
  assert.deepEqual(Object.keys(manifest.content_security_policy), ['extension_pages']);
});

test('no site and no other extension can reach the extension or see that it is there', () => {
  assert.deepEqual(manifest.externally_connectable, { ids: [], matches: [] });
  assert.ok(!Object.hasOwn(manifest, 'web_accessible_resources'));
});

test('the carrier listens before the page door speaks, in every frame, before any script of the page', () => {
  const everywhere = {
    matches: ['<all_urls>'],
    run_at: 'document_start',
    all_frames: true,
    match_about_blank: true,
    match_origin_as_fallback: true,
  };
  assert.deepEqual(manifest.content_scripts, [
    { ...everywhere, js: ['content-script/content-script.js'], world: 'ISOLATED' },
    { ...everywhere, js: ['page-door/page-door.js'], world: 'MAIN' },
  ]);
});

test('one worker serves all windows', () => {
  assert.deepEqual(manifest.background, { service_worker: 'service-worker/worker.js', type: 'module' });
  assert.equal(manifest.incognito, 'spanning');
});

test('the first Chrome that has what the worker uses', () => {
  // Uint8Array.fromBase64 came with 140.
  assert.equal(manifest.minimum_chrome_version, '140');
  assert.equal(manifest.manifest_version, 3);
});

test('the version is the project’s', () => {
  assert.equal(manifest.version, project.version);
});

test('every file that the manifest names is built', () => {
  const built: unknown = JSON.parse(readFileSync(join(dist, 'manifest.json'), 'utf8'));
  assert.deepEqual(built, manifest);
  const files = namedIn(manifest).filter((text) => /^[\w/-]+\.\w+$/.test(text) && text !== manifest.version);
  assert.deepEqual(
    files.filter((file) => !existsSync(join(dist, file))),
    [],
  );
  assert.equal(files.length, 9, files.join(' '));
});

test('every text that the manifest names is in every language', () => {
  for (const language of ['en', 'ja']) {
    const path = join('_locales', language, 'messages.json');
    const messages: object = JSON.parse(readFileSync(join(dist, path), 'utf8'));
    for (const [, name = ''] of JSON.stringify(manifest).matchAll(/__MSG_(\w+)__/g))
      assert.ok(Object.hasOwn(messages, name), `${language} lacks ${name}`);
  }
});

/** All texts within a value. */
function namedIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(namedIn) : [];
}
