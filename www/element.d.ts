/** What the applicant saw listed and pressed *share* for: those items and nothing else. */
export type KaimenShown = Readonly<Record<string, unknown>>;

/** Fired once for each press of *share*; bubbles, and crosses shadow roots. */
export type KaimenShareEvent = CustomEvent<KaimenShown>;

/** `<kaimen-checker>`: the checker in a frame of its own origin. */
export class KaimenChecker extends HTMLElement {
  /** Attribute `pack-src`: the lender's pack, a path on the checker's own site such as `packs/lender.json`. Changing it starts afresh. */
  packSrc: string | null;
  /** Attribute `locale`: `zh-Hans` or `en`. Changing it keeps the answers. Without it the browser's language decides. */
  locale: string | null;
  addEventListener(type: 'kaimen-share', listener: (this: KaimenChecker, event: KaimenShareEvent) => unknown, options?: boolean | AddEventListenerOptions): void;
  addEventListener<K extends keyof HTMLElementEventMap>(type: K, listener: (this: KaimenChecker, event: HTMLElementEventMap[K]) => unknown, options?: boolean | AddEventListenerOptions): void;
  addEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
}

declare global {
  interface HTMLElementTagNameMap {
    'kaimen-checker': KaimenChecker;
  }
  interface GlobalEventHandlersEventMap {
    'kaimen-share': KaimenShareEvent;
  }
}
