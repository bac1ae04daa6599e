// The application: what the applicant tells, answer by answer.

/** What is said of an applicant, by question. */
export interface Application {
  /** Which document this is. */
  readonly schema: "kaimen/application@1";
  /**
   * Answers by question id. Every question that is asked needs one, and no other may have one; none is needed after a
   * refusal that nothing still to be answered or changed could lift, nor where it can change nothing any more.
   */
  readonly answers: { readonly [question: string]: Answer };
}

/** One answer. */
export interface Answer {
  /**
   * Money in minor units, a number in the question's unit, a choice, a date, or yes and no as true and false; `null` or
   * left out for "I don't know", where the question takes that.
   */
  readonly value?: Scalar | null;
  /** Where it comes from. */
  readonly provenance: Provenance;
}

/** A plain value: a whole number, a text, or true and false. */
export type Scalar = number | string | boolean;

/** Where an answer comes from: the applicant, a statement file, or someone who signs for it. */
export type Provenance = "said" | "from-statement" | "attested";
