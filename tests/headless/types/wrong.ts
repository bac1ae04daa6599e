// Wrong uses: none compiles.

import { Checker, KaimenError, load } from "kaimen";
import type { Application, Decision, Market, Pack } from "kaimen";
import { application } from "./right.js";

declare const market: Market;
declare const pack: Pack;
declare const decision: Decision;
const checker = new Checker(market, pack);

// @ts-expect-error: the pack is missing
new Checker(market);
// @ts-expect-error: the wrong way round
new Checker(pack, market);
// @ts-expect-error: text is no document
new Checker("{}", pack);
// @ts-expect-error: there is no hidden clock
checker.check(application);
// @ts-expect-error: a day is text
checker.check(application, { today: new Date() });
// @ts-expect-error: no such option
checker.check(application, { today: "2026-11-23", locale: "en" });
// @ts-expect-error: answers are by id, each with its provenance
checker.check({ schema: "kaimen/application@1", answers: { amount: 8_000_00 } }, { today: "2026-11-23" });
// @ts-expect-error: a decision is no application
checker.questions(decision, { today: "2026-11-23" });
// @ts-expect-error: no address: the caller fetches
load("/kaimen.wasm");
// @ts-expect-error: only the package makes errors
new KaimenError();

// @ts-expect-error: no such provenance
const provenance: Application["answers"][string] = { value: 1, provenance: "guessed" };
// @ts-expect-error: amounts are whole minor units, not bigints
const amount: Application["answers"][string] = { value: 1n, provenance: "said" };
// @ts-expect-error: no such version
const schema: Application["schema"] = "kaimen/application@2";
// @ts-expect-error: no such outcome
const outcome: Decision["outcome"] = "approved";

// @ts-expect-error: results are read-only
decision.outcome = "likely";
// @ts-expect-error: all the way down
decision.offers.push(decision.offers[0]);
// @ts-expect-error: a score may be missing
decision.score.points;
// @ts-expect-error: no such key
decision.approved;

export { amount, outcome, provenance, schema };
