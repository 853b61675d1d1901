/** Frames of every kind, in one page. */
import assert from 'node:assert/strict';
import type { Frame, Page } from 'playwright-core';
import { PAGE_SCRIPT, run } from './page-script';

const ALLOW = 'allow="publickey-credentials-get; publickey-credentials-create"';

/**
 * A page with one frame of each kind, told apart by their names. `here` is the folder of its frames, and `other`
 * what stands in another origin's name where `own` stands in the page's.
 */
export const framesIn = (
  here: string,
  own = 'localhost',
  other = 'b.localhost',
) => `<!doctype html><title>frames</title><body>
  <iframe name="same-origin" src="${here}frame"></iframe>
  <iframe name="cross-origin" data-src="${here}frame" ${ALLOW}></iframe>
  <iframe name="cross-origin without permission" data-src="${here}frame"></iframe>
  <iframe name="sandboxed" sandbox="allow-scripts" src="${here}frame"></iframe>
  <iframe name="sandboxed, same origin" sandbox="allow-scripts allow-same-origin" src="${here}frame"></iframe>
  <iframe name="about:blank" src="about:blank"></iframe>
  <iframe name="srcdoc" srcdoc="<!doctype html><p>srcdoc"></iframe>
  <iframe name="written"></iframe>
  <iframe name="blob"></iframe>
  <iframe name="javascript" src="javascript:'<p>made by a script'"></iframe>
  <iframe name="data" src="data:text/html,<p>data"></iframe>
  <iframe name="sandboxed srcdoc" sandbox="allow-scripts" srcdoc="<!doctype html><p>srcdoc"></iframe>
  <iframe name="sandboxed blob" sandbox="allow-scripts"></iframe>
  <iframe name="permission for others" data-src="${here}frame" allow="publickey-credentials-get https://c.example; publickey-credentials-create https://c.example"></iframe>
  <iframe name="permission taken" src="${here}frame" allow="publickey-credentials-get 'none'; publickey-credentials-create 'none'"></iframe>
  <iframe name="permission given too late" data-src="${here}frame"></iframe>
  <script>
    for (const frame of document.querySelectorAll('[data-src]'))
      frame.src = location.origin.replace('${own}', '${other}') + frame.dataset.src;
    const written = frames['written'].document;
    written.open(); written.write('<p>written'); written.close();
    for (const name of ['blob', 'sandboxed blob'])
      document.querySelector('[name="' + name + '"]').src = URL.createObjectURL(new Blob(['<p>blob'], { type: 'text/html' }));
    addEventListener('load', () => {
      document.querySelector('[name="permission given too late"]').allow = 'publickey-credentials-get; publickey-credentials-create';
      const added = document.createElement('iframe');
      added.name = 'added later';
      document.body.append(added);
    });
  </script>`;

/** The kinds that the browser serves. */
export const SERVED = [
  'same-origin',
  'cross-origin',
  'sandboxed, same origin',
  'about:blank',
  'srcdoc',
  'written',
  'blob',
  'javascript',
  'added later',
];
/** The kinds that it refuses. */
export const REFUSED = [
  'cross-origin without permission',
  'permission for others',
  'permission taken',
  'permission given too late',
  'sandboxed',
  'sandboxed srcdoc',
  'sandboxed blob',
  'data',
];

/** In frames that nobody could put a script into, the script comes with the question. */
export async function asked(where: Page, name: string, expression: string): Promise<unknown> {
  const frame = await frameOf(where, name);
  const isThere = await run(frame, 'typeof kindOf === "function"');
  const script = isThere ? '' : PAGE_SCRIPT;
  return run(frame, `{ ${script} return ${expression}; }`);
}

export async function frameOf(where: Page, name: string): Promise<Frame> {
  const frame = await (await where.$(`iframe[name="${name}"]`))?.contentFrame();
  assert.ok(frame, name);
  return frame;
}
