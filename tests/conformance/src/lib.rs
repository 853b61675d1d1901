//! Holds tests only: each file in `tests/` lets an outside judge look at Xenon.
