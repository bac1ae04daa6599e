// <kaimen-checker pack-src="packs/lender.json" locale="en"></kaimen-checker>
//
// Puts the checker into a frame of its own origin on a partner's page. The page learns how tall the frame is, and, when
// the applicant has seen what would be shared and pressed share, exactly that, as one `kaimen-share` event. Where the checker
// can't be opened, a `kaimen-error` event says with which code.

const HOME = new URL('.', import.meta.url);
const PATIENCE_MS = 15_000;
const TALLEST_PX = 20_000;
const THEME = ['accent', 'radius', 'font', 'density'];
const WORDS = {
  'same-origin': [
    '查贷工具必须放在与本页不同的网域上：同一网域的页面可以读到其中填写的内容，所以这里没有打开。',
    'The checker must be served from another origin than this page: a page of the same origin could read what is entered, so it was not opened.',
  ],
  'not-answering': ['查贷工具暂时打不开。', 'The checker does not answer.'],
};

const styles = new CSSStyleSheet();
styles.replaceSync(
  ':host { display: block; overflow: hidden } :host([hidden]), [hidden] { display: none } ' +
    'iframe { display: block; inline-size: 100%; min-block-size: 20rem; border: 0 }',
);

/** The checker in a frame. Attributes, all live: `pack-src`, `locale`, and those of its looks. Events: `kaimen-share`, `kaimen-error`. */
export class KaimenChecker extends HTMLElement {
  static observedAttributes = ['pack-src', 'locale', ...THEME];
  static {
    for (const name of THEME) {
      Object.defineProperty(this.prototype, name, {
        configurable: true,
        enumerable: true,
        get() { return this.getAttribute(name); },
        set(value) { this.#reflect(name, value); },
      });
    }
  }

  #scheme = matchMedia('(prefers-color-scheme: dark)');
  #dress = () => this.#port?.postMessage({ kind: 'theme', theme: this.#theme() });
  #frame;
  #port;
  #patience;

  constructor() {
    super();
    this.attachShadow({ mode: 'open' }).adoptedStyleSheets = [styles];
  }

  get packSrc() {
    return this.getAttribute('pack-src');
  }

  set packSrc(path) {
    this.#reflect('pack-src', path);
  }

  get locale() {
    return this.getAttribute('locale');
  }

  set locale(locale) {
    this.#reflect('locale', locale);
  }

  connectedCallback() {
    this.#takeUp('packSrc');
    this.#takeUp('locale');
    THEME.forEach((name) => this.#takeUp(name));
    this.#scheme.addEventListener('change', this.#dress);
    if (HOME.origin === location.origin) this.#say('same-origin');
    else this.#open();
  }

  // Moved by moveBefore() the frame lives on; without this it would be taken out and put in again, and lose its answers.
  connectedMoveCallback() {}

  disconnectedCallback() {
    this.#scheme.removeEventListener('change', this.#dress);
    this.#close();
  }

  attributeChangedCallback(name, before, now) {
    if (!this.#frame || before === now) return;
    if (THEME.includes(name)) this.#dress();
    else if (name === 'locale') this.#port?.postMessage({ kind: 'locale', locale: now });
    else this.#open();
  }

  #reflect(name, value) {
    if (value === null || value === undefined) this.removeAttribute(name);
    else this.setAttribute(name, value);
  }

  // A property set before this class was loaded stands in front of the accessor: set it again, through it.
  #takeUp(name) {
    if (!Object.hasOwn(this, name)) return;
    const value = this[name];
    delete this[name];
    this[name] = value;
  }

  #open() {
    this.#close();
    const address = new URL('frame.html', HOME);
    if (this.packSrc) address.searchParams.set('pack', this.packSrc);
    if (this.locale) address.searchParams.set('locale', this.locale);
    this.#frame = document.createElement('iframe');
    this.#frame.title = 'Kaimen 开门';
    this.#frame.referrerPolicy = 'no-referrer';
    this.#frame.sandbox = 'allow-scripts allow-same-origin allow-modals';
    this.#frame.addEventListener('load', () => this.#greet());
    this.#frame.src = address;
    this.shadowRoot.replaceChildren(this.#frame);
    this.#patience = setTimeout(() => this.#say('not-answering'), PATIENCE_MS);
  }

  #close() {
    clearTimeout(this.#patience);
    this.#port?.close();
    this.#frame = this.#port = undefined;
  }

  // The port goes to the checker's origin and to no other; all that is heard comes through it.
  #greet() {
    const { port1, port2 } = new MessageChannel();
    this.#port?.close();
    this.#port = port1;
    port1.onmessage = ({ data }) => this.#hear(data);
    this.#frame.contentWindow.postMessage({ kind: 'kaimen-hello' }, HOME.origin, [port2]);
    this.#dress();
  }

  // An attribute, or else the custom property of its name: what the page's own style sheet says.
  #theme() {
    const style = getComputedStyle(this);
    const told = (name) => this.getAttribute(name) ?? style.getPropertyValue(`--kaimen-${name}`).trim();
    const [, px] = /^(\d+(?:\.\d+)?)(?:px)?$/.exec(told('radius')) ?? [];
    return { accent: hex(told('accent')), radius: px && Number(px), font: told('font'), density: told('density') };
  }

  #hear({ kind, px, shown, code }) {
    if (kind === 'hello') {
      clearTimeout(this.#patience);
      this.shadowRoot.querySelector('[role=alert]')?.remove();
    }
    if (kind === 'height' && px > 0 && px <= TALLEST_PX) this.#frame.height = px;
    if (kind === 'share') this.#tell('kaimen-share', shown);
    if (kind === 'failed') {
      console.error(`kaimen-checker: ${code}`);
      this.#tell('kaimen-error', { code });
    }
  }

  #tell(event, detail) {
    this.dispatchEvent(new CustomEvent(event, { detail, bubbles: true, composed: true }));
  }

  #say(code) {
    console.error(`kaimen-checker: ${code}: ${WORDS[code][1]}`);
    const alert = document.createElement('div');
    alert.role = 'alert';
    alert.append(...WORDS[code].map(paragraph));
    alert.lastChild.lang = 'en';
    this.shadowRoot.querySelector('[role=alert]')?.remove();
    this.shadowRoot.prepend(alert);
  }
}

// Any colour that CSS knows, as six digits; none for what is no colour.
function hex(colour) {
  if (!CSS.supports('color', colour)) return undefined;
  const pen = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  pen.fillStyle = colour;
  pen.fillRect(0, 0, 1, 1);
  const digits = [...pen.getImageData(0, 0, 1, 1).data.slice(0, 3)].map((one) => one.toString(16).padStart(2, '0'));
  return `#${digits.join('')}`;
}

function paragraph(words) {
  const paragraph = document.createElement('p');
  paragraph.textContent = words;
  return paragraph;
}

if (!customElements.get('kaimen-checker')) customElements.define('kaimen-checker', KaimenChecker);
