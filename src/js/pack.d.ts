// The pack: one lender's questions, models, rules and products.

import type { Model, NamedDerivation, Characteristic, Condition, Derivation } from "./model.js";
import type { Texts } from "./market.js";
import type { Scalar } from "./application.js";
import type { Outcome } from "./decision.js";

export type * from "./model.js";

/** One lender's offer to the world. */
export interface Pack {
  /** Which document this is. */
  readonly schema: "kaimen/pack@1";
  /** Its name. */
  readonly id: string;
  /** Its version. */
  readonly version: string;
  /** The id of the market whose law it lives under. */
  readonly market: string;
  /** The lender. */
  readonly lender: Lender;
  /** The first day on which it may be used. */
  readonly from: string;
  /** The last day on which it may be used. */
  readonly to: string;
  /** Which questions say what is wanted. */
  readonly wanted: Wanted;
  /** Who is lent to at all. */
  readonly eligibility: Eligibility;
  /** The form, in the order in which it is asked. */
  readonly questions: readonly Question[];
  /** What holds between answers of any applicant: where it does not, one of them is wrong. */
  readonly relations: readonly Relation[];
  /** Variables that rules may refer to by an `answer` derivation, as if they were questions. */
  readonly characteristics: readonly NamedDerivation[];
  /** Knock-out and referral rules. */
  readonly policy: readonly PolicyRule[];
  /** Segments, in order: the first whose condition is true is taken; the last one has none. */
  readonly segments: readonly Segment[];
  /** The models. */
  readonly models: readonly Model[];
  /** Tiers, from the best to the worst: the first whose limit is not passed is taken. */
  readonly tiers: readonly Tier[];
  /** What an applicant can carry. */
  readonly capacity: CapacityRule;
  /** The products. */
  readonly products: readonly Product[];
  /** The papers that whoever applies brings, in the order in which they are told; none, if left out. */
  readonly documents?: readonly DocumentWanted[] | null;
  /** Applications whose decision is known: a pack that decides one otherwise does not load. */
  readonly golden?: readonly Golden[] | null;
  /** Words by locale and message id. */
  readonly texts: { readonly [locale: string]: Texts };
}

/** Who lends. */
export interface Lender {
  /** Its name, as shown. */
  readonly name: string;
  /** Its class in the market's words: it decides which rules bind. */
  readonly class: string;
  /** Whether this is a demonstration and no real offer. */
  readonly demonstration: boolean;
}

/** Which questions say what is wanted, by id. */
export interface Wanted {
  /** The amount: a money question. */
  readonly amount: string;
  /** The term in months: a number question. */
  readonly term: string;
  /** The purpose: a choice question whose options are the market's purposes. */
  readonly purpose: string;
}

/** Who is lent to at all. */
export interface Eligibility {
  /** The least age in years; never below the market's. */
  readonly minAge: number;
  /** The id of the question that asks the date of birth. */
  readonly birthDate: string;
  /** The id of the yes-or-no question that asks whether someone is a borrower whom the market bars, by that borrower. */
  readonly borrowers: { readonly [borrower: string]: string };
}

/**
 * One question of the form. Its words are in the texts: `question-<id>-label`, `-hint`, `-why`, and for each choice
 * `question-<id>-option-<choice>`.
 */
export interface Question {
  /** Its name, and the key of its answer. */
  readonly id: string;
  /** What it is about, in the words of the market's subjects. */
  readonly subject: string;
  /** What kind of answer it takes. */
  readonly answer: AnswerKind;
  /** When it is asked; always, if left out. */
  readonly when?: Condition | null;
  /** Whether "I don't know" is an answer. */
  readonly mayBeUnknown: boolean;
  /** Whether, and how, the applicant can change the answer in truth. */
  readonly lever?: Lever | null;
  /** Which answer is the better one, where that is so all else equal: `kaimen lint` holds the pack to it. */
  readonly better?: Better | null;
  /** Earlier questions that come before this one, in whatever order the rest is asked. */
  readonly after?: readonly string[] | null;
  /** How answers are spread among those who ask for a loan; it decides what is asked first and nothing else. */
  readonly distribution?: Distribution | null;
}

/** Which way an answer gets better: a greater number, a later date, yes; or the other way round. */
export type Better = "more" | "less";

/** How answers to a question are spread. */
export interface Distribution {
  /** Where the numbers come from, in plain words. */
  readonly basis: string;
  /** The share of those who don't know, where that is an answer. */
  readonly unknownPpm: number;
  /** How the others answer. */
  readonly of: Spread;
}

/** How answers are spread. */
export type Spread =
  | {
      /** Of a number; of a date, whole years before the day of the check. */
      readonly kind: "quantiles";
      /** The middles of so many equal shares, ascending. */
      readonly of: readonly number[];
    }
  | {
      /** Of a choice, or of yes and no. */
      readonly kind: "shares";
      /** The share of each; one that is left out is never chosen. */
      readonly of: { readonly [option: string]: number };
    };

/** What kind of answer a question takes. */
export type AnswerKind =
  | {
      /** An amount in minor units of the market's currency. */
      readonly kind: "money";
      /** The least. */
      readonly minMinor: number;
      /** The most. */
      readonly maxMinor: number;
    }
  | {
      /** A whole number. */
      readonly kind: "number";
      /** The least. */
      readonly min: number;
      /** The most. */
      readonly max: number;
      /** What it counts. */
      readonly unit: "years" | "months" | "count" | "points" | "days" | "percent";
    }
  | {
      /** One of several. */
      readonly kind: "choice";
      /** The choices, in the order in which they are shown. */
      readonly options: readonly string[];
    }
  | {
      /** A date. */
      readonly kind: "date";
      /** The first. */
      readonly min?: string | null;
      /** The last. */
      readonly max?: string | null;
    }
  | {
      /** Yes or no. */
      readonly kind: "yes-no";
    };

/** How an answer can be changed in truth. */
export type Lever =
  | {
      /** By steps up or down. */
      readonly kind: "step";
      /** One step: minor units or units; below zero for down. */
      readonly by: number;
      /** At most so many steps. */
      readonly times: number;
      /** What one step costs the applicant, 1 to 100. */
      readonly effort: number;
      /** How many days one step takes. */
      readonly days: number;
    }
  | {
      /** To another choice, or to `yes` or `no`. */
      readonly kind: "choose";
      /** The answers that it may become. */
      readonly options: readonly string[];
      /** What it costs the applicant, 1 to 100. */
      readonly effort: number;
      /** How many days it takes. */
      readonly days: number;
    };

/** What a rule does: it alone declines, or it asks for a person. */
export type PolicyEffect = "knock-out" | "referral";

/** What holds between answers, whoever gives them. */
export interface Relation {
  /** Its name; `relation-<id>` are the words that say what does not fit. */
  readonly id: string;
  /** The question at which it is said: no question that it reads is asked after this one. */
  readonly at: string;
  /** What holds; where an answer that it reads is missing, nothing is said. */
  readonly holds: Condition;
}

/** A rule of the lender. */
export interface PolicyRule {
  /** Its name; `reason-<id>` are its words. */
  readonly id: string;
  /** What it does. */
  readonly effect: PolicyEffect;
  /** When it does so. */
  readonly when: Condition;
}

/** A group of applicants with a model of its own. */
export interface Segment {
  /** Its name; `segment-<id>` are its words. */
  readonly id: string;
  /** Who belongs to it; everyone, if left out. */
  readonly when?: Condition | null;
  /** The id of the model that scores it. */
  readonly model: string;
  /** Points given by judgement, not by data. */
  readonly expert?: Expert | null;
}

/** Characteristics whose points rest on judgement; together they move a score by no more than the limit. */
export interface Expert {
  /** The most points, up or down, that they may move the score together. */
  readonly limitPoints: number;
  /** Why these points, in plain words. */
  readonly basis: string;
  /** The characteristics. */
  readonly characteristics: readonly Characteristic[];
}

/** A band of probability of default. */
export interface Tier {
  /** Its name. */
  readonly id: string;
  /** The greatest probability of default in it, parts per million; the last tier's is 1000000. */
  readonly maxPdPpm: number;
  /** What it means for the applicant. */
  readonly outcome: "likely" | "possible" | "not-yet";
}

/** How what an applicant can carry each month is found. */
export interface CapacityRule {
  /** Monthly income. */
  readonly income: Derivation;
  /** Monthly living expenses. */
  readonly expenses: Derivation;
  /** Monthly repayments of other loans. */
  readonly repayments: Derivation;
  /** The most that all repayments may take of income, parts per million. */
  readonly maxDtiPpm: number;
  /** The most that the new instalment may take of disposable income, parts per million. */
  readonly maxDisposablePpm: number;
  /** The most that may be owed to this lender, in minor units. */
  readonly maxExposureMinor: number;
}

/** What a period is counted in; a half month is a day of the month and the day fifteen days from it. */
export type PeriodUnit = "day" | "week" | "half-month" | "month" | "year";

/** How often payments are due. */
export interface Period {
  /** How many of the unit. */
  readonly count: number;
  /** The unit. */
  readonly unit: PeriodUnit;
}

/** For how long a loan runs: so many periods. */
export interface Term {
  /** How many. */
  readonly periods: number;
  /** Of what length. */
  readonly every: Period;
}

/**
 * How days become parts of a year: actual days over 365, over 360, or over the length of each year; months of thirty
 * days, the bond basis or the European way (all by ISDA 2006, 4.16); or periods that count as equal, whatever their days.
 */
export type DayCount = "act-365" | "act-360" | "act-act" | "30-360" | "30e-360" | "equal-periods";

/** How a loan is repaid. A product takes any but `flat` and `given`, which say what was quoted. */
export type Repayment =
  | {
      /** Level instalments (等额本息). */
      readonly kind: "level";
    }
  | {
      /** The same principal in each instalment, and interest on what is owed (等额本金). */
      readonly kind: "equal-principal";
    }
  | {
      /** Interest each period, the principal with the last (先息后本). */
      readonly kind: "interest-first";
    }
  | {
      /** Principal and interest in one payment at the end (到期还本付息). */
      readonly kind: "bullet";
    }
  | {
      /** Interest for each day on what is owed; principal at the end or on any day (按日计息·随借随还). */
      readonly kind: "day-interest";
    }
  | {
      /** Interest on the first balance throughout (等本等息). */
      readonly kind: "flat";
    }
  | {
      /** Instalments of a given amount until all is repaid, at the latest with the last of the term. */
      readonly kind: "given";
      /** The instalment, in minor units. */
      readonly instalmentMinor: number;
    }
  | {
      /** Instalments that grow. */
      readonly kind: "graduated";
      /** By how much, parts per million. */
      readonly stepPpm: number;
      /** After how many instalments. */
      readonly each: number;
    }
  | {
      /** Instalments in proportion to the weight of the month in which they are due. */
      readonly kind: "seasonal";
      /** Twelve weights, January first; nothing is due in a month of weight 0. */
      readonly weights: readonly number[];
    }
  | {
      /** Interest alone at first, then level instalments. */
      readonly kind: "interest-only-then-level";
      /** How many instalments are interest alone. */
      readonly periods: number;
    }
  | {
      /** Level instalments, none in some months of the year. */
      readonly kind: "skipped";
      /** The months in which nothing is due, 1 for January. */
      readonly months: readonly number[];
    }
  | {
      /** Level instalments, and a share of the principal with the last. */
      readonly kind: "balloon";
      /** The share, parts per million. */
      readonly sharePpm: number;
    };

/** A product: what can be lent, for how long, at what price. Amounts are in minor units. */
export interface Product {
  /** Its name; `product-<id>-name` and `-hint` are its words. */
  readonly id: string;
  /** How it is repaid. */
  readonly repayment: Repayment;
  /** How often. */
  readonly every: Period;
  /** How days become interest. */
  readonly dayCount: DayCount;
  /** The least amount. */
  readonly minMinor: number;
  /** The most. */
  readonly maxMinor: number;
  /** Amounts go by this step. */
  readonly stepMinor: number;
  /** The terms in periods, ascending. */
  readonly terms: readonly number[];
  /** The ids of the tiers to which it is offered. */
  readonly tiers: readonly string[];
  /** Its price. */
  readonly price: Price;
  /** Its fees. */
  readonly fees: readonly Fee[];
  /** What being late costs; nothing if left out. */
  readonly late?: LateRule | null;
}

/** Interest on what is overdue, by the day. */
export interface LateRule {
  /** The rate a year on the overdue amount, parts per million. */
  readonly ratePpm: number;
  /** How days become years. */
  readonly dayCount: DayCount;
  /** The most that it may come to; no limit if left out. */
  readonly cap?: LateCap | null;
}

/** The most that late interest may come to. */
export type LateCap =
  | {
      /** A share of what is overdue. */
      readonly kind: "share-of-overdue";
      /** The share, parts per million. */
      readonly sharePpm: number;
    }
  | {
      /** What keeps all interest, fees and late interest of the loan within a share of its principal. */
      readonly kind: "share-of-principal";
      /** The share, parts per million. */
      readonly sharePpm: number;
    }
  | {
      /**
       * What keeps the interest and fees that are owed, late interest with them, within a share of the principal that was
       * owed when the loan came to be late (in duplum: Kenya, LN 46 of 2022).
       */
      readonly kind: "share-of-owing";
      /** The share, parts per million. */
      readonly sharePpm: number;
    }
  | {
      /** An amount. */
      readonly kind: "amount";
      /** Minor units. */
      readonly maxMinor: number;
    };

/**
 * A nominal yearly rate that covers cost and expected loss: `base + PD · LGD`, rounded up to `step`, at least `min`. A
 * price above `max` is not charged: the product is not offered. All in parts per million.
 */
export interface Price {
  /** Funding, operation and margin, a year. */
  readonly basePpm: number;
  /** Loss given default. */
  readonly lgdPpm: number;
  /** The lowest rate. */
  readonly minPpm: number;
  /** The highest rate. */
  readonly maxPpm: number;
  /** Rates go by this step, at least 1. */
  readonly stepPpm: number;
}

/** What a fee is for: laws say which kinds count towards a yearly cost. */
export type FeeKind =
  | "service"
  | "insurance"
  | "guarantee"
  | "application"
  | "participation"
  | "admin"
  | "tax"
  | "add-on";

/** A fee, each time it is paid: a share and a fixed amount, within bounds, and the tax on it. */
export interface Fee {
  /** Its name; `fee-<id>` is its word. */
  readonly id: string;
  /** What it is for. */
  readonly kind: FeeKind;
  /** When it is paid: in cash at the start, kept back from the amount paid out (砍头息), with each instalment … */
  readonly when: "upfront" | "deducted" | "each-instalment" | "each-draw" | "at-end";
  /** What it is a share of. */
  readonly of: "principal" | "balance" | "instalment";
  /** The share, parts per million. */
  readonly sharePpm: number;
  /** The fixed amount, in minor units. */
  readonly fixedMinor: number;
  /** The least that share and fixed amount come to. */
  readonly minMinor?: number | null;
  /** The most. */
  readonly maxMinor?: number | null;
  /** The tax on it (GST, VAT), a share on top, parts per million. */
  readonly taxPpm?: number | null;
}

/** A paper that whoever applies brings to the lender. It decides nothing: it is told with what could be offered. */
export interface DocumentWanted {
  /** Its name; `document-<id>` are its words. */
  readonly id: string;
  /** The ids of the products that it is wanted for; all, if left out. */
  readonly products?: readonly string[] | null;
  /** Of whom it is wanted; of everyone, if left out. Where an answer that it needs is missing it is not wanted. */
  readonly when?: Condition | null;
  /** The ids of the questions whose answers it shows. */
  readonly proves?: readonly string[] | null;
}

/** An application whose decision is known. */
export interface Golden {
  /** Its name. */
  readonly id: string;
  /** The day on which it is decided. */
  readonly today: string;
  /** Every answer by its question; "I don't know" is left out. */
  readonly answers: { readonly [question: string]: Scalar };
  /** What has to come out. */
  readonly outcome: Outcome;
  /** The greatest amount that has to be offered, in minor units; 0 for no offer. Any, if left out. */
  readonly mostMinor?: number | null;
  /** The codes of the reasons that have to be told, in their order. Any, if left out. */
  readonly reasons?: readonly string[] | null;
}
