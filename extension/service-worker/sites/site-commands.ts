/** What the user decides for single sites: in the popup, and in the options. */
import type { Done } from '../../messages/from-user';
import type { SiteDecisions, SiteRule, StandingId } from '../../messages/sites';
import { allCeremonies, findCeremony } from '../ceremonies/ceremony-store';
import { handToBrowser } from '../ceremonies/hand-over';
import { endStanding, keepStanding, standingApprovals } from '../ceremonies/standing-approvals';
import { Problem } from '../problem';
import { inTurn } from '../serial';
import { hostOfTyped, isLeftToBrowser, ruledSites, setRule } from './site-rules';
import { registerStandAside } from './stand-aside';

const DONE: Done = {};

export async function siteDecisions(): Promise<SiteDecisions> {
  return { standing: await standingApprovals(), ruled: await ruledSites() };
}

/** Counts at once, for every request; `site` is a host, or an address. Without a rule, Xenon is back. */
export async function setSiteRule({
  site,
  rule,
}: {
  site: string;
  rule?: SiteRule;
}): Promise<{ host: string }> {
  const host = hostOfTyped(site);
  if (host === undefined) throw new Problem('not-a-site');
  await setRule(host, rule);
  // The worker keeps to the rule all the same; at its next start this is tried again.
  await registerStandAside().catch(reportError);
  if (rule) await leaveWaiting();
  return { host };
}

export async function endStandingApproval({ standing }: { standing: StandingId }): Promise<Done> {
  await endStanding(standing);
  return DONE;
}

export async function keepStandingApproval({ standing }: { standing: StandingId }): Promise<Done> {
  await keepStanding(standing);
  return DONE;
}

/** What waits for the user on a site that has a rule by now goes to the browser. */
async function leaveWaiting(): Promise<void> {
  for (const { id, caller } of await allCeremonies()) {
    if (!(await isLeftToBrowser(caller))) continue;
    await inTurn(id, async () => {
      const ceremony = await findCeremony(id);
      if (ceremony?.progress.state === 'asking') await handToBrowser(ceremony, 'handed-to-browser');
    });
  }
}
