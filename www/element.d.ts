/** What the applicant saw listed and pressed *share* for: these items and nothing else, no answer among them. */
export interface KaimenShown {
  /** What the lender would likely say. */
  readonly outcome: 'likely' | 'possible' | 'referred' | 'not-yet';
  /** The loans that could be offered. */
  readonly offers: readonly KaimenShownOffer[];
  /** The engine's version. */
  readonly engine: string;
  /** The day on which it was worked out, "YYYY-MM-DD". */
  readonly today: string;
  /** SHA-256 of the pack, in hexadecimal digits. */
  readonly packSha256: string;
}

/** A loan that could be offered. Amounts are whole minor units (fen). */
export interface KaimenShownOffer {
  /** The product's id. */
  readonly product: string;
  /** What is received. */
  readonly disbursedMinor: number;
  /** For how long: so many periods. */
  readonly term: { readonly periods: number; readonly every: { readonly count: number; readonly unit: KaimenPeriodUnit } };
  /** The first payment. */
  readonly instalmentMinor: number;
  /** All that is paid back. */
  readonly totalMinor: number;
  /** The legal yearly cost. */
  readonly yearlyCost: KaimenYearlyCost;
}

/** How long a period is, or what a rate is per. */
export type KaimenPeriodUnit = 'day' | 'week' | 'half-month' | 'month' | 'year';

/** The yearly cost by the market's legal method. Rates are units of 1e-12. */
export interface KaimenYearlyCost {
  /** The method's name. */
  readonly method: string;
  /** With interest on interest; left out where it is too great to keep. */
  readonly effectiveE12?: number;
  /** Without. */
  readonly nominalE12: number;
  /** The number that the law shows, what it is per, and as it is rounded to the decimals of the per cent. */
  readonly headline: {
    readonly reading: 'effective' | 'nominal' | 'benefit';
    readonly per: KaimenPeriodUnit;
    readonly rateE12: number;
    readonly shownE12: number;
    readonly decimals: number;
  };
}

/** Fired when *share* is pressed, once for what is shown; bubbles, and crosses shadow roots. */
export type KaimenShareEvent = CustomEvent<KaimenShown>;

/** Fired where the checker can't be opened, with a code such as `not-found` or `not-sealed`; bubbles, and crosses shadow roots. */
export type KaimenErrorEvent = CustomEvent<{ readonly code: string }>;

/** `<kaimen-checker>`: the checker in a frame of its own origin. */
export class KaimenChecker extends HTMLElement {
  /** Attribute `pack-src`: the lender's pack, a path on the checker's own site such as `packs/lender.json`. Changing it starts afresh. */
  packSrc: string | null;
  /** Attribute `locale`: `zh-Hans`, `en`, `es` or `id`. Changing it keeps the answers; where the browser allows the frame no storage, `zh-Hans` and `en` alone. Without it the browser's language decides. */
  locale: string | null;
  /** Attribute `accent`, or the custom property `--kaimen-accent` in its place: any CSS colour. The nearest shade that can be read is worn. */
  accent: string | null;
  /** Attribute `radius`, or `--kaimen-radius`: of the corners inside, 0 to 24, in pixels. */
  radius: string | null;
  /** Attribute `font`, or `--kaimen-font`: families on the applicant's device, in order; none is fetched. */
  font: string | null;
  /** Attribute `density`, or `--kaimen-density`: `compact` for three quarters of the space between things. */
  density: string | null;
  addEventListener(type: 'kaimen-share', listener: (this: KaimenChecker, event: KaimenShareEvent) => unknown, options?: boolean | AddEventListenerOptions): void;
  addEventListener(type: 'kaimen-error', listener: (this: KaimenChecker, event: KaimenErrorEvent) => unknown, options?: boolean | AddEventListenerOptions): void;
  addEventListener<K extends keyof HTMLElementEventMap>(type: K, listener: (this: KaimenChecker, event: HTMLElementEventMap[K]) => unknown, options?: boolean | AddEventListenerOptions): void;
  addEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
}

declare global {
  interface HTMLElementTagNameMap {
    'kaimen-checker': KaimenChecker;
  }
  interface GlobalEventHandlersEventMap {
    'kaimen-share': KaimenShareEvent;
    'kaimen-error': KaimenErrorEvent;
  }
}
