//! A face as the browser gets it: compiled, its glue generated, optimised, and checked to be without a network.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};
use wasm_bindgen_cli_support::Bindgen;

use crate::npm::{self, Tool};
use crate::toolchain::{Panics, TARGET, Toolchain};
use crate::{imports, project, run, say};

/// What is done to a module is said in this file alone: where it changes, nothing made before is taken.
const THIS_STEP: &[u8] = include_bytes!("wasm.rs");

/// A face of the engine that runs as WebAssembly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Face {
    /// The page.
    Page,
    /// The headless module.
    Headless,
    /// What reads account statements for the page.
    Statement,
}

impl Face {
    fn feature(self) -> &'static str {
        match self {
            Self::Page => "web",
            Self::Headless => "js",
            Self::Statement => "statement",
        }
    }

    /// What its two files are called, such as `app.js` and `app.wasm`.
    #[must_use]
    pub fn stem(self) -> &'static str {
        match self {
            Self::Page => "app",
            Self::Headless => "kaimen",
            Self::Statement => "statement",
        }
    }
}

/// Glue and module of one face.
#[derive(Clone, Debug)]
pub struct Module {
    /// The JavaScript that loads the module and stands between the two.
    pub glue: Vec<u8>,
    /// The module.
    pub wasm: Vec<u8>,
}

/// Makes a face, or takes it as made before where nothing has changed. Where the optimiser can't be had, it stays larger.
///
/// # Errors
///
/// Where a step fails, the glue's generator is of another version than the lock file's, or the module can reach a
/// network.
pub fn make(face: Face, toolchain: &Toolchain) -> Result<Module> {
    let generator = same_version(&fs::read_to_string(project::root().join("Cargo.lock"))?)?;
    let raw = compile(face, toolchain)?;
    let optimised = optimiser_is_here();
    let folder = kept(face, toolchain.panics, &[&raw, THIS_STEP, generator.as_bytes(), optimiser_pin(optimised)]);
    if !folder.is_dir() {
        generate(face, &raw, &folder, optimised)?;
    }
    let read = |extension| {
        let path = folder.join(face.stem()).with_extension(extension);
        fs::read(&path).with_context(|| format!("reading {}", path.display()))
    };
    let module = Module { glue: read("js")?, wasm: read("wasm")? };
    imports::check(&module.wasm, &String::from_utf8_lossy(&module.glue))?;
    Ok(module)
}

fn compile(face: Face, toolchain: &Toolchain) -> Result<Vec<u8>> {
    let step = say::step(format!("compiling the {} ({})", name(face), toolchain.version));
    let mut command = toolchain.build();
    command.args(["--lib", "--no-default-features", "--features", face.feature()]);
    run::quietly(&mut command, &step, "")?;
    step.done();
    let path = toolchain.target_dir().join(TARGET).join("wasm/kaimen.wasm");
    fs::read(&path).with_context(|| format!("reading {}", path.display()))
}

fn name(face: Face) -> &'static str {
    match face {
        Face::Page => "page",
        Face::Headless => "headless module",
        Face::Statement => "statement module",
    }
}

fn optimiser_is_here() -> bool {
    let installed = npm::install();
    if let Err(error) = &installed {
        say::line(format!(
            "  without wasm-opt: the modules work, only larger
{error:#}"
        ));
    }
    installed.is_ok()
}

fn optimiser_pin(optimised: bool) -> &'static [u8] {
    if optimised { include_bytes!("../tools/package.json") } else { b"" }
}

/// The folder named for everything that the result depends on.
fn kept(face: Face, panics: Panics, inputs: &[&[u8]]) -> PathBuf {
    let mut hash = Sha256::new();
    for input in inputs {
        hash.update(input);
    }
    let digest: String = hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    let manner = match panics {
        Panics::Speak => "speak",
        Panics::Abort => "abort",
    };
    project::target("xtask").join(format!("{}-{manner}", face.stem())).join(digest)
}

/// Generates the glue and optimises the module beside the folder, then puts both in place at once.
fn generate(face: Face, raw: &[u8], folder: &Path, optimised: bool) -> Result<()> {
    let siblings = folder.parent().unwrap_or(folder);
    fs::remove_dir_all(siblings).or_else(|error| match error.kind() {
        std::io::ErrorKind::NotFound => Ok(()),
        _ => Err(error),
    })?;
    let making = folder.with_extension("making");
    glue(face, raw, &making)?;
    let module = making.join(face.stem()).with_extension("wasm");
    fs::rename(making.join(format!("{}_bg.wasm", face.stem())), &module)?;
    if optimised {
        optimise(face, &module)?;
    }
    fs::rename(&making, folder).with_context(|| format!("making {}", folder.display()))
}

fn glue(face: Face, raw: &[u8], into: &Path) -> Result<()> {
    let step = say::step(format!("generating the glue of the {}", name(face)));
    let mut bindgen = Bindgen::new();
    bindgen.input_bytes(face.stem(), raw.to_vec()).typescript(false);
    // The one who loads the glue says where the module is: in the page it is handed over as bytes.
    bindgen.web(true)?.omit_default_module_path(true);
    let mut output = bindgen.generate_output().context("wasm-bindgen can't make the glue")?;
    let snippet = output.snippets().iter().find(|(_, scripts)| !scripts.is_empty());
    if let Some(name) = snippet.map(|(name, _)| name).or(output.local_modules().keys().next()) {
        bail!("the glue is handed over as one file, but {name} brings a script of its own");
    }
    output.emit(into)?;
    step.done();
    Ok(())
}

fn optimise(face: Face, module: &Path) -> Result<()> {
    let step = say::step(format!("wasm-opt -Oz on the {}", name(face)));
    let before = fs::metadata(module)?.len();
    let mut command = Tool::WasmOpt.command();
    // Never --all-features: it then emits compact imports, which browsers refuse.
    command.args(["-Oz", "--strip-debug", "--strip-producers", "--strip-target-features"]);
    // What these save is seen only in what is sent: a called function is like others, once inlined it is like none; memory
    // below the stack is never used; and functions in the order of their names stand beside their like.
    command.args(["--one-caller-inline-max-function-size=0", "--low-memory-unused", "--reorder-functions-by-name"]);
    command.arg(module).arg("-o").arg(module);
    run::quietly(&mut command, &step, "")?;
    let after = fs::metadata(module)?.len();
    step.done_with(format!("{before} → {after} bytes"));
    Ok(())
}

/// The generator refuses a module that was built with any other version than its own: say so before the build.
fn same_version(lock: &str) -> Result<String> {
    let (library, generator) = (locked(lock, "wasm-bindgen"), locked(lock, "wasm-bindgen-cli-support"));
    if library != generator {
        bail!(
            "Cargo.lock names wasm-bindgen {} but the glue's generator is {}\n  what would mend it: pin both to one \
             version, in Cargo.toml and xtask/Cargo.toml",
            library.unwrap_or("(none)"),
            generator.unwrap_or("(none)")
        );
    }
    Ok(generator.unwrap_or_default().to_owned())
}

fn locked<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let heading = format!("name = \"{package}\"\nversion = \"");
    let (_, after) = lock.split_once(&heading)?;
    after.split('"').next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_generator_is_of_the_version_that_the_lock_file_names() {
        let lock = fs::read_to_string(project::root().join("Cargo.lock")).unwrap();
        same_version(&lock).unwrap();
        assert!(locked(&lock, "wasm-bindgen").is_some());
    }

    #[test]
    fn another_version_is_refused_by_name() {
        let lock = "name = \"wasm-bindgen\"\nversion = \"0.2.1\"\n\nname = \"wasm-bindgen-cli-support\"\nversion = \"0.2.2\"\n";
        let error = same_version(lock).unwrap_err().to_string();
        assert!(error.contains("0.2.1") && error.contains("0.2.2"));
    }
}
