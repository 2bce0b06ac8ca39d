//! The one declaration of a record: a line a field gives the struct's field, the table's entry and the documentation.
//!
//! `name "jsonName" presence kind(argument);` where presence is `required`, `optional`, `kept`, `filled` or `nullable` and
//! kind is one of those in `rust_type!` and `table_type!` below. In answers every field is `optional`, and may be null as well.
//!
//! Fields that several records share stand in one more macro, which adds them: `record! { … { own } + { shared } }`.

macro_rules! record {
    (
        $(#[doc = $doc:literal])+
        $side:ident $name:ident = $table:ident {
            $( $(#[doc = $field_doc:literal])+ $field:ident $json:literal $presence:ident $kind:ident ( $($arg:ident)* ); )*
        } + {
            $( $(#[doc = $shared_doc:literal])+ $shared:ident $shared_json:literal $shared_presence:ident
               $shared_kind:ident ( $($shared_arg:ident)* ); )*
        }
    ) => {
        record! {
            $(#[doc = $doc])+
            $side $name = $table {
                $( $(#[doc = $field_doc])+ $field $json $presence $kind ( $($arg)* ); )*
                $( $(#[doc = $shared_doc])+ $shared $shared_json $shared_presence $shared_kind ( $($shared_arg)* ); )*
            }
        }
    };
    (
        $(#[doc = $doc:literal])+
        $side:ident $name:ident = $table:ident {
            $( $(#[doc = $field_doc:literal])+ $field:ident $json:literal $presence:ident $kind:ident ( $($arg:ident)* ); )+
        }
    ) => {
        $(#[doc = $doc])+
        ///
        /// This is the table; the typed record of the same name comes with the feature `records`.
        pub static $table: $crate::schema::Record = $crate::schema::Record {
            name: stringify!($name),
            side: record_side!($side),
            fields: &[$(
                $crate::schema::Field {
                    name: $json,
                    ty: table_type!($kind $($arg)*),
                    presence: record_presence!($presence),
                    #[cfg(feature = "records")]
                    doc: record_doc!($($field_doc)+),
                },
            )+],
            #[cfg(feature = "records")]
            doc: record_doc!($($doc)+),
        };

        record_struct! {
            { $(#[doc = $doc])+ } $name {}
            $( { $(#[doc = $field_doc])+ } $field $json $presence (rust_type!($kind $($arg)*)); )+
        }

        #[cfg(feature = "records")]
        impl $name {
            /// The table that values of this record are checked by.
            pub const RECORD: &'static $crate::schema::Record = &$table;
        }
    };
}

/// Makes the struct a field at a time: what serde does with a field depends on its presence.
macro_rules! record_struct {
    (
        { $(#[$doc:meta])+ } $name:ident { $($done:tt)* }
        { $(#[$field_doc:meta])+ } $field:ident $json:literal required ($ty:ty); $($rest:tt)*
    ) => {
        record_struct! { { $(#[$doc])+ } $name { $($done)*
            $(#[$field_doc])+
            #[serde(rename = $json)]
            pub $field: $ty,
        } $($rest)* }
    };
    (
        { $(#[$doc:meta])+ } $name:ident { $($done:tt)* }
        { $(#[$field_doc:meta])+ } $field:ident $json:literal optional ($ty:ty); $($rest:tt)*
    ) => {
        record_struct! { { $(#[$doc])+ } $name { $($done)*
            $(#[$field_doc])+
            #[serde(rename = $json, default, skip_serializing_if = "Option::is_none")]
            pub $field: Option<$ty>,
        } $($rest)* }
    };
    (
        { $(#[$doc:meta])+ } $name:ident { $($done:tt)* }
        { $(#[$field_doc:meta])+ } $field:ident $json:literal kept ($ty:ty); $($rest:tt)*
    ) => {
        record_struct! { { $(#[$doc])+ } $name { $($done)* }
            { $(#[$field_doc])+ } $field $json optional ($ty); $($rest)* }
    };
    (
        { $(#[$doc:meta])+ } $name:ident { $($done:tt)* }
        { $(#[$field_doc:meta])+ } $field:ident $json:literal filled ($ty:ty); $($rest:tt)*
    ) => {
        record_struct! { { $(#[$doc])+ } $name { $($done)* }
            { $(#[$field_doc])+ } $field $json optional ($ty); $($rest)* }
    };
    (
        { $(#[$doc:meta])+ } $name:ident { $($done:tt)* }
        { $(#[$field_doc:meta])+ } $field:ident $json:literal nullable ($ty:ty); $($rest:tt)*
    ) => {
        record_struct! { { $(#[$doc])+ } $name { $($done)*
            $(#[$field_doc])+
            ///
            /// `None` is absent, `Some(None)` is null.
            #[serde(
                rename = $json,
                default,
                skip_serializing_if = "Option::is_none",
                deserialize_with = "crate::model::declare::present"
            )]
            pub $field: Option<Option<$ty>>,
        } $($rest)* }
    };
    ( { $(#[$doc:meta])+ } $name:ident { $($done:tt)* } ) => {
        #[cfg(feature = "records")]
        $(#[$doc])+
        #[derive(Debug, Clone, Default, PartialEq, serde::Serialize, serde::Deserialize)]
        #[non_exhaustive]
        pub struct $name {
            $($done)*
            /// Fields that this version does not know. They are kept when the record is written again.
            #[serde(flatten)]
            pub unknown: serde_json::Map<String, serde_json::Value>,
        }
    };
}

macro_rules! record_side {
    (input) => {
        $crate::schema::Side::Input
    };
    (answer) => {
        $crate::schema::Side::Answer
    };
}

macro_rules! record_presence {
    (required) => {
        $crate::schema::Presence::Required
    };
    (optional) => {
        $crate::schema::Presence::Optional
    };
    (nullable) => {
        $crate::schema::Presence::Nullable
    };
    (kept) => {
        $crate::schema::Presence::Kept
    };
    (filled) => {
        $crate::schema::Presence::Filled
    };
}

/// The lines of a doc comment as one text.
#[cfg(feature = "records")]
macro_rules! record_doc {
    ($first:literal $($line:literal)*) => { concat!($first $(, "\n", $line)*) };
}

#[cfg(feature = "records")]
macro_rules! rust_type {
    (text $($rule:ident)?) => { String };
    (secret $($rule:ident)?) => { $crate::model::Secret };
    (flag) => { bool };
    (version) => { i64 };
    (count) => { u64 };
    (upto $max:ident) => { u64 };
    (amount) => { u64 };
    (limit) => { $crate::model::Limit };
    (function) => { $crate::model::Function };
    (key $rule:ident) => { $crate::model::Secret };
    (headers) => { serde_json::Map<String, serde_json::Value> };
    (whole) => { i64 };
    (wholes) => { Vec<i64> };
    (words $words:ident) => { String };
    (choices $words:ident) => { Vec<String> };
    (date) => { String };
    (until $from:ident) => { String };
    (query) => { String };
    (extra) => { serde_json::Map<String, serde_json::Value> };
    (record $name:ident $table:ident) => { $name };
    (records $name:ident $table:ident) => { Vec<$name> };
    (texts $($rule:ident)?) => { Vec<String> };
    (sorts) => { Vec<String> };
    (links) => { serde_json::Map<String, serde_json::Value> };
    (mixins) => { serde_json::Map<String, serde_json::Value> };
}

macro_rules! table_type {
    (text) => {
        $crate::schema::Type::Text(&$crate::rules::Rule::ANY)
    };
    (text $rule:ident) => {
        $crate::schema::Type::Text(&$crate::rules::$rule)
    };
    (secret) => {
        $crate::schema::Type::Text(&$crate::rules::Rule::ANY)
    };
    (secret $rule:ident) => {
        $crate::schema::Type::Text(&$crate::rules::$rule)
    };
    (flag) => {
        $crate::schema::Type::Flag
    };
    (version) => {
        $crate::schema::Type::Integer(&$crate::schema::Bounds::from(0))
    };
    (count) => {
        $crate::schema::Type::Integer(&$crate::schema::Bounds::from(1))
    };
    (upto $max:ident) => {
        $crate::schema::Type::Integer(&$crate::schema::Bounds::to($max))
    };
    (amount) => {
        $crate::schema::Type::Integer(&$crate::schema::Bounds::from(0))
    };
    (limit) => {
        $crate::schema::Type::OrFalse(&$crate::schema::Type::Integer(&$crate::schema::Bounds::from(1)))
    };
    (function) => {
        $crate::schema::Type::Function
    };
    (key $rule:ident) => {
        $crate::schema::Type::OrFunction(&$crate::schema::Type::Text(&$crate::rules::$rule))
    };
    (headers) => {
        $crate::schema::Type::Map(&$crate::schema::Type::Text(&$crate::rules::HEADER_VALUE))
    };
    (whole) => {
        $crate::schema::Type::Integer(&$crate::schema::Bounds::NONE)
    };
    (wholes) => {
        $crate::schema::Type::List(&$crate::schema::Type::Integer(&$crate::schema::Bounds::NONE))
    };
    (words $words:ident) => {
        $crate::schema::Type::OneOf($words)
    };
    (choices $words:ident) => {
        $crate::schema::Type::List(&$crate::schema::Type::OneOf($words))
    };
    (date) => {
        $crate::schema::Type::DateTime(None)
    };
    (until $from:ident) => {
        $crate::schema::Type::DateTime(Some($from))
    };
    (query) => {
        $crate::schema::Type::Query
    };
    (extra) => {
        $crate::schema::Type::Map(&$crate::schema::Type::OneOrList(&$crate::schema::Type::Scalar))
    };
    (record $name:ident $table:ident) => {
        $crate::schema::Type::Record(&$table)
    };
    (records $name:ident $table:ident) => {
        $crate::schema::Type::List(&$crate::schema::Type::Record(&$table))
    };
    (texts) => {
        $crate::schema::Type::List(&$crate::schema::Type::Text(&$crate::rules::Rule::ANY))
    };
    (texts $rule:ident) => {
        $crate::schema::Type::List(&$crate::schema::Type::Text(&$crate::rules::$rule))
    };
    (sorts) => {
        $crate::schema::Type::OneOrList(&$crate::schema::Type::Text(&$crate::rules::SORT))
    };
    (links) => {
        $crate::schema::Type::Map(&$crate::schema::Type::Text(&$crate::rules::Rule::ANY))
    };
    (mixins) => {
        $crate::schema::Type::Map(&$crate::schema::Type::Object)
    };
}

/// Tells a field that is null from one that is absent; serde's own `Option` reads both as `None`.
#[cfg(feature = "records")]
pub(super) fn present<'de, D, T>(input: D) -> Result<Option<Option<T>>, D::Error>
where
    D: serde::Deserializer<'de>,
    T: serde::Deserialize<'de>,
{
    serde::Deserialize::deserialize(input).map(Some)
}
