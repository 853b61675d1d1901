/** The quirks at the page door, and bytes that are none. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testAt } from './doors/case-list';
import { QUIRK_LIST } from './doors/quirks';
import { plugInKey } from './virtual-key';

const scene = testAt('page', QUIRK_LIST);

const BAD_BYTES: Record<string, string> = {
  'bytes as an object of numbers': '{ 0: 1, 1: 2 }',
  'bytes as text': '"AQI"',
  'bytes as a list': '[1, 2]',
};

for (const [name, value] of Object.entries(BAD_BYTES)) {
  test(`${name}: a TypeError, as from the browser`, async () => {
    const { stage, person, begin } = scene();
    await begin();
    const { asked } = person;
    const page = await stage.context.newPage();
    await page.goto('https://quirks.example/');
    await plugInKey(page);
    const call = `navigator.credentials.get({ publicKey: { challenge: ${value} } }).catch((error) => [error.name, error instanceof TypeError])`;
    assert.deepEqual(await page.evaluate(call), ['TypeError', true]);
    assert.equal(person.asked, asked);
    await page.close();
  });
}
