// One state of the checker, as states.json tells it: a person's answers, the place where they are, the statements that they
// open, and what is pressed and chosen there. The page says on its root when it is drawn: data-ready.

import init, { mount } from '../app.js';

const HOME = new URL('..', import.meta.url);
const LOCALES = ['zh-Hans', 'en'];
const PACK = 'packs/example-lender.json';
const TODAY = '2026-11-23';
// The numbers by which the checker knows its places.
const PLACES = { start: 0, check: 1_000_000, result: 1_000_001, statement: 1_000_002 };
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
if (state.files) {
  const words = await Promise.all(LOCALES.map((locale) => got(`statement/${locale}.json`)));
  texts.forEach((own, at) => Object.assign(own, words[at]));
}
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
  room: state.files && await room(),
  today: TODAY,
  view: state.offer ? 'offer' : '',
}, () => {});
handle.hear('sealed', { saved: { typed: state.offer ? [] : typed(), offer: state.offer ? typed() : [], keep: false, place: place() } });
await drawn();
if (state.files?.length) await choose(state.files);
for (const name of state.press ?? []) {
  document.querySelector(name).click();
  await drawn();
}
for (const [name, value] of state.choose ?? []) {
  const select = document.querySelector(name);
  select.value = value;
  select.dispatchEvent(new Event('change', { bubbles: true }));
  await drawn();
}
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

/** The room in which the page reads statements. */
async function room() {
  const [{ open }, glue] = await Promise.all([import('../statement/room.js'), import('../statement/statement.js')]);
  return open(glue, new URL('statement/statement.wasm', HOME));
}

/** Opens files as a person does, and waits until each is read or refused: a sample by its name, another with what it holds. */
async function choose(files) {
  const chosen = new DataTransfer();
  for (const file of files) {
    const content = file.text ?? await got(`components/statements/${file}`, 'arrayBuffer');
    chosen.items.add(new File([content], file.name ?? file));
  }
  const field = document.getElementById('statement-files');
  field.files = chosen.files;
  field.dispatchEvent(new Event('change', { bubbles: true }));
  const isRead = () => document.querySelectorAll('.k-statement__file').length === files.length
    && !document.querySelector('.k-statement progress');
  while (!isRead()) await new Promise((done) => { setTimeout(done, 20); });
  await drawn();
}

async function got(path, as = 'json') {
  const answer = await fetch(new URL(path, HOME));
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer[as]();
}

function drawn() {
  return new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(done)); });
}
