//! `minPinLength`

use serde_json::json;

use crate::Key;

#[test]
fn the_site_learns_the_shortest_passphrase_and_the_page_nothing() {
    let key = Key::made_with(json!({ "minPinLength": true }));
    assert_eq!(key.results(), json!({}));
    assert_eq!(key.said(), "a16c6d696e50696e4c656e67746808");
    assert_eq!(Key::made_with(json!({ "minPinLength": false })).said(), "");
}
