//! What `cargo xtask` does, as a library: the browser tests use its server and its browser.
//!
//! In the order in which things happen:
//! [`say`] and [`run`] (lines, progress, commands) · [`toolchain`], [`debian`], [`npm`] (what the machine has,
//! and what is fetched) · [`wasm`] (compile, glue, optimise), [`imports`] (no network in it) · [`styles`],
//! [`site`] (the folder that is served) · [`headers`], [`server`].

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic"))]

pub mod debian;
pub mod headers;
pub mod imports;
pub mod npm;
pub mod project;
pub mod run;
pub mod say;
pub mod server;
pub mod site;
pub mod styles;
pub mod toolchain;
pub mod wasm;
