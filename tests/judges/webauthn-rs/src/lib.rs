//! webauthn-rs as a relying party of Xenon, which it meets as a program that is asked in JSON.

use std::env;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde_json::{Value, json};

/// The program `asked_key` of `tests/conformance`. It holds the keys that it made until it is dropped.
pub struct AskedKey {
    program: Child,
    questions: ChildStdin,
    answers: BufReader<ChildStdout>,
    user_is_verified: bool,
}

impl AskedKey {
    /// A key whose user is verified in every ceremony, or only present.
    pub fn of_user(user_is_verified: bool) -> Self {
        let path =
            env::var("XENON_ASKED_KEY").expect("`npm test -- --only judges` names the program");
        let mut program = Command::new(path)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program starts");
        Self {
            questions: program.stdin.take().expect("a pipe"),
            answers: BufReader::new(program.stdout.take().expect("a pipe")),
            program,
            user_is_verified,
        }
    }

    /// The answer to options for `create()`.
    pub fn create(&mut self, options: &Value) -> Value {
        self.ask("create", options)
    }

    /// The answer to options for `get()`.
    pub fn get(&mut self, options: &Value) -> Value {
        self.ask("get", options)
    }

    fn ask(&mut self, call: &str, options: &Value) -> Value {
        let question = json!({ "verified": self.user_is_verified, call: options["publicKey"] });
        writeln!(self.questions, "{question}").expect("the program reads");
        let mut answer = String::new();
        self.answers
            .read_line(&mut answer)
            .expect("the program writes");
        serde_json::from_str(&answer).expect("the program answers")
    }
}

impl Drop for AskedKey {
    fn drop(&mut self) {
        // It may have ended by itself, after a question that it could not answer.
        drop(self.program.kill());
        drop(self.program.wait());
    }
}

/// A copy of `answer` with one bit changed in the middle of a member of its response.
#[must_use]
pub fn changed(answer: &Value, member: &str) -> Value {
    let mut copy = answer.clone();
    let text = copy["response"][member]
        .as_str()
        .expect("base64url")
        .to_owned();
    let middle = text.len() / 2;
    let other = if &text[middle..=middle] == "A" {
        "B"
    } else {
        "A"
    };
    copy["response"][member] = json!(format!("{}{other}{}", &text[..middle], &text[middle + 1..]));
    copy
}
