/** `node scripts/icons.mjs`: draws the PNGs that Chrome wants from the one mark. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { installBrowser } from './chromium.mjs';
import { root } from './paths.mjs';
import { asProgram } from './trouble.mjs';

const SIZES = [16, 32, 48, 128];

await asProgram(async () => {
  const folder = join(root, 'extension/icons');
  const mark = readFileSync(join(folder, 'mark.svg')).toString('base64');
  const { chromium: executablePath } = await installBrowser(['chromium']);
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  for (const size of SIZES) {
    const page = await browser.newPage({ viewport: { width: size, height: size } });
    await page.setContent(
      `<body style="margin:0"><img src="data:image/svg+xml;base64,${mark}" style="display:block;width:100vw">`,
    );
    writeFileSync(join(folder, `${size}.png`), await page.screenshot({ omitBackground: true }));
    await page.close();
  }
  await browser.close();
});
