// Whatever is handed over, the answer is a list of problems, and the checker answers the next one as before.

import assert from "node:assert/strict";
import { test } from "node:test";
import { runInNewContext } from "node:vm";
import { Checker, KaimenError, answered, application, load, market, options, pack, refusal } from "./site.mjs";

await load();
const checker = new Checker(market(), pack());
const usual = JSON.stringify(checker.check(application(), options));

/** Every problem of `hostile` in the place of each document; after each the checker answers as before. */
function handed(hostile) {
  const calls = [
    () => checker.check(hostile(), options),
    () => checker.check(application(), hostile()),
    () => checker.questions(hostile(), options),
    () => new Checker(hostile(), pack()),
    () => new Checker(market(), hostile()),
  ];
  return calls.flatMap((call) => {
    const problems = refusal(call);
    assert.ok(problems.length > 0);
    assert.equal(JSON.stringify(checker.check(application(), options)), usual);
    return problems;
  });
}

const thrower = () => {
  throw new Error("from a getter");
};

const hostiles = {
  "undefined": () => undefined,
  "null": () => null,
  "a number": () => 5,
  "not a number": () => NaN,
  "a bigint": () => 10n,
  "text": () => "{}",
  "ten megabytes of text": () => "一".repeat(10 << 20),
  "a symbol": () => Symbol("x"),
  "a function": () => () => application(),
  "a map": () => new Map(Object.entries(application())),
  "a set": () => new Set([1]),
  "a date": () => new Date(),
  "a pattern": () => /x/,
  "a promise": () => Promise.resolve(application()),
  "an error": () => new Error("x"),
  "bytes": () => new TextEncoder().encode(JSON.stringify(application())),
  "a buffer": () => new ArrayBuffer(8),
  "a boxed number": () => Object(5),
  "an object of a class": () => new (class Application {})(),
  "an object on another": () => Object.create(application()),
  "an array": () => [application()],
  "an array with holes": () => [, ,],
  "an array without end": () => new Array(4294967295),
  "an array that says it is long": () => new Proxy([], { get: (_, key) => (key === "length" ? 1e300 : 0) }),
  "arguments": (...args) => (function () { return arguments; })(...args, 1),
  "a getter that throws": () => ({ get schema() { return thrower(); } }),
  "a getter that throws nothing": () => ({ get schema() { throw undefined; } }),
  "an array with a getter that throws": () => Object.defineProperty([1], 0, { get: thrower, enumerable: true }),
  "a getter that frees": () => ({ get schema() { const other = new Checker(market(), pack()); other.free(); other.free(); return 1; } }),
  "a proxy that throws": () => new Proxy({}, { ownKeys: thrower }),
  "a proxy without a prototype": () => new Proxy({}, { getPrototypeOf: thrower }),
  "a revoked proxy": () => { const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); return proxy; },
  "a revoked array": () => { const { proxy, revoke } = Proxy.revocable([], {}); revoke(); return proxy; },
  "itself": () => { const self = {}; self.schema = self; return self; },
  "itself in an array": () => { const self = []; self.push(self); return self; },
  "a depth of ten thousand": () => { let deep = {}; for (let i = 0; i < 10_000; i += 1) deep = { answers: deep }; return deep; },
  "arrays to a depth of ten thousand": () => { let deep = []; for (let i = 0; i < 10_000; i += 1) deep = [deep]; return deep; },
  "few objects that stand for many": () => { let wide = {}; for (let i = 0; i < 60; i += 1) wide = [wide, wide, wide, wide]; return wide; },
  "objects that never end": () => { const next = () => new Proxy({}, { ownKeys: () => ["a"], getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true, value: next() }) }); return next(); },
  "a hundred thousand keys": () => Object.fromEntries(Array.from({ length: 100_000 }, (_, i) => [`k${i}`, i])),
  "a key of ten megabytes": () => ({ ["k".repeat(10 << 20)]: 1 }),
  "a prototype as a key": () => JSON.parse('{"__proto__": {"schema": "kaimen/application@1"}}'),
  "a constructor as a key": () => JSON.parse('{"constructor": {"prototype": {}}, "toString": 1, "valueOf": null}'),
  "half a surrogate pair": () => ({ schema: "\ud800" }),
  "half a surrogate pair as a key": () => ({ "\udfff": 1 }),
};

for (const [name, hostile] of Object.entries(hostiles)) {
  test(`refused: ${name}`, () => {
    handed(hostile);
  });
}

test("a value that JSON lacks is named by its path", () => {
  for (const value of [10n, () => 1, Symbol("x"), new Date(), new Map(), "\ud800", Object(5)]) {
    assert.deepEqual(refusal(() => checker.check(answered("income", value), options)), ["application/answers/income/value not-json"]);
  }
  for (const value of [NaN, Infinity, -Infinity, 1.5, 2 ** 53, -1e300, [], {}]) {
    assert.deepEqual(refusal(() => checker.check(answered("income", value), options)), ["application/answers/income/value not-an-answer"]);
  }
  assert.deepEqual(refusal(() => checker.check(answered("debt", -0), options)), []);
});

test("text that ends in the replacement character is text", () => {
  assert.deepEqual(refusal(() => checker.check(answered("home", "\ufffd"), options)), ["application/answers/home/value answer-not-an-option"]);
});

test("objects of another realm, and objects without a prototype, are plain", () => {
  const foreign = runInNewContext("JSON.parse(text)", { text: JSON.stringify(application()) });
  assert.equal(JSON.stringify(checker.check(foreign, options)), usual);
  const bare = Object.assign(Object.create(null), application());
  assert.equal(JSON.stringify(checker.check(bare, options)), usual);
});

test("what prototypes were made to hold is not read", () => {
  Object.prototype.today = "2026-11-23";
  Array.prototype.extra = 1;
  try {
    assert.deepEqual(refusal(() => checker.check(application(), {})), ["options/today missing-key"]);
    assert.equal(JSON.stringify(checker.check(application(), options)), usual);
  } finally {
    delete Object.prototype.today;
    delete Array.prototype.extra;
  }
});

test("ten thousand errors thrown from within leave nothing behind", () => {
  const hostile = { schema: "kaimen/application@1", answers: { get amount() { return thrower(); } } };
  for (let count = 0; count < 10_000; count += 1) assert.throws(() => checker.check(hostile, options), KaimenError);
  assert.equal(JSON.stringify(checker.check(application(), options)), usual);
  const other = new Checker(market(), pack());
  assert.throws(() => other.check(hostile, options), KaimenError);
  other.free();
});

test("a getter may ask the same checker, and may free it", () => {
  const asking = application();
  Object.defineProperty(asking, "schema", { enumerable: true, get: () => checker.check(application(), options) && "kaimen/application@1" });
  assert.equal(JSON.stringify(checker.check(asking, options)), usual);
  const doomed = new Checker(market(), pack());
  const freeing = { get schema() { doomed.free(); return "kaimen/application@1"; } };
  assert.deepEqual(refusal(() => doomed.check(freeing, options)), ["application not-json"]);
  assert.deepEqual(refusal(() => doomed.check(application(), options)), ["module checker-freed"]);
  assert.equal(JSON.stringify(checker.check(application(), options)), usual);
});

test("every key of an application, and every seventh of a pack, taken away or replaced, is refused or decided, never worse", () => {
  const replace = (value, path, by) => {
    if (path.length === 0) return by;
    const copy = Array.isArray(value) ? [...value] : { ...value };
    copy[path[0]] = replace(value[path[0]], path.slice(1), by);
    return copy;
  };
  const paths = (value, path = []) =>
    typeof value === "object" && value !== null ? [path, ...Object.entries(value).flatMap(([key, inner]) => paths(inner, [...path, key]))] : [path];
  for (const path of paths(application())) {
    for (const by of [undefined, null, -1, "x", [], {}]) refusal(() => checker.check(replace(application(), path, by), options));
  }
  const whole = pack();
  for (const path of paths({ ...whole, texts: {} }).filter((_, index) => index % 7 === 0)) {
    for (const by of [undefined, null, 2 ** 53 - 1, ""]) {
      refusal(() => new Checker(market(), replace(whole, path, by)).check(application(), options));
    }
  }
  assert.equal(JSON.stringify(checker.check(application(), options)), usual);
});
