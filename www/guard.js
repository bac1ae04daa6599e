// The guard: the one part of Kaimen that may reach a server, and only until the first question can be answered.
// It fetches every byte and hands them to the app, which runs in a frame without an origin (boot.js is its first code).
// Then both documents close themselves with a second, narrower policy: policies only add up, so what one has refused
// nothing later allows. SECURITY.md says what that keeps in, and what it can't.

const LOCALES = ['zh-Hans', 'en']; // always loaded: the page changes between them at any moment
const MORE = {}; // the other locales by their own names: the build writes here which there are
const STATEMENT = ['statement/statement.js', 'statement/statement.wasm', 'statement/room.js'];
const PATIENCE_MS = 30_000; // since the last thing that arrived
const HEIGHT_STEP_PX = 120; // a partner's page can see how tall the frame is: in coarse steps that tells it little
const KEPT = 'kaimen.form';
const AGAIN = 'kaimen.again'; // what is typed, for the moment in which the page is opened again with more
const FORGOTTEN = 'null'; // for the moment in which the other tabs hear of it
const SEAL = "default-src 'none'; frame-src 'none'; manifest-src data:; form-action 'none'";
const DOCUMENTS = 'kaimen-documents';
const OFFLINE_MS = 3_000; // the first question waits no longer for what is only needed another day

// The app frame's only inline script. The policies name it by its hash: it stays this short, all else is imported.
const DOOR =
  "onmessage=e=>{if(e.source===parent){onmessage=null;" +
  "import(URL.createObjectURL(new Blob([e.data.boot],{type:'text/javascript'}))).then(m=>m.open(e.data,e.ports[0]))}}";
const APP_POLICY =
  "default-src 'none'; script-src blob: 'wasm-unsafe-eval' 'sha256-JxOGOXtvU6ejQEwz/R6a7SdEPzZTfTnguaN/svVe8pM='; " +
  "worker-src 'none'; base-uri 'none'; form-action 'none'";
// Browsers may send typed text away to spell, complete or translate it: this document asks them not to.
const APP_DOCUMENT =
  '<!doctype html><html translate="no" spellcheck="false" writingsuggestions="false"><head><meta charset="utf-8">' +
  `<meta http-equiv="Content-Security-Policy" content="${APP_POLICY}">` +
  '<meta http-equiv="x-dns-prefetch-control" content="off"><meta name="viewport" content="width=device-width">' +
  `<title>Kaimen</title></head><body><div id="app"></div><script>${DOOR}</script></body></html>`;

// Beside this file lies everything else; the page itself also stands at offer/, and then opens with the second tool.
const HOME = new URL('.', import.meta.url);
const embedded = document.documentElement.hasAttribute('data-embedded');
const asked = new URLSearchParams(location.search);
const pack = asked.get('pack') ?? 'packs/example-lender.json';
const shell = document.getElementById('shell');
const progress = document.getElementById('progress');
const frame = appFrame();
const { port1: app, port2: guard } = new MessageChannel();
const { port1: handing, port2: documents } = new MessageChannel();
let failedWith; // the code with which the checker could not be opened, for the partner's page
let registration; // of the worker that keeps files
let offline; // settled once it is registered, or can't be
let lacks = false; // whether something that was asked for is not to be had
let saved; // what was typed before
let newer; // the worker of a newer version, that takes over when the applicant says so
let partners; // the language that the partner's page asked for last
let partner; // the port to the element on a partner's page, once it has said hello
let patience;

if (embedded) addEventListener('message', meetPartner);
addEventListener('storage', hearOthers);
open().catch((error) => fail(error.code ?? 'load-failed', error.message));

async function open() {
  const opened = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
  document.getElementById('place').append(frame);
  saved = resumed() ?? kept();
  const locale = firstLocale([...LOCALES, ...Object.keys(MORE)]);
  const isMore = Object.hasOwn(MORE, locale);
  const reads = asked.has('statement');
  const all = isMore ? [...LOCALES, locale] : LOCALES;
  const more = [...(isMore ? [fileOf(locale)] : []), ...(reads ? [...STATEMENT, ...all.map(wordsOf)] : [])];
  progress.max += more.length + Number(embedded);
  const code = [got('boot.js', 'text'), got('app.js', 'text'), got('app.css', 'text'), embedded ? got('embedded/theme.js', 'text') : null];
  const others = Promise.all([
    lenderAndLaw(),
    isMore ? gotIfThere(got(fileOf(locale), 'json')) : null,
    reads ? gotIfThere(reader(all)) : null,
    waiting(),
    ...LOCALES.map((locale) => got(fileOf(locale), 'json')),
  ]);
  others.catch(() => {}); // heard below, if nothing else fails before
  const wasm = await begun('app.wasm');
  const [boot, glue, styles, theme] = await Promise.all(code);
  await opened;
  // Where the app tries to lead its frame elsewhere, the policy refuses, and the browser leaves nothing in it.
  frame.addEventListener('load', () => fail('app-left', ''));
  app.onmessage = ({ data }) => asks[data.kind]?.(data);
  // The frame has no origin to name. Only this document has filled it, and its policy lets it go nowhere else.
  const give = (wasm) =>
    frame.contentWindow.postMessage({ boot, glue, styles, theme, wasm, documents }, '*', [guard, documents, wasm]);
  try {
    give(wasm.stream);
  } catch {
    give(await new Response(wasm.stream).arrayBuffer()); // not every browser hands on what is still arriving
  }
  const [[lender, market], third, statement, , ...texts] = await others;
  const hand = {
    newer: Boolean(newer),
    market,
    pack: lender,
    locales: Object.fromEntries(all.map((locale, at) => [locale, texts[at] ?? third]).filter(([, words]) => words)
      .map(([locale, words]) => [locale, { ...words, ...statement?.words[locale] }])),
    more: MORE,
    locale: isMore && !third ? firstLocale(LOCALES) : locale,
    statement,
    lacks,
    embedded,
    today: today(),
    view: document.documentElement.dataset.view ?? '',
  };
  try {
    handing.postMessage(hand, statement ? [statement.wasm] : []);
  } catch {
    throw failure('not-readable', pack); // it nests too deeply to be handed over
  }
  // Only now: what the first question needs has the whole of a slow line.
  await wasm.whole;
  offline = keepForOffline().catch(() => {}); // a browser may refuse it: then it opens with a network alone
  if (!lacks) offline.then(() => registration?.active?.postMessage({ keep: more }));
}

// What the app may ask of the guard; it can make it do nothing else.
const asks = {
  __proto__: null,
  async sealed() {
    // What is only needed another day keeps nobody waiting for long.
    await Promise.race([offline, new Promise((resolve) => { setTimeout(resolve, OFFLINE_MS); })]);
    const policy = document.createElement('meta');
    policy.httpEquiv = 'Content-Security-Policy';
    policy.content = SEAL;
    document.head.append(policy);
    if (await isOpen()) return fail('not-sealed', '');
    clearTimeout(patience);
    app.postMessage({ kind: 'sealed', saved }); // no answer is handed to an app that could still tell anyone
  },
  ready() {
    shell.hidden = document.getElementById('failed').hidden; // what went wrong by then stays said
  },
  failed: ({ code }) => fail(code, ''),
  height({ px }) {
    if (!embedded || !(px > 0)) return;
    frame.height = Math.ceil(px / HEIGHT_STEP_PX) * HEIGHT_STEP_PX;
    tellHeight();
  },
  locale({ locale, title }) {
    document.documentElement.lang = locale;
    document.title = frame.title = title;
  },
  // The tool that is shown has an address of its own. The history is the app's: this adds nothing to it.
  view({ view }) {
    if (embedded) return;
    history.replaceState(history.state, '', new URL((view === 'offer' ? 'offer/' : '') + location.search, HOME));
  },
  save({ form }) {
    const kept = storage((store) => { store.setItem(KEPT, JSON.stringify({ pack, form })); return true; });
    if (!kept) app.postMessage({ kind: 'not-kept' });
  },
  // What needs more than was loaded opens everything again: the address says what to load, what is typed is kept until then.
  // Which locale, and whether statements are to be read, is then known to the server: so a person must have asked for it.
  again({ form, locale, statement }) {
    const isAsked = locale === partners || (navigator.userActivation?.isActive ?? true);
    const keep = (store) => { store.setItem(AGAIN, JSON.stringify({ pack, form })); return true; };
    if (!isAsked || (form && !storage(keep, () => sessionStorage))) return app.postMessage({ kind: 'not-again' });
    if (isKnown(locale)) asked.set('locale', locale);
    if (statement === true) asked.set('statement', '1');
    history.replaceState(history.state, '', `?${asked}`);
    onbeforeunload = null;
    location.reload();
  },
  // Bytes from here to the device's own disk, by the person's press alone.
  file({ text }) {
    try {
      if (!(navigator.userActivation?.isActive ?? true)) throw failure('not-pressed', '');
      const link = document.createElement('a');
      link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
      link.download = `kaimen-${today()}.json`;
      link.click();
      setTimeout(URL.revokeObjectURL, PATIENCE_MS, link.href);
    } catch {
      app.postMessage({ kind: 'not-saved' });
    }
  },
  drop: () => storage((store) => store.removeItem(KEPT)),
  // Whatever lender it was kept for; and what stands in the checker's other tabs goes too.
  forget() {
    storage((store) => store.setItem(KEPT, FORGOTTEN));
    asks.drop();
  },
  // Before a reload loses what was typed the browser asks. A partner's page is left without a word.
  unsaved({ unsaved }) {
    if (!embedded) onbeforeunload = unsaved ? (event) => event.preventDefault() : null;
  },
  renew() {
    newer?.addEventListener('statechange', () => {
      if (newer.state === 'activated') location.reload();
    });
    newer?.postMessage('renew');
  },
  refused: () => tryNewer(),
  share: ({ shown }) => partner?.postMessage({ kind: 'share', shown }),
};

// Code from a blob: runs under the first policy and not under the second. It comes from no network, so it is safe to ask.
async function isOpen() {
  const url = URL.createObjectURL(new Blob([], { type: 'text/javascript' }));
  return import(url).then(() => true, () => false).finally(() => URL.revokeObjectURL(url));
}

// Another tab has forgotten everything, or no longer keeps what was kept: then this one must not write it again.
function hearOthers({ key, newValue }) {
  if (key !== KEPT && key !== null) return;
  if (newValue === FORGOTTEN) app.postMessage({ kind: 'forgotten' });
  else if (newValue === null) app.postMessage({ kind: 'dropped' });
}

// Only the page that holds this frame may say hello, and all that it can do then is choose the language, and the looks within
// what the app takes of them.
function meetPartner({ source, data, ports }) {
  if (source !== parent || data?.kind !== 'kaimen-hello') return;
  partner = ports[0];
  partner.onmessage = ({ data }) => {
    if (data.kind === 'theme') app.postMessage({ kind: 'theme', theme: data.theme });
    if (!isKnown(data.locale)) return;
    partners = data.locale;
    app.postMessage({ kind: 'locale', locale: data.locale });
  };
  partner.postMessage({ kind: 'hello' });
  tellHeight();
  tellFailure();
}

// A code alone: what a partner got wrong, such as the path of a pack, is for its developers to see.
function tellFailure() {
  if (failedWith) partner?.postMessage({ kind: 'failed', code: failedWith });
}

// What went wrong has to be read whole too.
function tellHeight() {
  const px = document.getElementById('failed').hidden ? Number(frame.height) : shell.scrollHeight;
  if (px > 0) partner?.postMessage({ kind: 'height', px });
}

// The worker is there before the seal, and keeps the files that stand here anyway. What makes a page installable is a
// document without an address: none has to be fetched.
async function keepForOffline() {
  if (embedded || !navigator.serviceWorker) return;
  const manifest = document.createElement('link');
  manifest.rel = 'manifest';
  manifest.href = `data:application/manifest+json,${encodeURIComponent(JSON.stringify(installed()))}`;
  document.head.append(manifest);
  registration = await navigator.serviceWorker.register(new URL('offline.js', HOME));
  await navigator.serviceWorker.ready;
}

// A newer version that was seen at an earlier opening: asked of the device alone.
async function waiting() {
  if (embedded) return;
  registration = await navigator.serviceWorker?.getRegistration().catch(() => {});
  newer = registration?.waiting;
}

// What this version can't open a newer one may, such as a lender's file with something new in it. Nothing has been answered
// yet, so it takes over unasked, now or as soon as it is there.
function tryNewer() {
  const worker = registration?.waiting ?? registration?.installing;
  if (!worker) return registration?.addEventListener('updatefound', tryNewer, { once: true });
  newer = worker;
  if (worker.state === 'installed') return asks.renew();
  worker.addEventListener('statechange', tryNewer, { once: true });
}

function installed() {
  const icon = { src: document.querySelector('link[rel=icon]').href, type: 'image/svg+xml', sizes: 'any' };
  const start = new URL(location.search, HOME).href;
  return { name: document.title, short_name: '开门', start_url: start, scope: HOME.href, display: 'standalone', icons: [icon] };
}

// The worker gives these from a network as long as there is one.
function keepDocument(address, answer) {
  if (!embedded) globalThis.caches?.open(DOCUMENTS).then((kept) => kept.put(address, answer)).catch(() => {});
}

function appFrame() {
  const frame = document.createElement('iframe');
  frame.sandbox = 'allow-scripts allow-modals'; // modals: print() is one
  frame.allow = '';
  frame.title = document.title;
  frame.srcdoc = APP_DOCUMENT;
  return frame;
}

// One file as it arrives, so that it is compiled while the rest of it is on its way. `whole` settles at its end.
async function begun(path) {
  wait();
  const answer = await fetch(new URL(path, HOME));
  if (!answer.ok) throw failure('not-found', path);
  const parts = answer.body.getReader();
  let ended;
  const whole = new Promise((resolve) => { ended = resolve; });
  const stream = new ReadableStream({
    async pull(to) {
      try {
        const { done, value } = await parts.read();
        wait();
        if (!done) return to.enqueue(value);
        progress.value += 1;
        to.close();
        ended();
      } catch (error) {
        fail('load-failed', path);
        to.error(error);
      }
    },
  });
  return { stream, whole };
}

async function got(path, as) {
  wait();
  const address = new URL(path, HOME);
  const answer = await fetch(address);
  if (!answer.ok) throw failure('not-found', path);
  const copy = /^(packs|markets)\//.test(path) ? answer.clone() : null;
  const body = await answer[as]().catch(() => { throw failure('not-readable', path); });
  if (copy) keepDocument(address, copy); // only now: what can't be read must not take the place of what could
  progress.value += 1;
  wait();
  return body;
}

// A lender's file names the market whose law holds.
async function lenderAndLaw() {
  const lender = await got(packPath(), 'json');
  const [market] = /^[A-Z]{2}(-[A-Z]{2})?$/.exec(lender?.market) ?? ['CN']; // the app says what else is wrong with the file
  return [lender, await got(`markets/${market.toLowerCase()}.json`, 'json')];
}

function packPath() {
  if (/^packs\/(\w[\w.-]*\/)*\w[\w.-]*\.json$/.test(pack)) return pack;
  throw failure('pack-address-refused', 'packs/….json');
}

// What opens where it is there, and otherwise without it, which is then said.
function gotIfThere(part) {
  return part.catch(() => {
    lacks = true;
    return null;
  });
}

// What reads statements, with its own words.
async function reader(locales) {
  const [glue, wasm, room, ...words] = await Promise.all([
    ...STATEMENT.map((file) => got(file, file.endsWith('.wasm') ? 'arrayBuffer' : 'text')),
    ...locales.map((locale) => got(wordsOf(locale), 'json').catch(() => null)),
  ]);
  const english = words[LOCALES.indexOf('en')];
  return { glue, wasm, room, words: Object.fromEntries(locales.map((locale, at) => [locale, words[at] ?? english])) };
}

function wordsOf(locale) {
  return `statement/${locale}.json`;
}

function fileOf(locale) {
  return `locales/${locale}.json`;
}

function isKnown(locale) {
  return LOCALES.includes(locale) || Object.hasOwn(MORE, locale);
}

// The first of these that was chosen before, that the address asks for, or that the browser prefers.
function firstLocale(locales) {
  const wanted = [saved?.locale, asked.get('locale'), ...navigator.languages];
  return wanted.map((tag) => spoken(locales, String(tag))).find(Boolean) ?? 'en';
}

function spoken(locales, tag) {
  const language = (tag) => tag.split('-')[0].toLowerCase();
  return locales.find((locale) => locale === tag) ?? locales.find((locale) => language(locale) === language(tag));
}

function today() {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
}

// The half-finished form, if the applicant asked for it to be kept and it was for this lender.
function kept() {
  const kept = storage((store) => JSON.parse(store.getItem(KEPT)));
  return kept?.pack === pack ? kept.form : null;
}

// What was typed when the page was opened again: read once, and kept no longer.
function resumed() {
  const again = storage((store) => {
    const text = store.getItem(AGAIN);
    store.removeItem(AGAIN);
    return JSON.parse(text);
  }, () => sessionStorage);
  return again?.pack === pack ? again.form : null;
}

// Browsers refuse storage to some frames: then nothing is kept, and nothing was.
function storage(use, store = () => localStorage) {
  try {
    return use(store());
  } catch {
    return undefined;
  }
}

function wait() {
  clearTimeout(patience);
  patience = setTimeout(fail, PATIENCE_MS, 'took-too-long', '');
}

function fail(code, what) {
  clearTimeout(patience);
  if (failedWith) return; // what else fails then, fails for that
  shell.hidden = false;
  document.getElementById('loading').hidden = true;
  document.getElementById('failed').hidden = false;
  document.getElementById('code').textContent = `${code} ${what}`.trim();
  failedWith = code;
  tellHeight();
  tellFailure();
}

function failure(code, what) {
  return Object.assign(new Error(what), { code });
}
