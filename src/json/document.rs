//! Three shapes that every document is made of. Each declaration gives the Rust type, its reader, its writer and
//! its JSON Schema at once, so that the four can't drift apart; no function can do that.

/// An object: each field with its key in the JSON.
macro_rules! record {
    ($(#[$meta:meta])* pub struct $name:ident {
        $( $(#[$field_meta:meta])* $key:literal $field:ident: $type:ty, )*
    }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        #[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
        pub struct $name {
            $( $(#[$field_meta])* #[cfg_attr(feature = "cli", schemars(rename = $key))] pub $field: $type, )*
        }

        impl $crate::json::Read for $name {
            fn read(at: &$crate::json::At<'_>) -> Self {
                let object = at.object(&[$($key),*]);
                $name { $( $field: object.field($key), )* }
            }
        }

        impl $crate::json::Write for $name {
            fn write(&self) -> $crate::json::Value {
                $crate::json::object(&[$( ($key, &self.$field) ),*])
            }
        }
    };
}

/// One word of a closed list.
macro_rules! choice {
    ($(#[$meta:meta])* pub enum $name:ident {
        $( $(#[$variant_meta:meta])* $word:literal $variant:ident, )*
    }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        #[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
        pub enum $name {
            $( $(#[$variant_meta])* #[cfg_attr(feature = "cli", schemars(rename = $word))] $variant, )*
        }

        impl $name {
            /// Every one, in order.
            pub const ALL: &'static [$name] = &[$( $name::$variant ),*];

            /// The word that stands for it in a document.
            pub fn word(self) -> &'static str {
                match self { $( $name::$variant => $word, )* }
            }
        }

        impl $crate::json::Read for $name {
            fn read(at: &$crate::json::At<'_>) -> Self {
                const FIRST: $name = match $name::ALL {
                    [first, ..] => *first,
                    [] => unreachable!(),
                };
                $name::ALL.get(at.word(&[$($word),*])).copied().unwrap_or(FIRST)
            }
        }

        impl $crate::json::Write for $name {
            fn write(&self) -> $crate::json::Value {
                $crate::json::Value::Text(self.word().into())
            }
        }
    };
}

/// An object of one of several shapes, told apart by the word under `kind`.
macro_rules! union {
    ($(#[$meta:meta])* pub enum $name:ident {
        $( $(#[$variant_meta:meta])* $word:literal $variant:ident {
            $( $(#[$field_meta:meta])* $key:literal $field:ident: $type:ty, )*
        }, )*
    }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        #[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(tag = "kind", deny_unknown_fields))]
        pub enum $name {
            $( $(#[$variant_meta])* #[cfg_attr(feature = "cli", schemars(rename = $word))] $variant {
                $( $(#[$field_meta])* #[cfg_attr(feature = "cli", schemars(rename = $key))] $field: $type, )*
            }, )*
        }

        impl $crate::json::Read for $name {
            fn read(at: &$crate::json::At<'_>) -> Self {
                const WORDS: &[&str] = &[$($word),*];
                match at.kind(WORDS) {
                    $( Some($word) => {
                        #[allow(unused_variables, reason = "a shape may have no field but its kind")]
                        let object = at.object(&["kind", $($key),*]);
                        $name::$variant { $( $field: object.field($key), )* }
                    } )*
                    _ => $crate::json::stand_in(WORDS),
                }
            }
        }

        impl $crate::json::Write for $name {
            fn write(&self) -> $crate::json::Value {
                match self {
                    $( $name::$variant { $( $field, )* } => {
                        $crate::json::object(&[("kind", &String::from($word)), $( ($key, $field) ),*])
                    } )*
                }
            }
        }
    };
}

pub(crate) use {choice, record, union};
