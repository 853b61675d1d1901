//! JavaScript values, as a test reads and makes them.

use js_sys::{Array, Error, Function, JSON, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// A JavaScript value from its JSON.
pub(crate) fn json(text: &str) -> JsValue {
    JSON::parse(text).unwrap()
}

/// A value's JSON.
pub(crate) fn text_of(value: &JsValue) -> String {
    JSON::stringify(value).unwrap().into()
}

/// The same object with one member more, or another value for it.
pub(crate) fn with(object: JsValue, member: &str, value: &JsValue) -> JsValue {
    Reflect::set(&object, &member.into(), value).unwrap();
    object
}

pub(crate) fn member(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap()
}

pub(crate) fn text_member(object: &JsValue, name: &str) -> String {
    member(object, name).as_string().unwrap()
}

/// The names of an object's own members, sorted. The object must be a plain one.
pub(crate) fn members(object: &JsValue) -> Vec<String> {
    let prototype = Object::get_prototype_of(object);
    assert_eq!(
        JsValue::from(prototype),
        member(&Object::new().constructor(), "prototype"),
        "not a plain object"
    );
    let keys = Object::keys(object.unchecked_ref::<Object>());
    let mut names: Vec<String> = keys.iter().map(|key| key.as_string().unwrap()).collect();
    names.sort();
    names
}

/// Calls a method by the name that JavaScript knows.
pub(crate) fn call(object: &JsValue, method: &str, arguments: &Array) -> Result<JsValue, JsValue> {
    let method: Function = member(object, method).dyn_into().unwrap();
    Reflect::apply(&method, object, arguments)
}

/// The `name` of a thrown value, which must be an `Error` with a sentence.
pub(crate) fn problem<T>(result: Result<T, JsValue>) -> String {
    let Err(thrown) = result else {
        panic!("nothing was thrown")
    };
    let error: Error = thrown.dyn_into().unwrap();
    assert!(!String::from(error.message()).is_empty());
    error.name().into()
}
