/// <reference lib="esnext.disposable" />

// The types of the headless package. Documents are plain objects, as `JSON.parse` makes them; dates are "YYYY-MM-DD",
// amounts whole minor units (fen), rates and shares parts per million.

import type { Application } from "./application.js";
import type { Decision } from "./decision.js";
import type { Market } from "./market.js";
import type { Pack } from "./pack.js";
import type { Preview } from "./preview.js";
import type { Quote, QuoteCheck } from "./quote.js";

export type * from "./application.js";
export type * from "./decision.js";
export type * from "./market.js";
export type * from "./pack.js";
export type * from "./preview.js";
export type * from "./quote.js";

/** Where the engine's module comes from: its bytes, a response that brings them, or the module compiled before. */
export type WasmSource = BufferSource | Response | (WebAssembly.Module & object);

/**
 * Makes the engine ready; call it once and wait for it. Without an argument it takes `kaimen.wasm` from beside the
 * package's own file, in browsers and in Node.
 *
 * @throws {KaimenError} `not-loaded`; it may be called again.
 */
export function load(wasm?: WasmSource | PromiseLike<WasmSource>): Promise<void>;

/** What is said beside an application. */
export interface Options {
  /** The day on which it is decided, "YYYY-MM-DD". The engine has no clock. */
  readonly today: string;
}

/** A market and a lender's pack, read once, that answer any number of applications. */
export class Checker {
  /** Reads both documents. @throws {KaimenError} with every problem of the first that is refused. */
  constructor(market: Market, pack: Pack);

  /**
   * The decision. Its keys stand in canonical order (RFC 8785), so that `JSON.stringify` gives the same bytes as every
   * other face of Kaimen.
   *
   * @throws {KaimenError} with every problem of the application.
   */
  check(application: Application, options: Options): Decision;

  /**
   * The ids of the pack's questions that are asked after the answers given so far, in the order of the form. The
   * application need not be complete.
   *
   * @throws {KaimenError} with every answer that does not fit its question.
   */
  questions(application: Application, options: Options): readonly string[];

  /**
   * What may still become of the answers given so far, and what to ask next. Whatever is answered, the decision lies
   * within it. An answer without a value is "I don't know"; one that is not there is still open.
   *
   * @throws {KaimenError} with every answer that does not fit its question.
   */
  preview(application: Application, options: Options): Preview;

  /** Gives the memory back; the checker answers no more. */
  free(): void;

  /** The same, for `using`. */
  [Symbol.dispose](): void;
}

/**
 * What a loan that someone was offered comes to under the law of a market: its true yearly cost, what was kept back, and
 * whether a limit is broken.
 *
 * @throws {KaimenError} with every problem of the first document that is refused.
 */
export function checkQuote(market: Market, quote: Quote): QuoteCheck;

/** What is wrong, and where. */
export interface Problem {
  /** The document it is in; `module` where it is in none. */
  readonly document: "market" | "pack" | "application" | "options" | "quote" | "module";
  /** Which kind of problem; permanent, kebab-case. */
  readonly code: string;
  /** Where in the document, as a JSON Pointer (RFC 6901); empty for the whole of it. */
  readonly path: string;
  /** What is accepted there, for a developer; never the value that was met. */
  readonly message: string;
}

/** Why there is no answer: all problems at once. Its other fields are those of the first. */
export class KaimenError extends Error implements Omit<Problem, "message"> {
  private constructor();
  readonly name: "KaimenError";
  /** The document of the first problem. */
  readonly document: Problem["document"];
  /** The code of the first problem. */
  readonly code: string;
  /** The path of the first problem. */
  readonly path: string;
  /** Every problem that was found, at most a hundred. */
  readonly problems: readonly [Problem, ...Problem[]];
}
