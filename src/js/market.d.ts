// The market: the law of one country as dated, cited data. The project ships one file for each.

/** The law of one market. */
export interface Market {
  /** Which document this is. */
  readonly schema: "kaimen/market@1";
  /** ISO 3166-1 code of the country. */
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
  /** The classes of lender that the rules tell apart. */
  readonly lenderClasses: readonly string[];
  /** The purposes that the rules tell apart. */
  readonly purposes: readonly string[];
  /** How the yearly cost is computed and shown. */
  readonly apr: AprRule;
  /** Limits on the yearly cost. */
  readonly rateCaps: readonly RateCap[];
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
  /** How a loan may not be built. */
  readonly structure: readonly StructureRule[];
  /** What questions may be about: a pack names one of these for each, so that what is barred is known. */
  readonly subjects: readonly string[];
  /** Which of them may not be asked or scored. */
  readonly barredInputs: readonly BarredInput[];
  /** Which reasons are owed and how they are chosen. */
  readonly reasons: ReasonsRule;
  /** What the applicant may ask of a lender. */
  readonly rights: Rights;
  /** Days within which a loan may be handed back, where the law knows such a right. */
  readonly coolingOffDays?: number | null;
  /** What has to be said, by message id. */
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

/** When a rule holds and where it stands. */
export interface Rule {
  /** Its name in findings and offers. */
  readonly id: string;
  /** The sources it rests on. */
  readonly cite: readonly string[];
  /** How sure it is. */
  readonly confidence: Confidence;
  /** The first day on which it holds. */
  readonly from: string;
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
      /** A rate for each slice of the amount: together their mean, weighted by the slices. */
      readonly kind: "slices";
      /** The slices, from the first minor unit up. */
      readonly slices: readonly Slice[];
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

/** A limit on what one borrower may owe. */
export interface AmountLimit {
  /** When it holds. */
  readonly rule: Rule;
  /** Which loans it is about. */
  readonly scope: Scope;
  /** Minor units. */
  readonly maxMinor: number;
}

/** A limit on the term. */
export interface TermLimit {
  /** When it holds. */
  readonly rule: Rule;
  /** Which loans it is about. */
  readonly scope: Scope;
  /** Only loans whose principal is repaid at the end. */
  readonly bulletOnly: boolean;
  /** The longest term, in months. */
  readonly maxMonths: number;
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

/** How a loan may not be built. */
export interface StructureRule {
  /** When it holds. */
  readonly rule: Rule;
  /** Which loans it is about. */
  readonly scope: Scope;
  /** What is not allowed. */
  readonly structure: "no-upfront-deduction";
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

/** Which reasons are owed and how they are chosen. */
export interface ReasonsRule {
  /** At most so many. */
  readonly max: number;
  /** What points are compared with: the most that can be given, or the mean of those the model was fitted on. */
  readonly reference: "maximum" | "mean";
  /** Sources. */
  readonly cite: readonly string[];
}

/** What the applicant may ask of a lender. */
export interface Rights {
  /** An explanation of the decision. */
  readonly explanation: boolean;
  /** A review by a person. */
  readonly humanReview: boolean;
  /** To refuse a decision made by a machine alone. */
  readonly refuseAutomated: boolean;
  /** Sources. */
  readonly cite: readonly string[];
}

/** Something that has to be said: its wording is under the same id in `texts`. */
export interface Disclosure {
  /** The message id. */
  readonly id: string;
  /** When. */
  readonly when: "offer" | "before-signing" | "result";
  /** Whether the wording is the regulator's own. */
  readonly official: boolean;
  /** Sources. */
  readonly cite: readonly string[];
}
