/**
 * Some two hundred calls, each made in a Chromium with Xenon and in one without: what a site can see of
 * them is the same, but for what `native-differences/allowed.ts` says and explains.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Hosts, startHosts } from './hosts/hosts';
import { ALLOWED, type Allowed } from './native-differences/allowed';
import { CASES, type Case } from './native-differences/cases';
import { type Difference, differences } from './native-differences/differing';
import { DISCOVERY_CASES, EXTENSION_CASES } from './native-differences/extension-cases';
import { OPTION_CASES } from './native-differences/option-cases';
import { OUTPUT_CASES } from './native-differences/output-cases';
import { ANSWERS, agreeToEverything, openPlaces, type Places } from './native-differences/places';
import { ELSEWHERE, RULES } from './native-differences/rules';
import { launchPlain, type PlainChromium } from './plain-chromium';
import { openStage, type Stage } from './stage';

const ALL: [string, Case][] = Object.entries({
  ...CASES,
  ...OPTION_CASES,
  ...OUTPUT_CASES,
  ...EXTENSION_CASES,
  ...DISCOVERY_CASES,
});

let server: Hosts;
let stage: Stage;
let plain: PlainChromium;
let xenon: Places;
let native: Places;
const used = new Set<Allowed>();

before(async () => {
  server = await startHosts(ANSWERS);
  [stage, plain] = await Promise.all([openStage({ args: server.switches }), launchPlain(server.switches)]);
  await stage.own.createVault();
  agreeToEverything(stage.context);
  xenon = await openPlaces(stage.context);
  native = await openPlaces(await plain.newContext());
});
after(async () => {
  await plain.close();
  await stage.close();
  await server.close();
});

for (const [name, one] of ALL) {
  test(name, async () => {
    await Promise.all([stage.own.deleteAllKeys(), xenon.forgetKeys(), native.forgetKeys()]);
    const [theirs, ours] = await Promise.all([native.tell(one), xenon.tell(one)]);
    const unexplained = differences(theirs, ours).filter((difference) => !isAllowed(name, difference));
    assert.deepEqual(unexplained, []);
    if (!one.isBrowsers) assert.deepEqual(await xenon.browsersKeys(), [], 'answered by Xenon');
  });
}

test('every rule has a case, or is looked after elsewhere', () => {
  const numbers = new Set(ALL.map(([name]) => Number.parseInt(name, 10)));
  const missing = Array.from({ length: RULES }, (_, i) => i + 1).filter((rule) => !numbers.has(rule));
  assert.deepEqual(missing, Object.keys(ELSEWHERE).map(Number));
});

test('no difference is allowed that there is not', () => {
  assert.deepEqual(
    ALLOWED.filter((allowed) => !used.has(allowed)).map(({ because }) => because),
    [],
  );
});

function isAllowed(name: string, { member }: Difference): boolean {
  const reasons = ALLOWED.filter((allowed) => allowed.cases.test(name) && allowed.member.test(member));
  for (const reason of reasons) used.add(reason);
  return reasons.length > 0;
}
