//! A key whose user always says yes, for relying parties that are programs of their own. It reads one
//! question a line, `{ "verified": …, "create": … }` or `{ "verified": …, "get": … }`, and answers
//! with one line: a response, or the name of an exception. It forgets its keys when it ends.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test's tool may stop the test it serves"
)]

use std::io::{Write, stdin, stdout};

use chacha20::ChaCha20Rng;
use serde_json::Value;
use xenon_ceremony::{Pending, RegistrationError, accounts, authenticate, register};
use xenon_conformance::party::{DEVICE_BOUND, NOW, pending_creation, pending_request, rng, vault};
use xenon_vault::{OpenVault, SealedRecord};

struct Key {
    vault: OpenVault,
    records: Vec<SealedRecord>,
    rng: ChaCha20Rng,
}

fn main() {
    let mut key = Key {
        vault: vault(),
        records: Vec::new(),
        rng: rng(),
    };
    for line in stdin().lines() {
        let question = serde_json::from_str(&line.unwrap()).unwrap();
        let mut out = stdout().lock();
        writeln!(out, "{}", key.answer(&question)).unwrap();
        out.flush().unwrap();
    }
}

impl Key {
    fn answer(&mut self, question: &Value) -> Value {
        let verified = question.get("verified") == Some(&Value::Bool(true));
        let verify = |pending: Pending| {
            if verified {
                pending.with_new_vault(NOW)
            } else {
                pending
            }
        };
        if let Some(options) = question.get("create") {
            self.create(&verify(pending_creation(options.clone())))
        } else {
            let options = question.get("get").unwrap().clone();
            self.sign(&verify(pending_request(options)))
        }
    }

    fn create(&mut self, pending: &Pending) -> Value {
        let rng = &mut self.rng;
        match register(pending, &self.vault, &self.records, DEVICE_BOUND, NOW, rng) {
            Ok(approved) => {
                self.store(approved.changes);
                serde_json::to_value(approved.reply).unwrap()
            }
            Err(RegistrationError::Refused(refusal)) => refusal.dom_exception().name.into(),
            Err(error) => panic!("{error}"),
        }
    }

    fn sign(&mut self, pending: &Pending) -> Value {
        let account = accounts(pending, &self.vault, &self.records);
        let id = account.first().unwrap().record;
        let record = self.records.iter().find(|record| record.id == id).unwrap();
        let approved = authenticate(pending, &self.vault, record, NOW, &mut self.rng).unwrap();
        let mut changed = approved.changes;
        changed.extend(approved.touched);
        self.store(changed);
        serde_json::to_value(approved.reply).unwrap()
    }

    fn store(&mut self, changed: Vec<SealedRecord>) {
        for record in changed {
            self.records.retain(|present| present.id != record.id);
            self.records.push(record);
        }
    }
}
