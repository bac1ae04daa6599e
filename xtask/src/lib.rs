//! What `cargo xtask` does, as a library: the browser tests use its server and its browser.
//!
//! In the order in which things happen:
//! - [`say`], [`run`], [`project`]: lines and progress, other programs, where files are
//! - [`debian`], [`toolchain`], [`npm`], [`browser`], [`setup`]: what the machine has, and what is fetched
//! - [`wasm`], [`imports`]: a face compiled, glued, optimised, and checked to be without a network
//! - [`styles`], [`site`], [`minify`], [`stamp`] ([`locales`], [`offline`]), [`packed`], [`sizes`], [`dist`]: the folder that is
//!   served, and what ships
//! - [`headers`], [`hosts`], [`server`]: how it is served, here and in production
//! - [`stages`], [`screenshots`]: every test, and pictures for the README

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic"))]

pub mod browser;
pub mod debian;
pub mod dist;
pub mod headers;
pub mod hosts;
pub mod imports;
pub mod locales;
pub mod minify;
pub mod npm;
pub mod offline;
pub mod packed;
pub mod project;
pub mod run;
pub mod say;
pub mod screenshots;
pub mod server;
pub mod setup;
pub mod site;
pub mod sizes;
pub mod stages;
pub mod stamp;
pub mod styles;
pub mod toolchain;
pub mod wasm;
