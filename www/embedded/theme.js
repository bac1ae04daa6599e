// What a partner's page may choose of the checker's looks: an accent, corners, a font, how close things stand. It comes from
// a page that is not trusted, so only what has exactly these shapes is worn: no address, no markup, no other property. Whatever the
// accent, text keeps the contrast that people need to read it: the nearest shade that has it is taken.

const COLOUR = /^#[0-9a-f]{6}$/;
const FONT = /^[\p{L}\p{N}'"][\p{L}\p{N} ,'"_-]{0,199}$/u;
const MOST_RADIUS_PX = 24;
const LEAST_CONTRAST = 4.5; // WCAG 2.2, 1.4.3
const STEPS = 50; // from the accent to black or white
const COMPACT = 0.75;
const SPACES = [1, 2, 3, 4, 5, 6, 7];

const sheet = new CSSStyleSheet();
const dark = matchMedia('(prefers-color-scheme: dark)');
const own = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--kaimen-${name}`).trim();
let worn = {};

/** Wears this theme, in place of the one before. What is not of its shape is left out. */
export function wear(theme) {
  worn = theme ?? {};
  if (!document.adoptedStyleSheets.includes(sheet)) {
    document.adoptedStyleSheets.push(sheet);
    dark.addEventListener('change', () => wear(worn));
  }
  sheet.replaceSync(''); // so that what is read below is the checker's own
  const rules = { ...accent(worn.accent), ...corners(worn.radius), ...font(worn.font), ...density(worn.density) };
  const text = Object.entries(rules).map(([name, value]) => `--kaimen-${name}: ${value};`);
  sheet.replaceSync(`:root { ${text.join(' ')} }`);
}

function accent(colour) {
  if (typeof colour !== 'string' || !COLOUR.test(colour) || !CSS.supports('color', colour)) return {};
  const wanted = channels(colour);
  const [paper, surface, soft] = ['paper', 'surface', 'soft'].map((name) => channels(own(name)));
  const tint = mixed(surface, wanted, 0.12);
  const shade = legible(wanted, [paper, surface, soft, tint]);
  const strong = legible(mixed(shade, dark.matches ? WHITE : BLACK, 0.25), [surface, tint]);
  const on = contrast(shade, WHITE) >= LEAST_CONTRAST ? WHITE : BLACK;
  return { accent: hex(shade), 'accent-strong': hex(strong), 'accent-soft': hex(tint), 'on-accent': hex(on) };
}

function corners(px) {
  if (typeof px !== 'number' || !(px >= 0 && px <= MOST_RADIUS_PX)) return {};
  return { radius: `${px}px`, 'radius-large': `${Math.min(px * 1.8, MOST_RADIUS_PX)}px` };
}

function font(families) {
  if (typeof families !== 'string' || !FONT.test(families) || !CSS.supports('font-family', families)) return {};
  return { font: `${families}, ${own('font')}` };
}

function density(word) {
  if (word !== 'compact') return {};
  return Object.fromEntries(SPACES.map((size) => [`space-${size}`, `calc(${own(`space-${size}`)} * ${COMPACT})`]));
}

const WHITE = [255, 255, 255];
const BLACK = [0, 0, 0];

// The nearest shade to a colour, darker by day and lighter by night, that can be read on each of these.
function legible(colour, backgrounds) {
  for (let step = 0; step <= STEPS; step += 1) {
    const shade = mixed(colour, dark.matches ? WHITE : BLACK, step / STEPS);
    if (backgrounds.every((background) => contrast(shade, background) >= LEAST_CONTRAST)) return shade;
  }
  return dark.matches ? WHITE : BLACK;
}

function contrast(one, other) {
  const [darker, lighter] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(colour) {
  const [red, green, blue] = colour.map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function mixed(from, to, share) {
  return from.map((channel, at) => Math.round(channel + (to[at] - channel) * share));
}

function channels(colour) {
  const digits = colour.length === 4 ? colour.replace(/[0-9a-f]/g, '$&$&') : colour;
  return [1, 3, 5].map((at) => parseInt(digits.slice(at, at + 2), 16));
}

function hex(colour) {
  return `#${colour.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}
