// The types of the module that reads account statements. What it gives is JSON text of these documents; dates are
// "YYYY-MM-DD", amounts whole minor units (fen), shares parts per million, lines and columns counted from 1.

/** Compiles the module; wait for it once. */
export default function init(options: { module_or_path: BufferSource | Response | WebAssembly.Module | Promise<Response> }): Promise<unknown>;

/** The label by which a browser's TextDecoder decodes a file; empty for a workbook, whose bytes are handed over as they are. */
export function encodingOf(bytes: Uint8Array): string;

/** One file that is being read, and then was. Every function throws a JSON text of one `Fault` in an array. */
export class Intake {
  private constructor();
  /** Opens a text; `columns` as `date=1,amount=4` where they are not to be guessed, `isCard` where a bank's table is of a credit card, `days` where the file leaves open which comes first. */
  static ofText(text: string, currency: string, columns?: string | null, isCard?: boolean | null, days?: DayOrder | null): Intake;
  /** Opens a workbook (XLSX). */
  static ofBytes(bytes: Uint8Array, currency: string, columns?: string | null, isCard?: boolean | null, days?: DayOrder | null): Intake;
  /** Reads up to so many rows more; the share of what there is that was read, 1 once all was. */
  advance(rows: number): number;
  /** JSON text of a `Statement` without entries; again after a correction. */
  finish(): string;
  /** JSON text of an array of `Entry`. */
  entries(from: number, count: number): string;
  /** Counts the entries of a line as something else; false where that can't be. */
  correct(line: number, kind: Kind): boolean;
  /** Gives its memory back. */
  free(): void;
}

/** The statements of one person, and the one that they come to together: nothing counts twice. */
export class Statements {
  constructor();
  /** Begins to read a text, as `Intake.ofText`. */
  beginText(text: string, currency: string, columns?: string | null, isCard?: boolean | null, days?: DayOrder | null): void;
  /** Begins to read a workbook. */
  beginBytes(bytes: Uint8Array, currency: string, columns?: string | null, isCard?: boolean | null, days?: DayOrder | null): void;
  /** Reads on, as `Intake.advance`. */
  advance(rows: number): number;
  /** Keeps what was read in the place of the statement of this number, or after the last: JSON text of a `Statement` without entries. */
  keep(number: number): string;
  /** Forgets the statement of this number, counted from 0. */
  remove(number: number): void;
  /** JSON text of the `Statement` of all of them without entries; `null` where there is none. */
  whole(): string;
  /** JSON text of an array of `KindSum`. */
  kinds(): string;
  /** JSON text of the first of a kind: an array of `Entry & { at: number }`. */
  entries(kind: Kind, count: number): string;
  /** Counts the entry at this place as something else; false where that can't be. */
  correct(at: number, kind: Kind): boolean;
  /** Gives its memory back. */
  free(): void;
}

/** Which comes first where a day is written with figures alone. */
export type DayOrder = "day-first" | "month-first";

/** What was counted as a kind. */
export interface KindSum {
  readonly kind: Kind;
  readonly count: number;
  readonly inMinor: number;
  readonly outMinor: number;
}

/** What a statement says. */
export interface Statement {
  readonly schema: "kaimen/statement@1";
  readonly format: "alipay" | "wechat-pay" | "bank-table" | "ofx" | "qif" | "camt-053" | "mt940" | "several";
  readonly account: "wallet" | "bank" | "card" | "several";
  /** ISO 4217. */
  readonly currency: string;
  readonly from: string;
  readonly to: string;
  readonly rows: Rows;
  readonly entries: readonly Entry[];
  readonly months: readonly Month[];
  readonly figures: Figures;
  readonly fills: readonly Fill[];
  readonly preview?: Preview | null;
  readonly assumed: readonly Assumed[];
  readonly problems: readonly Fault[];
  readonly moreProblems: number;
}

/** `read + leftOut + unread` are all rows after the headings. */
export interface Rows {
  readonly read: number;
  readonly leftOut: number;
  readonly unread: number;
  readonly stated?: number | null;
}

/** One entry. */
export interface Entry {
  readonly line: number;
  readonly date: string;
  readonly amountMinor: number;
  readonly direction: "in" | "out";
  readonly neutral: boolean;
  readonly counterparty: string;
  readonly memo: string;
  readonly category: string;
  readonly status: string;
  readonly balanceMinor?: number | null;
  readonly kind: Kind;
  readonly provenance: "said" | "from-statement" | "attested";
}

/** What an entry is counted as. */
export type Kind =
  | "salary" | "benefit" | "business" | "interest" | "personal-in" | "borrowed" | "refund" | "other-in"
  | "rent" | "utility" | "phone" | "food" | "transport" | "health" | "education" | "insurance" | "tax" | "subscription"
  | "repayment" | "fee" | "penalty" | "gambling" | "cash" | "personal-out" | "saving" | "own" | "other-out" | "closed";

/** One calendar month. */
export interface Month {
  readonly from: string;
  readonly whole: boolean;
  readonly inMinor: number;
  readonly outMinor: number;
  readonly incomeMinor: number;
  readonly expensesMinor: number;
  readonly repaymentsMinor: number;
  readonly lowestMinor?: number | null;
}

/** What a statement says about someone's money; what can't be known is left out. Each is defined in the schema. */
export interface Figures {
  readonly monthsWhole: number;
  readonly incomeMinor?: number | null;
  readonly incomeRegularityPpm?: number | null;
  readonly incomeTrendPpm?: number | null;
  readonly salaryMinor?: number | null;
  readonly businessMinor?: number | null;
  readonly personalInMinor?: number | null;
  readonly expensesMinor?: number | null;
  readonly essentialMinor?: number | null;
  readonly fixedMinor?: number | null;
  readonly repaymentsMinor?: number | null;
  readonly lendersRepaid: number;
  readonly borrowedMinor?: number | null;
  readonly surplusMinor?: number | null;
  readonly billsDue: number;
  readonly billsInTimePpm?: number | null;
  readonly lowestBalanceMinor?: number | null;
  readonly lowBalanceMinor?: number | null;
  readonly negativeDaysPpm?: number | null;
  readonly bufferDays?: number | null;
  readonly penalties: number;
  readonly gamblingPpm?: number | null;
  readonly borrowedSharePpm?: number | null;
}

/** What a question of a pack would be answered with: the question of that id has to be of the same subject. */
export interface Fill {
  readonly question: string;
  readonly subject: string;
  readonly value: number;
  readonly provenance: "said" | "from-statement" | "attested";
}

/** A table's headings and first rows. */
export interface Preview {
  readonly headingLine: number;
  readonly headings: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly columns: Columns;
}

/** Which column holds what. */
export interface Columns {
  readonly date?: number | null;
  readonly amount?: number | null;
  readonly credit?: number | null;
  readonly debit?: number | null;
  readonly direction?: number | null;
  readonly balance?: number | null;
  readonly counterparty?: number | null;
  readonly memo?: number | null;
  readonly note?: number | null;
  readonly category?: number | null;
  readonly status?: number | null;
  readonly reference?: number | null;
  readonly currency?: number | null;
}

/** What had to be assumed. */
export type Assumed =
  | "day-first" | "month-first" | "currency" | "columns" | "direction-by-balance" | "all-out" | "first-sheet" | "accounts-joined" | "period";

/** Something that could not be read as it should. */
export interface Fault {
  readonly code: string;
  readonly line: number;
  readonly column?: number | null;
  /** What is accepted there, for a developer. */
  readonly message: string;
}
