// The preview: what the decision may still come to while answers are missing.

import type { Outcome } from "./decision.js";
import type { PolicyEffect } from "./pack.js";

/** What the decision may still come to. */
export interface Preview {
  /** Which document this is. */
  readonly schema: "kaimen/preview@1";
  /** The outcomes that can still be reached, the best first. */
  readonly outcomes: readonly Outcome[];
  /** The segments that the applicant may belong to. */
  readonly segments: readonly string[];
  /** The scores that can be reached; left out where nobody is scored. */
  readonly score?: Between;
  /** The points that each characteristic can give. */
  readonly points: readonly PointsBetween[];
  /** The probabilities of default that can be reached; left out where nobody is scored. */
  readonly pd?: PdBetween;
  /** The tiers that can be reached. */
  readonly tiers: readonly string[];
  /** The rules, the market's first. */
  readonly rules: readonly RuleOpen[];
  /** What can be carried each month, in minor units, where it can be known. */
  readonly instalmentMinor?: Between;
  /** How each product stands. */
  readonly products: readonly ProductOpen[];
  /** The question that settles most; left out where nothing more has to be asked. */
  readonly next?: string;
  /** About how many questions are left. */
  readonly left: number;
}

/** From the least to the greatest, both included. */
export interface Between {
  /** The least. */
  readonly low: number;
  /** The greatest. */
  readonly high: number;
}

/** The points that a characteristic can still give. */
export interface PointsBetween {
  /** The segment. */
  readonly segment: string;
  /** The characteristic. */
  readonly characteristic: string;
  /** The least. */
  readonly low: number;
  /** The most. */
  readonly high: number;
  /** Whether the points rest on judgement, not on data. */
  readonly expert: boolean;
}

/** The probabilities of default that can still be reached, and the widest that their interval can be. */
export interface PdBetween {
  /** The least. */
  readonly leastPpm: number;
  /** The greatest. */
  readonly greatestPpm: number;
  /** The lower end of any interval. */
  readonly lowPpm: number;
  /** The upper end of any interval. */
  readonly highPpm: number;
}

/** A rule and whether it fires. */
export interface RuleOpen {
  /** The rule; `reason-<rule>` are its words. */
  readonly rule: string;
  /** What it does. */
  readonly effect: PolicyEffect;
  /** Whose it is. */
  readonly source: "market" | "pack";
  /** Whether it fires. */
  readonly fires: Firing;
}

/** Whether a rule fires: whatever is answered, depending on it, or never. */
export type Firing = "certain" | "possible" | "impossible";

/** How a product stands while answers are missing. */
export interface ProductOpen {
  /** The product. */
  readonly product: string;
  /** How it stands. */
  readonly stand: Stand;
  /** The open questions that can still change it, in the order of the form. */
  readonly dependsOn: readonly string[];
  /** Why it can't be, for certain: the rules that decline, or the obstacle; `reason-<code>` are the words. */
  readonly because: readonly string[];
  /** The obstacles of which one or another will be met, where which one is still open. */
  readonly becauseOneOf: readonly string[];
  /** The most that it can come to, in minor units, where it can be offered. */
  readonly mostMinor?: number;
}

/**
 * How a product stands: offered with an offer likely, whatever is answered; offered, though how likely is open;
 * depending on what is answered; or not to be had, whatever is answered.
 */
export type Stand = "likely" | "offered" | "open" | "barred";
