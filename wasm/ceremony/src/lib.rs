//! What happens between a site, the user and the vault.
