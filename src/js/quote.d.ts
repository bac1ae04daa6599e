// A loan that someone was offered, and what it comes to. Amounts are minor units of the market's currency.

import type { CapTest, ScheduleColumns, YearlyCost } from "./decision.js";
import type { Period } from "./pack.js";

/** A loan as it was offered. */
export interface Quote {
  /** Which document this is. */
  readonly schema: "kaimen/quote@1";
  /** The id of the market whose law is asked. */
  readonly market: string;
  /** The lender's class in the market's words; left out where it is not known. */
  readonly lender?: string | null;
  /** What the loan is for, in the market's words; left out where it is not known. */
  readonly purpose?: string | null;
  /** The market's classes of borrower that the borrower is of, all of them; left out where they are not known. */
  readonly borrower?: readonly string[] | null;
  /** The day on which the money is paid out. */
  readonly start: string;
  /** The amount that the contract states; what is received, if left out. */
  readonly amountMinor?: number | null;
  /** What really arrives on that day; the amount less the fees kept back, if left out. */
  readonly receivedMinor?: number | null;
  /** Money that is paid out later. */
  readonly further?: readonly DatedAmount[] | null;
  /** How it is paid back. */
  readonly payback: Payback;
  /** Fees that are in none of the payments; an empty list where there are none, left out where that is not known. */
  readonly fees?: readonly QuoteFee[] | null;
}

/** Money on a day. */
export interface DatedAmount {
  /** When. */
  readonly date: string;
  /** How much. */
  readonly minor: number;
}

/** How a loan is paid back, as far as it was said. */
export type Payback =
  | {
      /** The same amount each period. */
      readonly kind: "regular";
      /** How many payments. */
      readonly count: number;
      /** Each of them. */
      readonly paymentMinor: number;
      /** How often. */
      readonly every: Period;
      /** When the first is due; one period after the money is paid out, if left out. */
      readonly first?: string | null;
    }
  | {
      /** These amounts on these days. */
      readonly kind: "dated";
      /** The payments, in order. */
      readonly payments: readonly DatedAmount[];
    }
  | {
      /** Nothing but a rate was said. */
      readonly kind: "rate";
      /** The rate, parts per million. */
      readonly ratePpm: number;
      /** What it is per. */
      readonly per: "day" | "month" | "year";
      /** How the loan is repaid; `flat` if left out: what a rate that is all that was said mostly is. */
      readonly form?: "flat" | "level" | "equal-principal" | "interest-first" | "bullet" | null;
      /** How many payments, or periods until the one payment. */
      readonly count: number;
      /** How often. */
      readonly every: Period;
    };

/** A fee that is in none of the payments. */
export interface QuoteFee {
  /** When it is paid: kept back (砍头息), in cash before the money arrives, with each payment, or with the last. */
  readonly when: "kept-back" | "upfront" | "each-payment" | "end";
  /** How much each time. */
  readonly minor: number;
}

/** What an offered loan comes to. What does not apply is left out. */
export interface QuoteCheck {
  /** Which document this is. */
  readonly schema: "kaimen/quote-check@1";
  /** The engine's version. */
  readonly engine: string;
  /** SHA-256 of the market's canonical form, in hexadecimal digits. */
  readonly marketSha256: string;
  /** The amount that the contract states. */
  readonly amountMinor: number;
  /** What is received in all. */
  readonly receivedMinor: number;
  /** What is kept back from the amount. */
  readonly keptBackMinor: number;
  /** Its share of the amount, parts per million. */
  readonly keptBackPpm: number;
  /** What is paid in cash before or when the money arrives. */
  readonly upfrontMinor: number;
  /** All that is paid, every fee in. */
  readonly totalMinor: number;
  /** What that is above what is received; below zero where less is paid back. */
  readonly costMinor: number;
  /** The cost of each unit received, parts per million: 120000 is 12 for each 100; left out where it is too great to keep. */
  readonly costPpm?: number;
  /** How sure the cost and the rates are. */
  readonly certainty: Certainty;
  /** The true rates; left out where no rate fits. */
  readonly rates?: QuoteRates;
  /** The same cost as flat rates; left out where it costs nothing or takes no time. */
  readonly flat?: FlatRates;
  /** How it stands to the limits of the law, in a word. */
  readonly law: LawStanding;
  /** The caps that are about it. */
  readonly caps: readonly CapTest[];
  /** For whom, where a cap is about some and what was said doesn't tell whether the offer is such a one. */
  readonly forSome: readonly ForSome[];
  /** Those that could not be tested, by the last value that is known of their reference rate. */
  readonly lastKnown: readonly LastKnown[];
  /** What the law makes of money that was kept back. */
  readonly deduction?: Deduction;
  /** Where each payment goes: what repays the money received, interest on what is truly owed, fees on top. */
  readonly parts: ScheduleColumns;
  /** What was taken for granted. */
  readonly assumed: readonly Assumption[];
  /** What has to be known. */
  readonly warnings: readonly QuoteWarning[];
  /** What the law wants told before signing, by message id of the market's texts. */
  readonly rights: readonly Cited[];
}

/** The true rates, from what is received and paid. Units of 1e-12. */
export interface QuoteRates {
  /** By the market's legal method. */
  readonly yearly: YearlyCost;
  /** The rate of a month that gives the effective yearly one; left out where it is too great to keep. */
  readonly monthE12?: number;
  /** The rate of a day. */
  readonly dayE12: number;
}

/**
 * How sure a cost is. `at-least`: what arrives, or which fees come on top, was not said; nothing was counted for it, and it
 * can only cost more. `about`: how a rate is meant was not said; it was taken as the dearest.
 */
export type Certainty = "exact" | "at-least" | "about";

/**
 * The same cost as flat rates: all that is paid beyond what is received, every fee in, over what is received and the time, as
 * if all of it were owed to the end and without interest on interest. Units of 1e-12.
 */
export interface FlatRates {
  /** For a year. */
  readonly yearE12: number;
  /** For a month. */
  readonly monthE12: number;
  /** For a day. */
  readonly dayE12: number;
}

/**
 * How an offer stands to the caps that bar a loan. `within-tested`: one that may count could not be tested. `over-for-some`:
 * above one that is about some borrowers or purposes, and whether this loan is such a one is not known. `over-own-limit`: above
 * a rule of the market file's own and none of the law; `over-or-own-limit`: by the lender's class, which is not known, the one
 * or the other.
 */
export type LawStanding =
  | "no-limit"
  | "within"
  | "within-tested"
  | "over"
  | "over-own-limit"
  | "over-or-own-limit"
  | "over-for-some-lenders"
  | "over-for-some"
  | "over-last-known"
  | "untested";

/** For whom a cap is, as far as what was said leaves open whether it is about the offer. */
export interface ForSome {
  /** The rule's id. */
  readonly rule: string;
  /** For these classes of lender. */
  readonly lenders?: readonly string[];
  /** For these purposes. */
  readonly purposes?: readonly string[];
  /** For borrowers of these classes. */
  readonly borrowers?: readonly string[];
}

/** A cap by the last value that is known of its reference rate. */
export interface LastKnown {
  /** The rule's id. */
  readonly rule: string;
  /** When that value was published. */
  readonly asOf: string;
  /** The limit that it gave. Units of 1e-12. */
  readonly limitE12: number;
  /** Whether the offer is above it. */
  readonly over?: boolean;
}

/** Money was kept back, and the law counts the loan as what was received (in China Civil Code art. 670). */
export interface Deduction {
  /** The rule's id. */
  readonly id: string;
  /** The sources it rests on. */
  readonly cite: readonly string[];
  /** The principal that counts. */
  readonly principalMinor: number;
  /** The interest on it, at the rate that the payments bear on the contract's amount. */
  readonly interestMinor: number;
  /** What the payments ask for beyond the two. */
  readonly beyondMinor: number;
}

/** A text of the market and what it rests on. */
export interface Cited {
  /** The message id. */
  readonly id: string;
  /** The sources. */
  readonly cite: readonly string[];
}

/** What was taken for granted because it was not said. */
export type Assumption =
  | "assumed-amount-is-received"
  | "assumed-received-in-full"
  | "assumed-no-fees"
  | "assumed-first-payment-after-one-period"
  | "assumed-monthly-periods"
  | "assumed-counted-in-days"
  | "assumed-flat-rate"
  | "assumed-contract-rate-from-payments";

/** What has to be known about the answer. */
export type QuoteWarning =
  | "money-wanted-upfront"
  | "no-rate"
  | "rate-too-great"
  | "paid-back-less-than-received"
  | "several-rates"
  | "money-kept-back"
  | "lender-unknown"
  | "market-is-draft";
