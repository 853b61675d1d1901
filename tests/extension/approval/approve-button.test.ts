import assert from 'node:assert/strict';
import { before, mock, test } from 'node:test';
import { approveButton } from '../../../extension/approval/approve-button';
import type { Question } from '../../../extension/messages/from-user';
import { Arming } from '../../../extension/shared-ui/arming';

/** As much of an element as the button needs. */
class StandInElement {
  attributes = new Map<string, string>();
  classList = { toggle: () => true };
  setAttribute(name: string, value: string) {
    this.attributes.set(name, value);
  }
  append = () => undefined;
  addEventListener = () => undefined;
}

before(() => {
  Object.assign(globalThis, {
    document: { createElement: () => new StandInElement() },
    location: { origin: 'chrome-extension://xenon' },
    chrome: { i18n: { getMessage: (name: string) => name } },
  });
});

const question = { kind: 'get', rpId: 'a.example' } as Question;

test('arms although the moment comes between two looks at the clock', (t) => {
  t.after(() => mock.timers.reset());
  mock.timers.enable({ apis: ['setTimeout'] });
  let now = 0;
  // Each look takes a moment, as on a busy machine.
  const arming = new Arming(() => {
    now += 0.01;
    return now;
  });
  now = 599.985;
  const options = { question, arming, look: () => undefined, approve: async () => undefined };
  const { root } = approveButton(options);
  for (let look = 0; look < 10; look += 1) mock.timers.tick(1);
  const { attributes } = root as unknown as StandInElement;
  assert.equal(attributes.get('aria-disabled'), 'false');
});
