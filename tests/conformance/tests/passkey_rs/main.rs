//! passkey-rs, a client and authenticator that is not ours, comes to the same results.
#![allow(clippy::unwrap_used, reason = "a test")]

mod prf;
mod rp_id;

use std::pin::pin;
use std::task::{Context, Poll, Waker};

/// Its calls wait for stores and users. Here none of them takes time.
fn ready<Output>(call: impl Future<Output = Output>) -> Output {
    match pin!(call).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => output,
        Poll::Pending => unreachable!("nothing takes time"),
    }
}
