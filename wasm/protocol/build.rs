//! Packs the Public Suffix List into an automaton that the library embeds.

use std::error::Error;
use std::path::PathBuf;
use std::{env, fs};

const LIST: &str = "public_suffix_list.dat";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={LIST}");
    println!("cargo::rerun-if-changed=build.rs");
    let directory = env::var("OUT_DIR")?;
    let packed = pack(&fs::read_to_string(LIST)?)?;
    fs::write(PathBuf::from(directory).join("public_suffixes.fst"), packed)?;
    Ok(())
}

fn pack(list: &str) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut keys = rules(list).map(key).collect::<Result<Vec<_>, _>>()?;
    keys.sort_unstable();
    keys.dedup();
    Ok(fst::Set::from_iter(keys)?.into_fst().into_inner())
}

/// [The list's format](https://github.com/publicsuffix/list/wiki/Format): a rule ends at white space.
fn rules(list: &str) -> impl Iterator<Item = &str> {
    list.lines()
        .filter_map(|line| line.split_whitespace().next())
        .filter(|rule| !rule.starts_with("//"))
}

/// The rule's name spelled backwards, then the mark of its kind.
fn key(rule: &str) -> Result<Vec<u8>, Box<dyn Error>> {
    let (name, mark) = if let Some(base) = rule.strip_prefix("*.") {
        (base, Some(b'*'))
    } else if let Some(name) = rule.strip_prefix('!') {
        (name, Some(b'!'))
    } else {
        (rule, None)
    };
    let ascii = idna::domain_to_ascii(name).map_err(|error| format!("{rule}: {error}"))?;
    if ascii.contains('*') {
        return Err(format!("{rule}: a star may only come first").into());
    }
    Ok(ascii.bytes().rev().chain(mark).collect())
}
