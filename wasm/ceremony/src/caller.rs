use minicbor::{Decode, Encode};
use thiserror::Error;
use xenon_protocol::{Origin, OriginError};

/// What Chrome and the isolated world say of the frame that asks.
#[derive(Clone, Copy, Debug)]
pub struct FrameFacts<'a> {
    /// `sender.origin`, which Chrome's browser process states.
    pub origin: &'a str,
    /// The origins of the frame's ancestors, parent first; empty at the top level.
    pub ancestors: &'a [String],
    /// The origin of the tab's page as Chrome states it; nothing at the top level.
    pub top_level: Option<&'a str>,
}

/// Who asks: an origin that may use WebAuthn, and how it is embedded.
#[derive(Clone, Debug, Eq, PartialEq, Encode, Decode)]
pub struct Caller {
    #[n(0)]
    pub(crate) origin: String,
    /// The top-level origin, for a frame that is not same-origin with all its ancestors, where it is known.
    #[n(1)]
    pub(crate) top_origin: Option<String>,
    /// The frame is not same-origin with all its ancestors.
    #[n(2)]
    pub(crate) cross_origin: bool,
}

/// Why nobody can be said to ask.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Error)]
pub enum CallerError {
    /// The origin may not use WebAuthn.
    #[error(transparent)]
    Origin(#[from] OriginError),
    /// The frame's list of ancestors does not end in the page that Chrome says is at the top.
    #[error("the frame's ancestors do not match its tab")]
    AncestorsDisagree,
}

impl Caller {
    /// Accepts a frame, and tells whether it is [cross-origin with an ancestor][cross].
    ///
    /// [cross]: https://www.w3.org/TR/webauthn-3/#dom-collectedclientdata-crossorigin
    pub fn identify(facts: FrameFacts<'_>) -> Result<(Self, Origin), CallerError> {
        let origin = Origin::parse(facts.origin)?;
        if facts.ancestors.last().map(String::as_str) != facts.top_level {
            return Err(CallerError::AncestorsDisagree);
        }
        let is_cross_origin = facts
            .ancestors
            .iter()
            .any(|ancestor| ancestor != facts.origin);
        let top_origin = facts
            .top_level
            .filter(|_| is_cross_origin)
            .map(str::to_owned);
        Ok((
            Self {
                origin: facts.origin.to_owned(),
                top_origin,
                cross_origin: is_cross_origin,
            },
            origin,
        ))
    }

    /// Accepts a frame of which the browser itself says who asks, and not what is around it.
    pub fn vouched_for(
        origin: &str,
        same_origin_with_ancestors: bool,
    ) -> Result<(Self, Origin), CallerError> {
        let parsed = Origin::parse(origin)?;
        let caller = Self {
            origin: origin.to_owned(),
            top_origin: None,
            cross_origin: !same_origin_with_ancestors,
        };
        Ok((caller, parsed))
    }

    /// The asking frame's origin.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// The top-level page's origin, for a frame of another site.
    pub fn top_origin(&self) -> Option<&str> {
        self.top_origin.as_deref()
    }

    /// Whether the frame is inside a page of another site, of which no more is known.
    pub fn is_in_unknown_page(&self) -> bool {
        self.cross_origin && self.top_origin.is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn identify(
        origin: &str,
        ancestors: &[&str],
        top_level: Option<&str>,
    ) -> Result<Option<String>, CallerError> {
        let ancestors: Vec<String> = ancestors.iter().map(|&origin| origin.to_owned()).collect();
        Caller::identify(FrameFacts {
            origin,
            ancestors: &ancestors,
            top_level,
        })
        .map(|(caller, _)| caller.top_origin)
    }

    const A: &str = "https://a.example";
    const B: &str = "https://b.example";

    #[test]
    fn top_level_page_is_not_cross_origin() {
        assert_eq!(identify(A, &[], None), Ok(None));
    }

    #[test]
    fn frame_of_the_same_origin_is_not_cross_origin() {
        assert_eq!(identify(A, &[A, A], Some(A)), Ok(None));
    }

    #[test]
    fn frame_of_another_site_names_the_top() {
        assert_eq!(identify(B, &[A], Some(A)), Ok(Some(A.to_owned())));
    }

    #[test]
    fn a_in_b_in_a_is_cross_origin() {
        assert_eq!(identify(A, &[B, A], Some(A)), Ok(Some(A.to_owned())));
    }

    #[test]
    fn ancestors_that_chrome_does_not_confirm_are_refused() {
        for (ancestors, top_level) in [(&[][..], Some(A)), (&[A], None), (&[A], Some(B))] {
            assert_eq!(
                identify(B, ancestors, top_level),
                Err(CallerError::AncestorsDisagree)
            );
        }
    }

    #[test]
    fn frame_that_the_browser_vouches_for_names_no_top() {
        for (same_origin_with_ancestors, in_unknown_page) in [(true, false), (false, true)] {
            let (caller, _) = Caller::vouched_for(B, same_origin_with_ancestors).unwrap();
            assert_eq!(caller.top_origin(), None);
            assert_eq!(caller.cross_origin, in_unknown_page);
            assert_eq!(caller.is_in_unknown_page(), in_unknown_page);
        }
        assert!(Caller::vouched_for("null", true).is_err());
    }

    #[test]
    fn opaque_origin_is_refused() {
        assert!(matches!(
            identify("null", &[], None),
            Err(CallerError::Origin(_))
        ));
    }
}
