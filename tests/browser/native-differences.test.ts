/**
 * Some two hundred calls, each made in a Chromium with Xenon and in one without: what a site can see of
 * them is the same, but for what `native-differences/allowed.ts` says and explains.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { ALLOWED_AT_EXCLUSIVE_DOOR } from './doors/differences';
import type { Door } from './doors/door';
import { type Hosts, startHosts } from './hosts/hosts';
import { ALLOWED, type Allowed } from './native-differences/allowed';
import { CASES, type Case } from './native-differences/cases';
import { type Difference, differences } from './native-differences/differing';
import { DISCOVERY_CASES, EXTENSION_CASES } from './native-differences/extension-cases';
import { OPTION_CASES } from './native-differences/option-cases';
import { OUTPUT_CASES } from './native-differences/output-cases';
import { ANSWERS, openPlaces, type Places } from './native-differences/places';
import { ELSEWHERE, RULES } from './native-differences/rules';
import { openSite, type Site } from './native-differences/site';
import { launchPlain, type PlainChromium } from './plain-chromium';

const ALL: [string, Case][] = Object.entries({
  ...CASES,
  ...OPTION_CASES,
  ...OUTPUT_CASES,
  ...EXTENSION_CASES,
  ...DISCOVERY_CASES,
});

const DOORS: Door[] = ['page', 'exclusive'];

let server: Hosts;
let plain: PlainChromium;
let native: Places;
/** What each call came to in the browser without Xenon. */
const nativeOutcomes = new Map<Case, unknown>();
const used: Record<Door, Set<Allowed>> = { page: new Set(), exclusive: new Set() };

before(async () => {
  server = await startHosts(ANSWERS);
  plain = await launchPlain(server.switches);
  native = await openPlaces(await plain.newContext());
});
after(async () => {
  await plain.close();
  await server.close();
});

for (const door of DOORS) {
  describe(`at the ${door} door`, () => {
    let site: Site;

    before(async () => {
      site = await openSite(door, server.switches);
    });
    after(() => site.close());

    for (const [name, one] of ALL) {
      test(name, async () => {
        const [theirs, ours] = await Promise.all([nativeOutcome(one), site.tell(one)]);
        const unexplained = differences(theirs, ours).filter((it) => !isAllowed(door, name, it));
        assert.deepEqual(unexplained, []);
        if (!one.isBrowsers) assert.deepEqual(await site.browsersKeys(), [], 'answered by Xenon');
      });
    }
  });
}

test('every rule has a case, or is looked after elsewhere', () => {
  const numbers = new Set(ALL.map(([name]) => Number.parseInt(name, 10)));
  const missing = Array.from({ length: RULES }, (_, i) => i + 1).filter((rule) => !numbers.has(rule));
  assert.deepEqual(missing, Object.keys(ELSEWHERE).map(Number));
});

for (const door of DOORS) {
  test(`no difference is allowed at the ${door} door that there is not`, () => {
    const unused = allowedAt(door).filter((allowed) => !used[door].has(allowed));
    assert.deepEqual(
      unused.map(({ because }) => because),
      [],
    );
  });
}

async function nativeOutcome(one: Case): Promise<unknown> {
  if (!nativeOutcomes.has(one)) {
    await native.forgetKeys();
    nativeOutcomes.set(one, await native.tell(one));
  }
  return nativeOutcomes.get(one);
}

function allowedAt(door: Door): Allowed[] {
  return [...ALLOWED, ...ALLOWED_AT_EXCLUSIVE_DOOR].filter(({ at = door }) => at === door);
}

function isAllowed(door: Door, name: string, { member }: Difference): boolean {
  const reasons = allowedAt(door).filter(
    ({ cases, member: members }) => cases.test(name) && members.test(member),
  );
  for (const reason of reasons) used[door].add(reason);
  return reasons.length > 0;
}
