// Right uses of the headless package.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, mkdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { before, test } from "node:test";
import { Checker, KaimenError, application, load, market, options, pack, refusal, site } from "./site.mjs";

const wasm = () => readFileSync(new URL("headless/kaimen.wasm", site));

test("before it is loaded it says so, and a module that is none can be followed by one that is", async () => {
  assert.deepEqual(refusal(() => new Checker(market(), pack())), ["module not-loaded"]);
  const offline = () => Promise.reject(new Error("offline"));
  for (const wrong of [() => new Uint8Array(4), offline, () => new Response("<html>"), () => 5]) {
    await assert.rejects(load(wrong()), (error) => error instanceof KaimenError && error.code === "not-loaded" && "cause" in error);
  }
  await load();
});

test("it loads once, whatever it is handed then", async () => {
  const first = load();
  assert.equal(load(new Uint8Array(4)), first);
  await first;
});

test("a decision has an outcome, offers, reasons and a receipt", () => {
  const decision = new Checker(market(), pack()).check(application(), options);
  assert.equal(decision.schema, "kaimen/decision@1");
  assert.equal(decision.segment, "no-file");
  assert.ok(decision.offers.length > 0);
  for (const offer of decision.offers) {
    assert.equal(offer.schedule.due.length, offer.term.periods);
    const repaid = offer.schedule.principalMinor.reduce((sum, part) => sum + part);
    assert.equal(repaid, offer.principalMinor);
  }
  assert.ok(decision.reasons.length <= 4);
  assert.equal(decision.receipt.today, options.today);
  assert.match(decision.receipt.applicationSha256, /^[0-9a-f]{64}$/);
});

test("a decision is plain, its keys in canonical order, the same each time", () => {
  const checker = new Checker(market(), pack());
  const decision = checker.check(application(), options);
  assert.deepEqual(structuredClone(decision), decision);
  const order = (value) => {
    if (typeof value !== "object" || value === null) return;
    assert.ok(Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype);
    if (!Array.isArray(value)) assert.deepEqual(Object.keys(value), Object.keys(value).sort());
    Object.values(value).forEach(order);
  };
  order(decision);
  assert.equal(JSON.stringify(checker.check(application(), options)), JSON.stringify(decision));
  assert.equal(JSON.stringify(new Checker(market(), pack()).check(application(), options)), JSON.stringify(decision));
});

test("the documents that are handed over stay as they were", () => {
  const documents = [market(), pack(), application()];
  const frozen = JSON.stringify(documents);
  const freeze = (value) => {
    if (typeof value === "object" && value !== null) Object.values(Object.freeze(value)).forEach(freeze);
  };
  freeze(documents);
  new Checker(documents[0], documents[1]).check(documents[2], options);
  assert.equal(JSON.stringify(documents), frozen);
});

test("a key whose value is undefined is not there", () => {
  const checker = new Checker(market(), pack());
  const left = application();
  delete left.answers["zhima-score"].value;
  const said = application();
  said.answers["zhima-score"].value = undefined;
  assert.deepEqual(checker.check(said, options), checker.check(left, options));
});

test("the questions that are asked follow the answers", () => {
  const checker = new Checker(market(), pack());
  const asked = (answers) => checker.questions({ schema: "kaimen/application@1", answers }, options);
  const yes = (value) => ({ value, provenance: "said" });
  const always = asked({});
  assert.ok(always.includes("has-record") && !always.includes("limit"));
  assert.ok(asked({ "has-record": yes(true) }).includes("limit"));
  assert.ok(!asked({ "has-record": yes(true) }).includes("job"));
  const late = asked({ "has-record": yes(true), "months-late": yes(2) });
  assert.ok(late.includes("worst-delay"));
  assert.deepEqual(late, pack().questions.map(({ id }) => id).filter((id) => late.includes(id)));
});

test("the preview narrows with each answer and holds the decision", () => {
  const checker = new Checker(market(), pack());
  const whole = application();
  const decision = checker.check(whole, options);
  const answers = {};
  for (;;) {
    const seen = checker.preview({ schema: "kaimen/application@1", answers }, options);
    assert.ok(seen.outcomes.includes(decision.outcome));
    assert.ok(seen.score.low <= decision.score.points && decision.score.points <= seen.score.high);
    if (seen.next === undefined) break;
    assert.ok(seen.left > 0 && !(seen.next in answers));
    answers[seen.next] = whole.answers[seen.next];
  }
  assert.deepEqual(checker.preview({ schema: "kaimen/application@1", answers }, options).outcomes, [decision.outcome]);
  const young = { "birth-date": { value: "2010-01-01", provenance: "said" } };
  const refused = checker.preview({ schema: "kaimen/application@1", answers: young }, options);
  assert.deepEqual([refused.outcomes, refused.next, refused.left], [["not-yet"], undefined, 0]);
  assert.equal(checker.check({ schema: "kaimen/application@1", answers: young }, options).outcome, "not-yet");
});

test("a checker that was freed says so; others answer", () => {
  const [one, other] = [new Checker(market(), pack()), new Checker(market(), pack())];
  one.free();
  one.free();
  assert.deepEqual(refusal(() => one.check(application(), options)), ["module checker-freed"]);
  assert.equal(typeof (Symbol.dispose ?? Symbol.for("Symbol.dispose")), "symbol");
  assert.ok(other.check(application(), options));
  other[Symbol.dispose ?? Symbol.for("Symbol.dispose")]();
  assert.deepEqual(refusal(() => other.questions(application(), options)), ["module checker-freed"]);
});

test("many checkers come and go within the memory of a few", () => {
  const documents = [market(), pack()];
  const used = () => process.memoryUsage().arrayBuffers + process.memoryUsage().external;
  const round = () => {
    const checker = new Checker(...documents);
    checker.check(application(), options);
    checker.free();
  };
  for (let count = 0; count < 20; count += 1) round();
  const before = used();
  for (let count = 0; count < 200; count += 1) round();
  assert.ok(used() - before < 8 << 20);
});

test("the package is found by its name, and its module by its subpath", () => {
  const folder = mkdtempSync(join(tmpdir(), "kaimen-"));
  mkdirSync(join(folder, "node_modules"));
  symlinkSync(fileURLToPath(new URL("headless", site)), join(folder, "node_modules/kaimen"));
  const script = `import { load, Checker } from "kaimen"; await load(); console.log(typeof Checker, import.meta.resolve("kaimen/kaimen.wasm").slice(-11));`;
  const out = execFileSync(process.execPath, ["--input-type=module", "--eval", script], { cwd: folder, encoding: "utf8" });
  assert.equal(out, "function kaimen.wasm\n");
  rmSync(folder, { recursive: true });
});

test("the bytes may come from anywhere", () => {
  const script = `
    import { load, Checker } from ${JSON.stringify(new URL("headless/index.js", site).href)};
    import { readFileSync } from "node:fs";
    const bytes = readFileSync(${JSON.stringify(fileURLToPath(new URL("headless/kaimen.wasm", site)))});
    const sources = { bytes, module: new WebAssembly.Module(bytes),
      response: Promise.resolve(new Response(bytes, { headers: { "content-type": "application/wasm" } })) };
    await load(sources[process.argv[1]]);
    new Checker({}, {});`;
  for (const source of ["bytes", "module", "response"]) {
    const child = () => execFileSync(process.execPath, ["--input-type=module", "--eval", script, source], { stdio: "pipe" });
    assert.throws(child, (error) => /market\/schema: this key is needed/.test(String(error.stderr)), source);
  }
  assert.ok(wasm().length > 10_000);
});
