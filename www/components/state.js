// One state of the checker, as states.json tells it: a person's answers, the place where they are, and what is pressed
// there. The page says on its root when it is drawn: data-ready.

import init, { mount } from '../app.js';

const HOME = new URL('..', import.meta.url);
const LOCALES = ['zh-Hans', 'en'];
const PACK = 'packs/example-lender.json';
const TODAY = '2026-11-23';
// The numbers by which the checker knows its places.
const PLACES = { start: 0, check: 1_000_000, result: 1_000_001 };
const SECOND_TOOL = 2_000_000;

const asked = new URLSearchParams(location.search);
const locale = asked.get('locale') ?? 'en';
document.documentElement.dir = asked.get('dir') ?? 'ltr';

const [{ views }, styles, pack, market, ...texts] = await Promise.all([
  got('components/states.json'),
  got('app.css', 'text'),
  got(PACK),
  got('markets/cn.json'),
  ...LOCALES.map((locale) => got(`locales/${locale}.json`)),
]);
const state = views.flatMap((view) => view.states.map((state) => ({ ...state, id: `${view.id}-${state.id}` })))
  .find(({ id }) => id === asked.get('state'));
if (!state) throw new Error(`no such state: ${asked.get('state')}`);
const person = state.person ? { ...(await got(`components/people/${state.person}.json`)), ...state.but } : state.but ?? {};

const sheet = new CSSStyleSheet();
sheet.replaceSync(styles);
document.adoptedStyleSheets = [sheet];
document.documentElement.lang = locale;

await init({ module_or_path: new URL('app.wasm', HOME) });
const handle = mount(document.getElementById('app'), {
  newer: state.newer === true,
  market,
  pack: { ...pack, ...state.pack },
  locales: Object.fromEntries(LOCALES.map((locale, at) => [locale, texts[at]])),
  more: {},
  locale,
  embedded: state.embedded === true,
  today: TODAY,
  view: state.offer ? 'offer' : '',
}, () => {});
handle.hear('sealed', { saved: { typed: state.offer ? [] : typed(), offer: state.offer ? typed() : [], keep: false, place: place() } });
for (const name of state.press ?? []) {
  await drawn();
  document.querySelector(name).click();
}
await drawn();
document.documentElement.dataset.ready = '';

/** What was typed by then, in the order of the form: all of it, or all before the question where the person is. */
function typed() {
  const before = state.at in PLACES ? Infinity : questions().indexOf(state.at);
  return questions().filter((id, at) => id in person && (at < before || (id === state.at && state.filled)))
    .map((id) => [id, { parts: parts(person[id]), unknown: person[id] === null }]);
}

function parts(answer) {
  const date = /^(\d{4})-(\d\d)-(\d\d)$/.exec(answer ?? '');
  return date ? date.slice(1).map((part) => String(Number(part))) : [answer ?? '', '', ''];
}

function place() {
  const own = PLACES[state.at] ?? (state.offer ? 1 : questions().indexOf(state.at) + 1);
  return own + (state.offer ? SECOND_TOOL : 0);
}

function questions() {
  return state.offer ? Object.keys(person) : pack.questions.map(({ id }) => id);
}

async function got(path, as = 'json') {
  const answer = await fetch(new URL(path, HOME));
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer[as]();
}

function drawn() {
  return new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(done)); });
}
