// The types that are written by hand say what the schemas say, which are made from the engine's own types, key by key
// and both ways; and what ships, and real decisions, are of those types.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { test } from "node:test";
import { Checker, built, json, load, market, pack } from "./site.mjs";

const project = new URL("../../", import.meta.url);
const folder = new URL("target/headless-types/", project);
const typescript = pathToFileURL(`${process.env.KAIMEN_TYPESCRIPT ?? "target/tools/node_modules/typescript"}/`);

/** A JSON Schema as the text of a type. */
function typed(schema) {
  if (schema.$ref) return schema.$ref.replace("#/$defs/", "");
  if ("const" in schema) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((word) => JSON.stringify(word)).join(" | ");
  const shapes = schema.oneOf ?? schema.anyOf;
  if (shapes) return shapes.map(typed).join(" | ");
  if (Array.isArray(schema.type)) return schema.type.map((type) => typed({ ...schema, type })).join(" | ");
  switch (schema.type) {
    case "array":
      return `readonly (${typed(schema.items)})[]`;
    case "object":
      return schema.properties ? object(schema) : `{ readonly [key: string]: ${typed(schema.additionalProperties)} }`;
    case "integer":
      return "number";
    case "string":
    case "boolean":
    case "null":
      return schema.type;
  }
  throw new Error(`no type for ${JSON.stringify(schema)}`);
}

function object(schema) {
  assert.equal(schema.additionalProperties, false);
  const optional = (key) => (schema.required?.includes(key) ? "" : "?");
  const keys = Object.entries(schema.properties).map(([key, inner]) => `readonly ${key}${optional(key)}: ${typed(inner)};`);
  return `{ ${keys.join(" ")} }`;
}

function module(name) {
  const schema = built(`schemas/${name}.schema.json`);
  const types = Object.entries({ ...schema.$defs, [schema.title]: schema });
  return `export namespace ${name.replace("-", "")} {\n${types.map(([type, inner]) => `export type ${type} = ${typed(inner)};`).join("\n")}\n}\n`;
}

const AGREEMENT = `
declare const optional: unique symbol;
/** Every key, optional ones marked, all the way down: so that assigning both ways means to be the same. */
type Whole<T> = T extends readonly (infer Item)[] ? readonly Whole<Item>[]
  : T extends object ? { [Key in keyof T]-?: Whole<T[Key]> | ({} extends Pick<T, Key> ? typeof optional : never) } : T;
/** Results leave out what is absent: where documents may say null, they never do. */
type Given<T> = T extends readonly (infer Item)[] ? readonly Given<Item>[]
  : T extends object ? { [Key in keyof T]: Given<Exclude<T[Key], null>> } : T;
type Agree<A, B> = [Whole<A>] extends [Whole<B>] ? ([Whole<B>] extends [Whole<A>] ? true : "the types say less") : "the schema says less";
`;

function compiled(name, text) {
  writeFileSync(new URL(`${name}.ts`, folder), text);
  const options = ["--strict", "--exactOptionalPropertyTypes", "--noEmit", "--pretty", "false", "--target", "es2022"];
  const more = ["--lib", "es2022,esnext.disposable,dom", "--module", "nodenext", "--types", "", `${name}.ts`];
  const tsc = fileURLToPath(new URL("bin/tsc", typescript));
  const { status, stdout } = spawnSync(process.execPath, [tsc, ...options, ...more], { cwd: folder, encoding: "utf8" });
  return { status, stdout };
}

await load();
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });

test("types and schemas say the same", () => {
  const pairs = [["market", "Market"], ["model", "Model"], ["pack", "Pack"], ["application", "Application"], ["quote", "Quote"]];
  const agreements = pairs.map(([name, type]) => {
    const title = built(`schemas/${name}.schema.json`).title;
    return `export const ${name}Agrees: Agree<${name}.${title}, kaimen.${type}> = true;`;
  });
  const text = `import type * as kaimen from "../../src/js/types.js";\nimport type * as element from "../../www/element.js";\n${[...pairs, ["decision"], ["preview"], ["quote-check"]].map(([name]) => module(name)).join("")}
${AGREEMENT}${agreements.join("\n")}
export const decisionAgrees: Agree<Given<decision.Decision>, kaimen.Decision> = true;
// What a partner's page gets is taken from a decision as it is; there the method is any name.
type Shown = Pick<kaimen.Decision, "outcome"> & Pick<kaimen.Receipt, "engine" | "today" | "packSha256">;
type ShownOffer = Pick<kaimen.Offer, "product" | "disbursedMinor" | "term" | "instalmentMinor" | "totalMinor">;
export const shownAgrees: Agree<Pick<Shown, keyof Shown>, Omit<element.KaimenShown, "offers">> = true;
export const shownOfferAgrees: Agree<Pick<ShownOffer, keyof ShownOffer>, Omit<element.KaimenShownOffer, "yearlyCost">> = true;
export const shownCostAgrees: Agree<Omit<kaimen.YearlyCost, "method">, Omit<element.KaimenYearlyCost, "method">> = true;
export const previewAgrees: Agree<Given<preview.Preview>, kaimen.Preview> = true;
export const quoteCheckAgrees: Agree<Given<quotecheck.QuoteCheck>, kaimen.QuoteCheck> = true;
// @ts-expect-error: so that the test can fail
export const packIsNoMarket: Agree<market.Market, kaimen.Pack> = true;
// @ts-expect-error: and fails for one optional key
export const less: Agree<{ a: 1; b?: 2 }, { a: 1 }> = true;
`;
  const { status, stdout } = compiled("schemas", text);
  assert.equal(status, 0, stdout);
});

test("what ships and what is decided is of its type", () => {
  const checker = new Checker(market(), pack());
  const cases = json("tests/parity/applications.json").filter((_, index) => index % 10 === 0);
  const decisions = cases.map(({ today, application }) => checker.check(application, { today }));
  const applications = cases.map(({ application }) => application);
  const text = `import type { Application, Decision, Market, Pack } from "../../src/js/types.js";
export const market: Market = ${JSON.stringify(market())};
export const pack: Pack = ${JSON.stringify(pack())};
export const applications: readonly Application[] = ${JSON.stringify(applications)};
export const decisions: readonly Decision[] = ${JSON.stringify(decisions)};
`;
  const { status, stdout } = compiled("documents", text);
  assert.equal(status, 0, stdout);
  const { stdout: refused } = compiled("refused", text.replace('"outcome":"', '"outcome":"not-'));
  assert.match(refused, /refused\.ts\(\d+,\d+\): error/);
});
