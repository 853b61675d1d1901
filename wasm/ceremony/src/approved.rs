use xenon_vault::{RecordId, SealedRecord};

/// What follows from a person's yes.
///
/// Whoever stores must do it in this order: `changes` durably, then the reply, then `touched`.
#[derive(Debug)]
pub struct Approved<Reply> {
    /// What the page gets.
    pub reply: Reply,
    /// Without these in storage the reply would be a lie.
    pub changes: Vec<SealedRecord>,
    /// What `changes` take the place of: gone together with their arrival, and not before.
    pub removed: Vec<RecordId>,
    /// Worth remembering (when a key was last used), but nobody has to wait for it. Nothing where
    /// `changes` tell it.
    pub touched: Option<SealedRecord>,
}
