// Right uses: each compiles.

import { Checker, KaimenError, checkQuote, load } from "kaimen";
import type { Application, Decision, Market, Model, Offer, Pack, Problem, Question, Quote } from "kaimen";

declare const market: Market;
declare const pack: Pack;

export async function checked(application: Application): Promise<Decision | readonly Problem[]> {
  await load();
  await load(fetch("/kaimen.wasm"));
  await load(new Uint8Array(8));
  using checker = new Checker(market, pack);
  try {
    return checker.check(application, { today: "2026-11-23" });
  } catch (error) {
    if (error instanceof KaimenError) {
      const [first] = error.problems;
      const same: string = error.code + first.code + error.path + error.message;
      console.error(same, error.document === "pack", error.cause);
      return error.problems;
    }
    throw error;
  }
}

export const application: Application = {
  schema: "kaimen/application@1",
  answers: {
    amount: { value: 8_000_00, provenance: "said" },
    student: { value: false, provenance: "attested" },
    purpose: { value: "consumption", provenance: "from-statement" },
    "zhima-score": { value: null, provenance: "said" },
    "wechat-pay-score": { provenance: "said" },
  },
};

export function next(checker: Checker): readonly Question[] {
  const ids = checker.questions(application, { today: "2026-11-23" });
  checker.free();
  return pack.questions.filter((question) => ids.includes(question.id));
}

/** Every outcome, none left out. */
export function words(decision: Decision): string {
  switch (decision.outcome) {
    case "likely":
      return "yes";
    case "possible":
      return "perhaps";
    case "referred":
      return "a person will look at it";
    case "not-yet":
      return "not yet";
  }
}

/** Every kind of question, told apart by `kind`. */
export function bounds(question: Question): readonly (number | string | null | undefined)[] {
  const answer = question.answer;
  switch (answer.kind) {
    case "money":
      return [answer.minMinor, answer.maxMinor];
    case "number":
      return [answer.min, answer.max, answer.unit];
    case "choice":
      return answer.options;
    case "date":
      return [answer.min, answer.max];
    case "yes-no":
      return [];
  }
}

export function cheapest(decision: Decision): Offer | undefined {
  return decision.offers.find((offer) => offer.aims.includes("lowest-total-cost"));
}

export const rate = (offer: Offer): number => offer.yearlyCost.headline.rateE12 / 1e12;
export const due = (offer: Offer): string | undefined => offer.schedule.due.at(-1);
export const dti = (decision: Decision): number => (decision.capacity?.dtiPpm ?? 0) / 1e6;
export const auc = (model: Model): number | undefined => model.card.metrics.find(({ id }) => id === "auc")?.valuePpm;

/** An offer in few words, and what it comes to. */
export function offered(): number | undefined {
  const quote: Quote = {
    schema: "kaimen/quote@1",
    market: "CN",
    start: "2026-11-23",
    receivedMinor: 10_000_00,
    payback: { kind: "rate", ratePpm: 6_000, per: "month", count: 12, every: { count: 1, unit: "month" } },
  };
  const check = checkQuote(market, quote);
  return check.law === "over" ? check.rates?.yearly.effectiveE12 : check.flat?.yearE12;
}
