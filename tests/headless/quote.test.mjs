// A loan that someone was offered, checked without a page.

import assert from "node:assert/strict";
import { test } from "node:test";
import { checkQuote, load, market, refusal } from "./site.mjs";

await load();

/** 10,000 in twelve payments of 899.33: a card's instalments at "0.66 % a month" (y21.com.cn, 19 April 2021). */
const quote = () => ({
  schema: "kaimen/quote@1",
  market: "CN",
  start: "2026-11-23",
  amountMinor: 10_000_00,
  payback: { kind: "regular", count: 12, paymentMinor: 899_33, every: { count: 1, unit: "month" } },
});

test("an offer has its true rate, its flat one, and its place under the law", () => {
  const check = checkQuote(market(), quote());
  assert.equal(check.schema, "kaimen/quote-check@1");
  assert.equal(Math.round(check.rates.yearly.nominalE12 / 1e8), 1431);
  assert.equal(Math.round(check.flat.monthE12 / 1e6), 6600);
  assert.equal(check.costMinor, 791_96);
  assert.equal(check.parts.due.length, 12);
  assert.equal(check.parts.principalMinor.reduce((sum, part) => sum + part), 10_000_00);
  assert.ok(check.warnings.includes("lender-unknown"));
  assert.equal(checkQuote(market(), { ...quote(), lender: "microloan-company" }).law, "within");
});

test("money kept back does not count", () => {
  const { deduction, keptBackPpm } = checkQuote(market(), { ...quote(), receivedMinor: 9_000_00 });
  assert.equal(keptBackPpm, 100_000);
  assert.equal(deduction.principalMinor, 9_000_00);
  assert.deepEqual(deduction.cite, ["CN-10", "CN-14"]);
});

test("an answer is plain, its keys in canonical order, the same each time", () => {
  const check = checkQuote(market(), quote());
  assert.deepEqual(structuredClone(check), check);
  assert.deepEqual(Object.keys(check), Object.keys(check).sort());
  assert.equal(JSON.stringify(checkQuote(market(), quote())), JSON.stringify(check));
});

test("all that is wrong is said at once, and with which document", () => {
  const wrong = { ...quote(), lender: "uncle", amountMinor: -1 };
  assert.deepEqual(refusal(() => checkQuote(market(), wrong)), ["quote/lender unknown-lender-class", "quote/amountMinor number-out-of-range"]);
  assert.deepEqual(refusal(() => checkQuote(market(), { ...quote(), moon: 1 })), ["quote/moon unknown-key"]);
  assert.deepEqual(refusal(() => checkQuote({}, quote())).slice(0, 1), ["market/schema missing-key"]);
  assert.deepEqual(refusal(() => checkQuote(market(), () => 1)), ["quote not-json"]);
});
