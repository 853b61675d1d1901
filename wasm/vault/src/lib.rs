//! What the user owns: keys, credentials, sealing.
