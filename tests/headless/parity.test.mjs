// One answer everywhere: the applications made from real rows, decided here and natively, byte for byte.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { Checker, json, load, market, pack } from "./site.mjs";

await load();

test("every application gets the bytes that the native engine gave it", () => {
  const cases = json("tests/parity/applications.json");
  const native = readFileSync(process.env.KAIMEN_DECISIONS ?? "target/parity/decisions.txt", "utf8").trimEnd().split("\n");
  assert.ok(cases.length >= 200);
  assert.equal(native.length, cases.length);
  const checker = new Checker(market(), pack());
  for (const [index, { from, today, application }] of cases.entries()) {
    assert.equal(JSON.stringify(checker.check(application, { today })), native[index], from);
  }
});
