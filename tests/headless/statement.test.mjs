// The module that reads statements gives in WebAssembly what the engine gives natively: the same samples, the same entries.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { json, site } from "./site.mjs";

const glue = await import(new URL("statement/statement.js", site));
await glue.default({ module_or_path: readFileSync(new URL("statement/statement.wasm", site)) });
const { Intake, encodingOf } = glue;

const sample = (name) => new Uint8Array(readFileSync(new URL(`../statement/${name}`, import.meta.url)));

function open(bytes, currency = "CNY", columns) {
  const encoding = encodingOf(bytes);
  if (encoding === "") return Intake.ofBytes(bytes, currency, columns, false);
  return Intake.ofText(new TextDecoder(encoding).decode(bytes), currency, columns, false);
}

function read(intake) {
  while (intake.advance(1_000) < 1);
  return JSON.parse(intake.finish());
}

for (const { file, format, currency, entries, figures } of json("tests/statement/expected.json")) {
  test(`${file} is read as natively`, () => {
    const intake = open(sample(file), currency);
    const statement = read(intake);
    assert.equal(statement.format, format);
    assert.deepEqual(statement.problems, []);
    assert.deepEqual({ ...statement.figures, ...figures }, statement.figures);
    const lines = JSON.parse(intake.entries(0, 1_000)).map(({ line, date, direction, amountMinor, kind, counterparty }) =>
      `${line} ${date} ${direction} ${amountMinor} ${kind} ${counterparty}`.trim());
    assert.deepEqual(lines, entries);
    intake.free();
  });
}

test("fifty thousand rows are read in slices", () => {
  const row = (at) => `2026-03-${String(1 + (at % 28)).padStart(2, "0")} 12:00:00,商户消费,商户${at % 313},商品${at},支出,¥${at % 997}.50,零钱,支付成功,${at}\t,${at}\t,"/"`;
  const head = "微信支付账单明细,,\n交易时间,交易类型,交易对方,商品,收/支,金额(元),支付方式,当前状态,交易单号,商户单号,备注\n";
  const bytes = new TextEncoder().encode(head + Array.from({ length: 50_000 }, (_, at) => row(at)).join("\n"));
  const began = performance.now();
  const intake = open(bytes);
  let slices = 0;
  let longest = 0;
  for (let share = 0; share < 1; slices += 1) {
    const before = performance.now();
    share = intake.advance(500);
    longest = Math.max(longest, performance.now() - before);
  }
  const statement = JSON.parse(intake.finish());
  console.log(`${Math.round(performance.now() - began)} ms, ${slices} slices of at most ${longest.toFixed(1)} ms`);
  assert.equal(statement.rows.read, 50_000);
  assert.ok(slices > 90);
});

test("a correction is counted, and what is refused says why", () => {
  const intake = open(sample("wechat-utf8.csv"));
  read(intake);
  assert.ok(intake.correct(18, "own"));
  assert.ok(!intake.correct(1, "own") && !intake.correct(18, "moon"));
  assert.equal(JSON.parse(intake.finish()).fills[0].provenance, "said");
  for (const [bytes, code] of [["hello", "unknown-format"], ["%PDF-1.7", "is-pdf"], ["PK nothing", "archive-broken"]]) {
    assert.throws(() => open(new TextEncoder().encode(bytes)), (error) => JSON.parse(error)[0].code === code);
  }
  assert.throws(() => open(sample("bank-de.csv"), "EUR", "date=0"), (error) => JSON.parse(error)[0].code === "not-columns");
});
