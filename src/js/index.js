// Kaimen without a page: documents in, decisions out. Nothing leaves the device; types.d.ts says what everything is.

import initialise, { Checker as Engine, checkQuote as checked } from "./kaimen.js";

/** What was wrong with a document, or with how this module was used; `problems` has all, the other fields the first. */
export class KaimenError extends Error {
  constructor(problems, options) {
    const [{ document, code, path, message }] = problems;
    super(`${document}${path}: ${message} (${code})`, options);
    this.name = "KaimenError";
    this.document = document;
    this.code = code;
    this.path = path;
    this.problems = problems;
  }
}

let loading;
let loaded = false;

/** Makes the engine ready; may be called again. Without an argument it takes kaimen.wasm from beside this file. */
export function load(wasm) {
  loading ??= start(wasm).catch((cause) => {
    loading = undefined;
    throw failure("not-loaded", "the engine's module could not be loaded", cause);
  });
  return loading;
}

async function start(wasm) {
  await initialise({ module_or_path: (await wasm) ?? (await beside()) });
  loaded = true;
}

function beside() {
  const url = new URL("./kaimen.wasm", import.meta.url);
  // Node's fetch reads no files. Asked for in this way, bundlers for browsers see no module of Node's.
  return url.protocol === "file:" ? process.getBuiltinModule("node:fs").readFileSync(url) : fetch(url);
}

/** A market and a lender's pack, read once. */
export class Checker {
  #engine;

  constructor(market, pack) {
    if (!loaded) throw notLoaded();
    this.#engine = told(() => new Engine(market, pack));
  }

  /** The decision on an application on the day `options.today`. */
  check(application, options) {
    return JSON.parse(told(() => this.#open().check(application, dated(options))));
  }

  /** The ids of the questions that are asked after the answers given so far. */
  questions(application, options) {
    return JSON.parse(told(() => this.#open().questions(application, dated(options))));
  }

  /** What may still become of the answers given so far, and what to ask next. */
  preview(application, options) {
    return JSON.parse(told(() => this.#open().preview(application, dated(options))));
  }

  /** Gives the memory back; the checker answers no more. */
  free() {
    const engine = this.#engine;
    this.#engine = undefined;
    engine?.free();
  }

  [Symbol.dispose ?? Symbol.for("Symbol.dispose")]() {
    this.free();
  }

  #open() {
    if (!this.#engine) throw failure("checker-freed", "this checker was freed");
    return this.#engine;
  }
}

/** What a loan that someone was offered comes to under the law of a market. */
export function checkQuote(market, quote) {
  if (!loaded) throw notLoaded();
  return JSON.parse(told(() => checked(market, quote)));
}

/** The options, if they say the day: what a caller forgets is worth words of its own. */
function dated(options) {
  if (typeof options?.today === "string") return options;
  const message = 'the day is needed: { today: "YYYY-MM-DD" }';
  throw new KaimenError([{ document: "options", code: "missing-key", path: "/today", message }]);
}

/** What `call` returns; the engine throws its problems as text. */
function told(call) {
  try {
    return call();
  } catch (error) {
    if (typeof error === "string") throw new KaimenError(JSON.parse(error));
    if (error instanceof KaimenError) throw error;
    throw failure("engine-failed", "the engine failed", error);
  }
}

function notLoaded() {
  return failure("not-loaded", "call load() first and wait for it");
}

function failure(code, message, cause) {
  return new KaimenError([{ document: "module", code, path: "", message }], cause && { cause });
}
