// The decision: everything that may be shown.

import type { Scalar } from "./application.js";
import type { AprMethod, Consequence, Effect, Measure, Reference } from "./market.js";
import type { PeriodUnit, PolicyEffect, Repayment, Term } from "./pack.js";

/** What a lender with this pack would likely say, why, and what would change it. What does not apply is left out. */
export interface Decision {
  /** Which document this is. */
  readonly schema: "kaimen/decision@1";
  /** What the lender would likely say. */
  readonly outcome: Outcome;
  /** The segment's id. */
  readonly segment?: string;
  /** The model's id. */
  readonly model?: string;
  /** The score. */
  readonly score?: Score;
  /** Points of an applicant about whom nothing is known yet. */
  readonly basePoints?: number;
  /** What each characteristic gave: with the base points they sum to the score. */
  readonly points: readonly PointsGiven[];
  /** What their points are compared with, as the market says. */
  readonly reference: Reference;
  /** The probability of default. */
  readonly pd?: Pd;
  /** The tier's id. */
  readonly tier?: string;
  /** The rules that fired, the market's first. */
  readonly findings: readonly Finding[];
  /** Why: at most as many as the market says. */
  readonly reasons: readonly Reason[];
  /** What can be carried each month, where income, expenses and repayments are known. */
  readonly capacity?: Capacity;
  /** What could be offered. */
  readonly offers: readonly Offer[];
  /** What could not, and why. */
  readonly notOffered: readonly NotOffered[];
  /** The papers to bring for what could be offered, in the pack's order. */
  readonly documents: readonly DocumentToBring[];
  /** Whether there is nothing better to reach, something would be enough for more, or nothing that can be changed. */
  readonly outlook: "best-already" | "can-be-better" | "nothing-is-enough";
  /** What would change the outcome, the cheapest first. */
  readonly recourse: readonly Recourse[];
  /** What has to be known about this decision. */
  readonly warnings: readonly Warning[];
  /** What it was made from. */
  readonly receipt: Receipt;
}

/** What a lender would likely say; `referred`: a person would look at it. */
export type Outcome = "likely" | "possible" | "referred" | "not-yet";

/** What has to be known about a decision. */
export type Warning =
  | "demonstration"
  | "unsigned"
  | "market-is-draft"
  | "range-straddles-cut-off"
  | "reference-rate-stale";

/** A score, in points. */
export interface Score {
  /** The score. */
  readonly points: number;
  /** Points at the upper end of the interval of the probability of default. */
  readonly lowPoints: number;
  /** Points at its lower end. */
  readonly highPoints: number;
}

/** A probability of default with its interval, in parts per million. */
export interface Pd {
  /** The probability. */
  readonly ppm: number;
  /** The lower end of its interval. */
  readonly lowPpm: number;
  /** The upper end. */
  readonly highPpm: number;
}

/** What one characteristic gave to the score, in points. */
export interface PointsGiven {
  /** The characteristic's id. */
  readonly characteristic: string;
  /** Its points. */
  readonly points: number;
  /** What they are compared with, by the market's reference. */
  readonly referencePoints: number;
  /** Whether the points rest on judgement, not on data. */
  readonly expert: boolean;
}

/** A rule that fired. */
export interface Finding {
  /** The rule's id. */
  readonly rule: string;
  /** What it does. */
  readonly effect: PolicyEffect;
  /** Whose it is. */
  readonly source: "market" | "pack";
  /** The sources it rests on. */
  readonly cite: readonly string[];
}

/** One reason; `reason-<code>` are its words in the pack's texts. */
export interface Reason {
  /** A rule, a characteristic or an obstacle. */
  readonly code: string;
  /** What it comes from. */
  readonly source: "rule" | "characteristic" | "capacity" | "product";
  /** Points below the reference, where points were lost. */
  readonly pointsLost?: number;
  /** Whether the points rest on judgement, not on data. */
  readonly expert: boolean;
  /** The market's rule behind it, where there is one. */
  readonly rule?: string;
  /** The sources it rests on. */
  readonly cite: readonly string[];
}

/** What the applicant can carry each month, in minor units. */
export interface Capacity {
  /** Income. */
  readonly incomeMinor: number;
  /** Living expenses. */
  readonly expensesMinor: number;
  /** Repayments of other loans. */
  readonly repaymentsMinor: number;
  /** Income less expenses less repayments; below zero where they exceed it. */
  readonly disposableMinor: number;
  /** Repayments over income before the new loan, parts per million; left out where there is no income. */
  readonly dtiPpm?: number;
  /** The greatest instalment that can be carried. */
  readonly instalmentMinor: number;
  /** The market's rule that bounds it, where one leaves less than the lender's own. */
  readonly rule?: string;
}

/** A loan that could be offered. Amounts are in minor units. */
export interface Offer {
  /** The product's id. */
  readonly product: string;
  /** What it is the best at. */
  readonly aims: readonly Aim[];
  /** How it is repaid. */
  readonly repayment: Repayment;
  /** What is owed. */
  readonly principalMinor: number;
  /** What keeps it from being more. */
  readonly amountBound: AmountBound;
  /** What is received. */
  readonly disbursedMinor: number;
  /** For how long. */
  readonly term: Term;
  /** The nominal rate a year, parts per million. */
  readonly ratePpm: number;
  /** The first payment. */
  readonly instalmentMinor: number;
  /** What has to be found each month so that every payment can be met. */
  readonly monthlyBurdenMinor: number;
  /** All interest. */
  readonly interestMinor: number;
  /** All fees. */
  readonly feesMinor: number;
  /** All that is paid. */
  readonly totalMinor: number;
  /** All that is paid above what is received. */
  readonly costMinor: number;
  /** The legal yearly cost, all costs in. */
  readonly yearlyCost: YearlyCost;
  /** The caps it was held against. */
  readonly caps: readonly CapTest[];
  /** The due payments. */
  readonly schedule: ScheduleColumns;
}

/** What an offer is the best at, of its product. */
export type Aim = "as-wanted" | "lowest-total-cost" | "lowest-instalment" | "most-money";

/** What keeps the amount of an offer from being greater: the wish, the product, what the lender has open with one borrower, what can be carried, or the law. */
export type AmountBound = "wanted" | "product" | "exposure" | "capacity" | "law";

/** The yearly cost by a legal method, in units of 1e-12 (1e12 is 100 % a year): both readings of a rate. */
export interface YearlyCost {
  /** By which method. */
  readonly method: AprMethod;
  /**
   * `(1 + i)ⁿ − 1`, where `i` is the rate of one of the `n` periods that the method counts in a year; left out
   * where it is too great to keep and not what the law shows.
   */
  readonly effectiveE12?: number;
  /** `n · i`. */
  readonly nominalE12: number;
  /** What the law shows. */
  readonly headline: Headline;
}

/** Which number of a yearly cost a law shows: a reading, or the cost of each day of the term over the money received. */
export type Reading = "effective" | "nominal" | "benefit";

/** The number that a law shows. */
export interface Headline {
  /** Which number it is. */
  readonly reading: Reading;
  /** What it is per. */
  readonly per: PeriodUnit;
  /** It, units of 1e-12: what limits are held against. */
  readonly rateE12: number;
  /** It as shown, rounded half-up to the decimals. Units of 1e-12. */
  readonly shownE12: number;
  /** Decimals of the per cent. */
  readonly decimals: number;
}

/** A cap that an offer was held against. */
export interface CapTest {
  /** The rule's id. */
  readonly rule: string;
  /** The sources it rests on. */
  readonly cite: readonly string[];
  /** What was measured. */
  readonly measure: Measure;
  /** What happens beyond the limit; a rule of low confidence informs. */
  readonly effect: Effect;
  /** What the law says of a loan beyond it. */
  readonly consequence?: Consequence;
  /** The limit in units of 1e-12, where it is known. */
  readonly limitE12?: number;
  /** What the loan costs by this measure, in the same units, where it can be measured. */
  readonly valueE12?: number;
  /** How the loan stands to it; `untested` where the limit hangs on a reference rate that is stale, or nothing could be measured. */
  readonly status: "within" | "over" | "untested";
}

/** The due payments in columns, one entry each. Amounts are in minor units. */
export interface ScheduleColumns {
  /** When each is due. */
  readonly due: readonly string[];
  /** The part that repays principal. */
  readonly principalMinor: readonly number[];
  /** Interest. */
  readonly interestMinor: readonly number[];
  /** Fees. */
  readonly feesMinor: readonly number[];
  /** Principal still owed after it. */
  readonly balanceMinor: readonly number[];
}

/** A product that can't be offered, and why. */
export interface NotOffered {
  /** The product's id. */
  readonly product: string;
  /** Why. */
  readonly obstacle: Obstacle;
  /** The market's rule that stands in the way, where it is one. */
  readonly rule?: string;
  /** The sources it rests on. */
  readonly cite: readonly string[];
}

/** A paper that the lender asks for; `document-<id>` are its words in the pack's texts. */
export interface DocumentToBring {
  /** Its id. */
  readonly id: string;
  /** The ids of the products that it is asked for with, of those that could be offered. */
  readonly products: readonly string[];
  /** The ids of the questions whose answers it shows, whether or not they were asked. */
  readonly proves: readonly string[];
}

/** Why a product can't be offered. */
export type Obstacle =
  | "pack-out-of-date"
  | "tier-not-served"
  | "price-over-maximum"
  | "amount-below-minimum"
  | "capacity-too-low"
  | "term-barred"
  | "cost-over-cap"
  | "cost-unknown"
  | "reference-rate-stale";

/** Changes that together turn the outcome. */
export interface Recourse {
  /** The changes. */
  readonly changes: readonly Change[];
  /** What they cost together, by the pack's own measure. */
  readonly effort: number;
  /** How many days the longest takes. */
  readonly days: number;
  /** What they reach. */
  readonly reaches: Standing;
}

/** One answer that would have to become another. */
export interface Change {
  /** The question's id. */
  readonly question: string;
  /** The answer now. */
  readonly from?: Scalar;
  /** What it would have to be. */
  readonly to: Scalar;
  /** What it costs the applicant, by the pack's own measure. */
  readonly effort: number;
  /** How many days it takes. */
  readonly days: number;
}

/** How an application stands: a greater one is better. */
export interface Standing {
  /** The outcome's rank: 0 not yet, 1 referred, 2 possible, 3 likely. */
  readonly rank: number;
  /** The greatest amount that could be offered, in minor units. */
  readonly principalMinor: number;
}

/** What a decision was made from: the same receipt, the same decision. */
export interface Receipt {
  /** The engine's version. */
  readonly engine: string;
  /** The day. */
  readonly today: string;
  /** SHA-256 of the market's canonical form, in hexadecimal digits. */
  readonly marketSha256: string;
  /** SHA-256 of the pack's canonical form. */
  readonly packSha256: string;
  /** SHA-256 of the application's canonical form. */
  readonly applicationSha256: string;
}
