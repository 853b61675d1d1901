use xenon_vault::SealedRecord;

/// What follows from a person's yes.
///
/// Whoever stores must do it in this order: `changes` durably, then the reply, then `touched`.
#[derive(Debug)]
pub struct Approved<Reply> {
    /// What the page gets.
    pub reply: Reply,
    /// Without these in storage the reply would be a lie.
    pub changes: Vec<SealedRecord>,
    /// Worth remembering (when a key was last used), but nobody has to wait for it. Nothing where
    /// `changes` tell it.
    pub touched: Option<SealedRecord>,
}
