// Wrong uses: each is refused with every problem at once, and changes nothing.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Checker, KaimenError, answered, application, load, market, options, pack, refusal } from "./site.mjs";

await load();
const checker = new Checker(market(), pack());
const refused = (application, other = options) => refusal(() => checker.check(application, other));

test("an error names the document, the path, the code and what is accepted, and never what was said", () => {
  const wrong = answered("income", "a secret");
  assert.throws(() => checker.check(wrong, options), (error) => {
    assert.ok(error instanceof KaimenError && error instanceof Error && error.name === "KaimenError");
    assert.equal(error.document, "application");
    assert.equal(error.path, "/answers/income/value");
    assert.equal(error.code, "answer-of-wrong-kind");
    const [{ document, path, code, message }, ...more] = error.problems;
    assert.deepEqual([document, path, code, more.length], [error.document, error.path, error.code, 0]);
    assert.equal(error.message, "application/answers/income/value: a whole number of minor units is needed here (answer-of-wrong-kind)");
    assert.ok(error.message.includes(message) && !JSON.stringify(error.problems).includes("secret"));
    return true;
  });
});

test("all problems come at once", () => {
  const wrong = answered("income", -1);
  wrong.answers.job.value = "astronaut";
  delete wrong.answers.term;
  wrong.answers.limit = { value: 1_000_00, provenance: "said" };
  wrong.answers.shoes = { value: 42, provenance: "said" };
  assert.deepEqual(refused(wrong).sort(), [
    "application/answers/income/value answer-too-low",
    "application/answers/job/value answer-not-an-option",
    "application/answers/limit answer-not-asked",
    "application/answers/shoes unknown-question",
    "application/answers/term answer-missing",
  ]);
});

test("an answer has the kind and the bounds of its question", () => {
  const code = (id, value) => refused(answered(id, value)).map((problem) => problem.split(" ").at(-1));
  assert.deepEqual(code("amount", 1), ["answer-too-low"]);
  assert.deepEqual(code("amount", 1e12), ["answer-too-high"]);
  assert.deepEqual(code("amount", null), ["answer-missing"]);
  assert.deepEqual(code("amount", 8000.5), ["not-an-answer"]);
  assert.deepEqual(code("student", "no"), ["answer-of-wrong-kind"]);
  assert.deepEqual(code("student", 0), ["answer-of-wrong-kind"]);
  assert.deepEqual(code("birth-date", "1995-02-30"), ["answer-not-a-date"]);
  assert.deepEqual(code("birth-date", "1900-01-01"), ["answer-too-early"]);
  assert.deepEqual(code("job", "holiday"), ["answer-not-an-option"]);
  assert.deepEqual(code("zhima-score", 951), ["answer-too-high"]);
});

test("the day is asked for, and only the day", () => {
  for (const [wrong, problem] of [
    [undefined, "options/today missing-key"],
    [null, "options/today missing-key"],
    ["2026-11-23", "options/today missing-key"],
    [{}, "options/today missing-key"],
    [{ today: undefined }, "options/today missing-key"],
    [{ today: new Date(0) }, "options/today missing-key"],
    [{ today: Date.now() }, "options/today missing-key"],
    [{ today: "" }, "options/today not-a-date"],
    [{ today: "2026-02-29" }, "options/today not-a-date"],
    [{ today: "2026-11-23T00:00" }, "options/today not-a-date"],
    [{ today: "2026-11-23", locale: "en" }, "options/locale unknown-key"],
  ]) {
    assert.deepEqual(refusal(() => checker.check(application(), wrong)), [problem]);
    assert.deepEqual(refusal(() => checker.questions(application(), wrong)), [problem]);
  }
});

test("documents that are swapped, empty or of another version are refused", () => {
  const first = (call) => refusal(call)[0];
  assert.equal(first(() => new Checker(pack(), market())), "market/schema unknown-word");
  assert.equal(first(() => new Checker(market(), application())), "pack/schema unknown-word");
  assert.equal(first(() => new Checker(market(), {})), "pack/schema missing-key");
  assert.equal(first(() => new Checker({}, pack())), "market/schema missing-key");
  assert.equal(first(() => new Checker()), "market not-json");
  assert.equal(first(() => new Checker({ ...market(), schema: "kaimen/market@2" }, pack())), "market/schema unknown-word");
  assert.deepEqual(refused({ ...application(), schema: "kaimen/application@2" }), ["application/schema unknown-word"]);
});

test("a pack that breaks the law of its market does not load", () => {
  const young = pack();
  young.eligibility.minAge = 17;
  assert.deepEqual(refusal(() => new Checker(market(), young)), ["pack/eligibility/minAge min-age-below-market"]);
  const dear = pack();
  dear.products[0].fees.push({ id: "service", kind: "service", when: "deducted", of: "principal", sharePpm: 50_000, fixedMinor: 0 });
  assert.deepEqual(refusal(() => new Checker(market(), dear)), ["pack/products/0/fees/1/when upfront-deduction"]);
});

test("questions need no whole application, but answers that fit", () => {
  const asked = (answers) => refusal(() => checker.questions({ schema: "kaimen/application@1", answers }, options));
  assert.deepEqual(asked({}), []);
  assert.deepEqual(asked({ term: { value: 0, provenance: "said" } }), ["application/answers/term/value answer-too-low"]);
  assert.deepEqual(asked({ term: 12 }), ["application/answers/term not-an-object"]);
});

test("a pack that decides a golden application otherwise does not load", () => {
  const otherwise = pack();
  otherwise.golden[0].outcome = "not-yet";
  otherwise.golden[1].mostMinor = 1;
  assert.deepEqual(refusal(() => new Checker(market(), otherwise)), [
    "pack/golden/0/outcome golden-outcome",
    "pack/golden/1/mostMinor golden-amount",
  ]);
});
