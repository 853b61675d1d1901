use std::collections::BTreeSet;

use xenon_protocol::u2f::{AppId, TrustedFacets, TrustedFacetsJson};
use xenon_protocol::{Origin, PublicSuffixes, RpId};

use crate::{Caller, U2fRefusal};

/// A page that asks, and what the sites of its AppIDs say about who may use them.
#[derive(Clone, Debug)]
pub struct U2fAsking {
    /// How it is embedded.
    pub caller: Caller,
    /// Its origin: the facet.
    pub origin: Origin,
    /// The lists that could be fetched, each with its AppID.
    pub lists: Vec<(String, TrustedFacetsJson)>,
}

/// More AppIDs than this has no site: one, and perhaps one from before.
const MOST_APP_IDS: usize = 4;

impl U2fAsking {
    /// The AppID, if it is of the page's own site and no list of that site says otherwise.
    ///
    /// A list that cannot be had says nothing, and the site's name decides alone, as it did in Chrome,
    /// which never fetched one.
    pub(crate) fn claim(
        &self,
        requested: &str,
        suffixes: &impl PublicSuffixes,
    ) -> Result<AppId, U2fRefusal> {
        let claimed =
            AppId::claim(requested, &self.origin, suffixes).map_err(|_| U2fRefusal::AppId)?;
        let is_left_out = self.list_of(&claimed).is_some_and(|list| {
            !TrustedFacets::of(list.clone(), &claimed, suffixes).names(&self.origin)
        });
        if is_left_out {
            return Err(U2fRefusal::AppId);
        }
        Ok(claimed)
    }

    fn list_of(&self, app_id: &AppId) -> Option<&TrustedFacetsJson> {
        let mut lists = self.lists.iter();
        let (_, list) = lists.find(|(listed, _)| listed == app_id.as_str())?;
        Some(list).filter(|_| app_id.may_list_facets(&self.origin))
    }

    /// Under which name a key of this page is shown and kept: the domain that its owner registered.
    pub(crate) fn site(&self, suffixes: &impl PublicSuffixes) -> Result<RpId, U2fRefusal> {
        let registered = suffixes.registrable_domain(self.origin.host());
        RpId::claim(registered, &self.origin, suffixes).map_err(|_| U2fRefusal::AppId)
    }
}

/// The AppIDs of a request at whose addresses a list may stand that says who may use them.
pub fn facet_lists<'request>(
    app_ids: impl Iterator<Item = &'request str>,
    origin: &Origin,
    suffixes: &impl PublicSuffixes,
) -> Vec<String> {
    let distinct: BTreeSet<&str> = app_ids.collect();
    distinct
        .into_iter()
        .filter_map(|requested| AppId::claim(requested, origin, suffixes).ok())
        .filter(|app_id| app_id.may_list_facets(origin))
        .map(|app_id| app_id.as_str().to_owned())
        .take(MOST_APP_IDS)
        .collect()
}

/// Refuses what names more AppIDs than lists would be fetched for.
pub(crate) fn check_number<'request>(
    app_ids: impl Iterator<Item = &'request str>,
) -> Result<(), U2fRefusal> {
    if app_ids.collect::<BTreeSet<_>>().len() > MOST_APP_IDS {
        return Err(U2fRefusal::Malformed);
    }
    Ok(())
}
