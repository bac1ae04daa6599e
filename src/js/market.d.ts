// The market: the law of one country as dated, cited data. The project ships one file for each.

import type { FeeKind, PeriodUnit } from "./pack.js";

/** The law of one market. */
export interface Market {
  /** Which document this is. */
  readonly schema: "kaimen/market@1";
  /** ISO 3166-1 code of the country, or 3166-2 of a part of it that has law of its own. */
  readonly id: string;
  /** Who has checked the facts: a draft has been read by no lawyer. */
  readonly status: "draft" | "reviewed";
  /** When the facts were collected. */
  readonly asOf: string;
  /** Its currency. */
  readonly currency: CurrencyUnit;
  /** The sources that the rules cite, by id. */
  readonly sources: readonly Source[];
  /** Rates that caps hang on. */
  readonly referenceRates: readonly ReferenceRate[];
  /** What is not known, or left out on purpose. */
  readonly notes: readonly Note[];
  /** The classes of lender that the rules tell apart. */
  readonly lenderClasses: readonly string[];
  /** The classes of borrower that the rules tell apart: a pack says by which answer it knows them. */
  readonly borrowerClasses: readonly string[];
  /** The purposes that the rules tell apart. */
  readonly purposes: readonly string[];
  /** How the yearly cost is computed and shown. */
  readonly apr: AprRule;
  /** Limits on what a loan may cost. */
  readonly rateCaps: readonly RateCap[];
  /** Limits on what being late may cost. */
  readonly lateCaps: readonly LateChargeCap[];
  /** Limits on the amount. */
  readonly amountLimits: readonly AmountLimit[];
  /** Limits on the term. */
  readonly termLimits: readonly TermLimit[];
  /** The age below which no one is lent to; enforced whatever its confidence. */
  readonly minAge: MinAge;
  /** Who may not borrow. */
  readonly barredBorrowers: readonly BarredBorrower[];
  /** What may not be borrowed for. */
  readonly barredPurposes: readonly BarredPurposes[];
  /** What a borrower's income has to bear. */
  readonly affordability: readonly Affordability[];
  /** How a loan may not be built. */
  readonly structure: readonly StructureRule[];
  /** What questions may be about: a pack names one of these for each, so that what is barred is known. */
  readonly subjects: readonly string[];
  /** Which of them may not be asked or scored. */
  readonly barredInputs: readonly BarredInput[];
  /** Which reasons are owed and how they are chosen. */
  readonly reasons: ReasonsRule;
  /** What an applicant or borrower may ask of a lender. */
  readonly rights: readonly Right[];
  /** What is owed at most when a loan is repaid early. */
  readonly earlyRepayment: readonly EarlyRepayment[];
  /** What has to be said. */
  readonly disclosures: readonly Disclosure[];
  /** Wording by locale. */
  readonly texts: { readonly [locale: string]: Texts };
}

/** Texts of one locale by message id. */
export interface Texts {
  readonly [message: string]: string;
}

/** How sure a fact is: read in its wording, read in one summary, or not seen; the last informs and does not block. */
export type Confidence = "high" | "med" | "low";

/** A currency of the market. */
export interface CurrencyUnit {
  /** ISO 4217 code. */
  readonly code: string;
  /** Digits after the point. */
  readonly minorUnits: number;
  /** Amounts go by this many minor units: more than 1 where the smallest coin is more than a minor unit. */
  readonly stepMinor: number;
}

/** Where a rule was read. */
export interface Source {
  /** What rules cite it by. */
  readonly id: string;
  /** Act, article, notice. */
  readonly citation: string;
  /** How sure the reading is. */
  readonly confidence: Confidence;
  /** What is not certain, in words. */
  readonly note?: string | null;
}

/** What is not known of the law, or left out on purpose. */
export interface Note {
  /** In words. */
  readonly text: string;
  /** Sources. */
  readonly cite: readonly string[];
}

/** When a rule holds and where it stands. */
export interface Rule {
  /** Its name in findings and offers. */
  readonly id: string;
  /** The sources it rests on. */
  readonly cite: readonly string[];
  /** How sure it is. */
  readonly confidence: Confidence;
  /** The first day on which it holds; where that was not found it holds until it ends. */
  readonly from?: string | null;
  /** The last day on which it holds, where it ends. */
  readonly to?: string | null;
}

/** Which loans a rule is about; what is left out does not narrow it. */
export interface Scope {
  /** Classes of lender. */
  readonly lenders?: readonly string[] | null;
  /** Purposes of the loan. */
  readonly purposes?: readonly string[] | null;
  /** Classes of borrower. */
  readonly borrowers?: readonly string[] | null;
  /** The least amount, in minor units. */
  readonly minMinor?: number | null;
  /** The greatest amount. */
  readonly maxMinor?: number | null;
  /** The shortest term. */
  readonly minMonths?: number | null;
  /** The longest term. */
  readonly maxMonths?: number | null;
  /** The least yearly cost by the market's method, parts per million. */
  readonly minYearlyCostPpm?: number | null;
}

/** A published rate that limits are multiples of. */
export interface ReferenceRate {
  /** What limits refer to. */
  readonly id: string;
  /** Its value, parts per million a year; where it is not known the rate counts as stale. */
  readonly ratePpm?: number | null;
  /** When it was published. */
  readonly asOf?: string | null;
  /** Days after which it is stale. */
  readonly maxAgeDays: number;
  /** Where it is published. */
  readonly source: string;
  /** How sure the value is. */
  readonly confidence: Confidence;
}

/**
 * A legal method of the yearly cost: PBoC Announcement [2021] No. 3; US Regulation Z, Appendix J; the same over the
 * charges of the Military Lending Act; EU Consumer Credit Directive; UK CONC App 1.2; India's Key Facts Statement;
 * Brazil's CET; Mexico's CAT; the Philippines' effective rate of a month; Indonesia's daily benefit; Kenya, which has
 * none by law.
 */
export type AprMethod =
  | "cn-pboc-2021-3"
  | "us-reg-z"
  | "us-mapr"
  | "eu-ccd"
  | "uk"
  | "in-kfs"
  | "br-cet"
  | "mx-cat"
  | "ph-eir"
  | "id-daily-benefit"
  | "ke";

/** How the yearly cost is computed and shown. */
export interface AprRule {
  /** The method. */
  readonly method: AprMethod;
  /** The kinds of fee that it leaves out. Caps that count every cost have them in. */
  readonly leftOut: readonly FeeKind[];
  /** Sources. */
  readonly cite: readonly string[];
}

/** What happens beyond a limit: the offer is not shown, or shown with a note. */
export type Effect = "block" | "inform";

/** What the law says of a loan beyond a limit. */
export type Consequence = "excess-unenforceable" | "unenforceable" | "void" | "target";

/**
 * A cost that law limits: by year, by month or by day, or over the principal.
 * `yearly-cost` is by the market's method, all costs in; where the method has two readings, the greater.
 */
export type Measure =
  | "yearly-cost"
  | "mapr"
  | "simple-annual-interest"
  | "monthly-nominal"
  | "monthly-effective"
  | "daily-cost"
  | "total-cost-ratio";

/** A slice of the amount with a rate of its own. */
export interface Slice {
  /** Where it ends, in minor units; the last has no end. */
  readonly upToMinor?: number | null;
  /** The limit on it, parts per million. */
  readonly ratePpm: number;
}

/** A limit, in the unit of its measure. */
export type Limit =
  | {
      /** The same for all. */
      readonly kind: "fixed";
      /** Parts per million. */
      readonly ratePpm: number;
    }
  | {
      /** A multiple of a reference rate. */
      readonly kind: "multiple";
      /** The reference rate's id. */
      readonly of: string;
      /** How many times it. */
      readonly times: number;
    }
  | {
      /** A reference rate and something more. */
      readonly kind: "sum";
      /** The reference rate's id. */
      readonly of: string;
      /** Parts per million above it. */
      readonly plusPpm: number;
    }
  | {
      /** A rate for each slice of what is owed: together their mean, weighted by the slices and the days. */
      readonly kind: "slices";
      /** The slices, from the first minor unit up. */
      readonly slices: readonly Slice[];
      /** The limit is never below this, parts per million: where the law gives the greater of the two. */
      readonly leastPpm?: number | null;
    };

/** A limit on the cost of a loan. */
export interface RateCap {
  /** When it holds. */
  readonly rule: Rule;
  /** Which loans it is about. */
  readonly scope: Scope;
  /** What is measured. */
  readonly measure: Measure;
  /** The limit. */
  readonly limit: Limit;
  /** What happens beyond it. */
  readonly effect: Effect;
  /** What the law says of a loan beyond it. */
  readonly consequence?: Consequence | null;
}

/** A limit on what being late may cost. */
export type LateChargeLimit =
  | {
      /** Interest and penalties on what is overdue. */
      readonly kind: "rate";
      /** By which unit of time. */
      readonly per: PeriodUnit;
      /** The limit, in that unit. */
      readonly limit: Limit;
    }
  | {
      /** A charge for one default. */
      readonly kind: "charge";
      /** Minor units. */
      readonly maxMinor: number;
    }
  | {
      /** All interest that may be claimed, over the principal that is owed. */
      readonly kind: "interest-ratio";
      /** Parts per million of that principal. */
      readonly ratePpm: number;
    };

/** A limit on what being late may cost. */
export interface LateChargeCap {
  /** When it holds. */
  readonly rule: Rule;
  /** Which loans it is about. */
  readonly scope: Scope;
  /** The limit. */
  readonly limit: LateChargeLimit;
  /** What happens beyond it. */
  readonly effect: Effect;
  /** What the law says of a charge beyond it. */
  readonly consequence?: Consequence | null;
}

/** A limit on what one borrower may owe. */
export interface AmountLimit {
  /** When it holds. */
  readonly rule: Rule;
  /** Which loans it is about. */
  readonly scope: Scope;
  /** The least amount, in minor units. */
  readonly minMinor?: number | null;
  /** The greatest. */
  readonly maxMinor?: number | null;
}

/** A limit on the term. */
export interface TermLimit {
  /** When it holds. */
  readonly rule: Rule;
  /** Which loans it is about. */
  readonly scope: Scope;
  /** Only loans whose principal is repaid at the end. */
  readonly bulletOnly: boolean;
  /** The shortest term, in months. */
  readonly minMonths?: number | null;
  /** The longest. */
  readonly maxMonths?: number | null;
}

/** The age below which no one is lent to. */
export interface MinAge {
  /** Whole years. */
  readonly years: number;
  /** Sources. */
  readonly cite: readonly string[];
  /** How sure it is. */
  readonly confidence: Confidence;
}

/** Someone who may not borrow. */
export interface BarredBorrower {
  /** When it holds. */
  readonly rule: Rule;
  /** Which loans it is about. */
  readonly scope: Scope;
  /** Which borrower: a pack says by which answer it knows. */
  readonly borrower: string;
}

/** What may not be borrowed for. */
export interface BarredPurposes {
  /** When it holds. */
  readonly rule: Rule;
  /** Which loans it is about. */
  readonly scope: Scope;
  /** The purposes. */
  readonly purposes: readonly string[];
}

/** What a borrower's income has to bear. */
export interface Affordability {
  /** When it holds. */
  readonly rule: Rule;
  /** Which loans it is about. */
  readonly scope: Scope;
  /** Only borrowers of no more than this monthly income, in minor units. */
  readonly upToIncomeMinor?: number | null;
  /** The most that all repayments together may take of income, parts per million. */
  readonly maxRepaymentPpm?: number | null;
  /** The least monthly income, in minor units. */
  readonly minIncomeMinor?: number | null;
}

/** What the borrower does not have to pay because the loan ends early. */
export type Rebate =
  | "interest-to-the-day"
  | "proportional-total-cost"
  | "actuarial-total-cost"
  | "actuarial-interest"
  | "rule-of-78"
  | "none";

/** What a lender may charge for being repaid early: a share of the amount repaid. */
export interface Compensation {
  /** The share, parts per million. */
  readonly sharePpm: number;
  /** The share where no more than a year is left, where it differs. */
  readonly lastYearPpm?: number | null;
  /** Nothing is charged on repayments up to this amount, in minor units. */
  readonly freeMinor?: number | null;
  /** Whether it is at most the interest that is not paid because of the repayment. */
  readonly withinInterest: boolean;
}

/** What is owed when a loan is repaid early. */
export interface EarlyRule {
  /** What does not have to be paid. */
  readonly rebate: Rebate;
  /** What may be charged; nothing if left out. */
  readonly compensation?: Compensation | null;
}

/** What is owed at most when a loan is repaid early. */
export interface EarlyRepayment {
  /** When it holds. */
  readonly rule: Rule;
  /** Which loans it is about. */
  readonly scope: Scope;
  /** What does not have to be paid, and what may be charged. */
  readonly owed: EarlyRule;
}

/** A way in which a loan may not be built. */
export type Structure = "no-upfront-deduction" | "no-service-fee" | "no-prepayment-charge" | "no-flat-rate";

/** How a loan may not be built. */
export interface StructureRule {
  /** When it holds. */
  readonly rule: Rule;
  /** Which loans it is about. */
  readonly scope: Scope;
  /** What is not allowed. */
  readonly structure: Structure;
}

/** A subject that may not be asked or scored. Enforced whatever its confidence. */
export interface BarredInput {
  /** What the question is about. */
  readonly subject: string;
  /** For what it is barred: it may not even be asked, or it may be asked and not scored. */
  readonly use: "any" | "score";
  /** Sources; `house-rule` is this project's own. */
  readonly cite: readonly string[];
  /** How sure it is. */
  readonly confidence: Confidence;
}

/**
 * What points are compared with: the most that can be given, the mean of those the model was fitted on, what says neither
 * good nor bad, or the mean of those at or just above the cut-off.
 */
export type Reference = "maximum" | "mean" | "neutral" | "above-cut-off";

/** Which reasons are owed and how they are chosen. */
export interface ReasonsRule {
  /** At most so many. */
  readonly max: number;
  /** What points are compared with when reasons are chosen. */
  readonly reference: Reference;
  /** Sources. */
  readonly cite: readonly string[];
}

/** What may be asked of a lender. */
export type Claim =
  | "explanation"
  | "human-review"
  | "refuse-automated"
  | "correction"
  | "early-repayment"
  | "withdrawal";

/** What an applicant or borrower may ask of a lender; its wording is under the rule's id in `texts`. */
export interface Right {
  /** When it holds. */
  readonly rule: Rule;
  /** Which loans it is about. */
  readonly scope: Scope;
  /** What may be asked. */
  readonly claim: Claim;
  /** Within how many days, where the law says so. */
  readonly days?: number | null;
}

/** When something has to be said. */
export type Occasion = "offer" | "before-signing" | "result" | "refusal";

/** Something that has to be said: its wording is under the rule's id in `texts`. */
export interface Disclosure {
  /** When it holds. */
  readonly rule: Rule;
  /** Which loans it is about. */
  readonly scope: Scope;
  /** When. */
  readonly when: Occasion;
  /** The language in which the wording is the regulator's own, where it is. */
  readonly official?: string | null;
}
