/** What the user has decided for single sites, and what the popup says about the page in front. */

/**
 * `paused`: for now the site is as it would be without Xenon. `browser`: its requests are the browser's for good.
 * Xenon does the same for both; they are two words of the user's, and are listed apart.
 */
export const SITE_RULES = ['paused', 'browser'] as const;
export type SiteRule = (typeof SITE_RULES)[number];

export type RuledSite = { host: string; rule: SiteRule };

/** Names one standing approval. */
export type StandingId = string;

/** *Don't ask again*: what is approved, and until when (milliseconds since 1970, or the end of the browser). */
export type StandingApproval = {
  id: StandingId;
  rpId: string;
  origin: string;
  /** The top-level page's origin, when it is another site's. */
  topOrigin?: string;
  until: number | 'browser-exit';
};

export type SiteDecisions = { standing: StandingApproval[]; ruled: RuledSite[] };

/** Whether Xenon is in a page, and if not, why. */
export type Presence =
  | 'active'
  | SiteRule
  /** Loaded while there was a rule that is gone, or before Xenon was there: it has to be loaded again. */
  | 'not-yet'
  /** Not encrypted: browsers have no WebAuthn there. */
  | 'insecure'
  /** Chrome lets no extension in. */
  | 'forbidden';

/**
 * Who else has taken over the functions that Xenon answers. Chrome does not say which extension it is.
 * `extension`: it was there before any script of the page. `somebody`: an extension, or the page.
 */
export type Neighbour = 'extension' | 'somebody';
