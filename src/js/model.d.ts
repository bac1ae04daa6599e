// The model: points tables over characteristics, and how those are derived from answers.

/** A scorecard with its calibration and its card: what `kaimen fit` makes. */
export interface Model {
  /** Which document this is. */
  readonly schema: "kaimen/model@1";
  /** Its name. */
  readonly id: string;
  /** How columns of raw data become answers: what fitting and validating read. Packs leave it out. */
  readonly inputs?: readonly Input[] | null;
  /** Answers that raw data give only through a derivation. Packs, which ask for them, leave it out. */
  readonly prepared?: readonly NamedDerivation[] | null;
  /** Points of an applicant about whom nothing is known yet. */
  readonly basePoints: number;
  /** The scale of the points. */
  readonly scale: Scale;
  /** The scored characteristics. */
  readonly characteristics: readonly Characteristic[];
  /** Probability of default by score: ascending scores, the probability read between them by a straight line. */
  readonly calibration: readonly Knot[];
  /** What is known about how good it is. */
  readonly card: Card;
}

/** How a column of raw data becomes an answer. */
export interface Input {
  /** The answer's id. */
  readonly id: string;
  /** The column. */
  readonly column: string;
  /** Cell texts that mean "not known", besides the empty cell. */
  readonly missing: readonly string[];
  /** The choice that each cell text stands for, one that is not listed for itself; the column is a number if left out. */
  readonly choices?: { readonly [cell: string]: string } | null;
  /** A number is multiplied by this to come to the answer's unit. */
  readonly times: number;
}

/** The scale of a score: `baseScore` points at good : bad odds of `baseOdds` : 1, and `pdo` points to double them. */
export interface Scale {
  /** Points at the base odds. */
  readonly baseScore: number;
  /** The base odds. */
  readonly baseOdds: number;
  /** Points to double the odds. */
  readonly pdo: number;
}

/** A characteristic and its points table. */
export interface Characteristic {
  /** Its name; also the reason code of its lost points. */
  readonly id: string;
  /** How it is derived from answers. */
  readonly derivation: Derivation;
  /** How the points go as the value rises: never down, never up, or either way. */
  readonly trend: "ascending" | "descending" | "none";
  /** Mean points of those the model was fitted on. */
  readonly meanPoints: number;
  /** The points of an attribute without weight of evidence: one that says neither good nor bad. */
  readonly neutralPoints: number;
  /** Its attributes: the first that holds the value gives the points. */
  readonly attributes: readonly Attribute[];
}

/** One bin of a characteristic and its points. */
export interface Attribute {
  /** Which values it holds. */
  readonly bin: Bin;
  /** The points. */
  readonly points: number;
}

/** Which values a bin holds. */
export type Bin =
  | {
      /** Numbers from `from` to just below `to`. */
      readonly kind: "range";
      /** The least; no bound if left out. */
      readonly from?: number | null;
      /** The first number above; no bound if left out. */
      readonly to?: number | null;
    }
  | {
      /** These choices. */
      readonly kind: "choices";
      /** The choices. */
      readonly of: readonly string[];
    }
  | {
      /** Not answered or not known. */
      readonly kind: "missing";
    }
  | {
      /** A ratio whose divisor is 0 or less. */
      readonly kind: "undefined";
    }
  | {
      /** Whatever no other bin holds. */
      readonly kind: "other";
    };

/** The probability of default at one score, with its interval, in parts per million. */
export interface Knot {
  /** The first score of the band. */
  readonly fromScore: number;
  /** The score that the probability stands at: the mean of the band's rows. */
  readonly score: number;
  /** The probability. */
  readonly pdPpm: number;
  /** The lower end of where the share of defaults among as many later applicants will lie, in 95 cases of 100. */
  readonly lowPpm: number;
  /** The upper end. */
  readonly highPpm: number;
  /** The rows that it was found from. */
  readonly rows: number;
  /** Mean points of each characteristic, in the model's order, of the rows in the band. */
  readonly meanPoints: readonly number[];
}

/** What is known about how good a model is, and for whom. */
export interface Card {
  /** Where the rows come from. */
  readonly source: string;
  /** Under which licence they are used. */
  readonly licence: string;
  /** When they were observed. */
  readonly period: string;
  /** What counts as default. */
  readonly target: string;
  /** Rows fitted on. */
  readonly rows: number;
  /** Defaults among them. */
  readonly bads: number;
  /** Rows kept apart, on which the metrics were measured. */
  readonly heldOutRows: number;
  /** Defaults among those. */
  readonly heldOutBads: number;
  /** How the points were fitted. */
  readonly method: string;
  /** Columns that were not used, and why. */
  readonly dropped: readonly Dropped[];
  /** How much each characteristic tells by itself. */
  readonly information: readonly Information[];
  /** How good it is on the rows kept apart. */
  readonly metrics: readonly Metric[];
  /** The share of score bands whose later share of defaults lay in its range, over 200 random halvings of the rows. */
  readonly rangeCoveragePpm?: number | null;
  /** Whether groups are approved less often, on the rows kept apart. */
  readonly adverseImpact: readonly AdverseImpact[];
  /** What it can't do, in plain words. */
  readonly limits: readonly string[];
}

/** Columns that were not used. */
export interface Dropped {
  /** The columns. */
  readonly columns: readonly string[];
  /** Why. */
  readonly reason: string;
}

/** How much a characteristic tells by itself, on the rows fitted on. */
export interface Information {
  /** The characteristic's id. */
  readonly id: string;
  /** Information value in parts per million: `Σ (share of goods − share of bads) · weight of evidence` of its bins. */
  readonly valuePpm: number;
}

/** One measure with its interval of 95 %, in parts per million. */
export interface Metric {
  /** `auc`, `gini`, `ks`, `brier`, `log-loss` or `ece`. */
  readonly id: string;
  /** Its value. */
  readonly valuePpm: number;
  /** The lower end. */
  readonly lowPpm: number;
  /** The upper end. */
  readonly highPpm: number;
}

/** The share of a group that passes a cut-off over that of the reference group. */
export interface AdverseImpact {
  /** The cut-off: the least score that passes. */
  readonly cutOff: number;
  /** The group. */
  readonly group: string;
  /** The group it is compared with. */
  readonly reference: string;
  /** Rows of the group. */
  readonly rows: number;
  /** Rows of the reference group. */
  readonly referenceRows: number;
  /** The share of the group's rows that pass the cut-off, parts per million. */
  readonly approvedPpm: number;
  /** The ratio of the two shares, parts per million; below 800000 it is commonly taken as a warning. */
  readonly ratioPpm: number;
  /** The lower end of its interval. */
  readonly lowPpm: number;
  /** The upper end of its interval. */
  readonly highPpm: number;
}

/** A named variable that rules and capacity may refer to. */
export interface NamedDerivation {
  /** Its name. */
  readonly id: string;
  /** How it is derived. */
  readonly derivation: Derivation;
}

/** A number or choice derived from answers. What is missing stays missing. */
export type Derivation =
  | {
      /** The answer to a question: a number, minor units, a choice, or 1 and 0 for yes and no. */
      readonly kind: "answer";
      /** The question's id. */
      readonly of: string;
    }
  | {
      /** A number that is always the same. */
      readonly kind: "constant";
      /** The number. */
      readonly value: number;
    }
  | {
      /** The sum of all, missing if any is; the least or the greatest of those that are there; the first that is. */
      readonly kind: "sum" | "min" | "max" | "first";
      /** Of these. */
      readonly of: readonly Derivation[];
    }
  | {
      /** One less another. */
      readonly kind: "difference";
      /** From what. */
      readonly of: Derivation;
      /** What is taken away. */
      readonly less: Derivation;
    }
  | {
      /** One divided by another, in parts per million; undefined where the divisor is 0 or less. */
      readonly kind: "ratio";
      /** What is divided. */
      readonly of: Derivation;
      /** By what. */
      readonly by: Derivation;
    }
  | {
      /** A number times a share in parts per million. */
      readonly kind: "scaled";
      /** The number. */
      readonly of: Derivation;
      /** Times so many parts per million. */
      readonly timesPpm: number;
    }
  | {
      /** How many are at least so much; missing if any is. */
      readonly kind: "count-at-least";
      /** Among these. */
      readonly of: readonly Derivation[];
      /** So much. */
      readonly atLeast: number;
    }
  | {
      /** A number for each choice; missing for a choice that is not listed. */
      readonly kind: "code";
      /** The question's id. */
      readonly of: string;
      /** The number of each choice. */
      readonly values: { readonly [choice: string]: number };
    }
  | {
      /** Whole months or years from a date that was answered to today. */
      readonly kind: "months-since" | "years-since";
      /** The question's id. */
      readonly of: string;
    };

/** A condition on answers: true, false, or unknown where what it needs is missing. */
export type Condition =
  | {
      /** All of them, true of none; or any of them, false of none. */
      readonly kind: "all" | "any";
      /** These. */
      readonly of: readonly Condition[];
    }
  | {
      /** The opposite. */
      readonly kind: "not";
      /** Of this. */
      readonly of: Condition;
    }
  | {
      /** A comparison: `<`, `≤`, `=`, `≥` or `>`. */
      readonly kind: "compare";
      /** The left side. */
      readonly left: Derivation;
      /** How. */
      readonly is: "less" | "at-most" | "equal" | "at-least" | "more";
      /** The right side. */
      readonly right: Derivation;
    }
  | {
      /** The answer is one of these choices. */
      readonly kind: "one-of";
      /** The question's id. */
      readonly of: string;
      /** The choices. */
      readonly choices: readonly string[];
    }
  | {
      /** The answer is yes. */
      readonly kind: "yes";
      /** The question's id. */
      readonly of: string;
    }
  | {
      /** There is no number: not asked, not known, or not defined. */
      readonly kind: "missing";
      /** Of this. */
      readonly of: Derivation;
    };
