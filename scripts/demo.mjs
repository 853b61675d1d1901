/** Opens the demo site in a Chromium of its own, with dist/ loaded, until its window closes. */
import { mkdirSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { bundleProgram } from './bundle-tests.mjs';
import { dist, root } from './paths.mjs';

export async function openDemo({ chromium }, profile) {
  process.env.XENON_CHROMIUM = chromium;
  const { startRelyingParty } = await load('relying-party/server.ts');
  const { launchWithExtension } = await load('browser/chromium.ts');
  const site = await startRelyingParty({ root });
  mkdirSync(profile, { recursive: true });
  const { context } = await launchWithExtension({ dist, headless: false, profile, greeted: true });
  const [page] = context.pages();
  await page.goto(site.url());
  // The page that greets is beside it.
  await page.bringToFront();
  explain(site.url());
  await new Promise((closed) => context.on('close', closed));
  process.exit(0);
}

function explain(address) {
  console.log(`\nThe demo console is open at ${address}: sign in with the ID and password that it shows.`);
  console.log(
    'Assign a security key there; Xenon asks in a window of its own: click Approve. Sign out, and sign in with the key.',
  );
  console.log('Close the browser or press Ctrl-C to end.');
}

async function load(entry) {
  return import(pathToFileURL(await bundleProgram(entry)));
}
