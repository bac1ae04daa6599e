// The app's side of the seal. The guard hands this file over as text; it runs inside the app's frame, which has no
// origin, no storage, and a policy that lets it load nothing but what it was handed. Read guard.js first.

const SEAL = "default-src 'none'; form-action 'none'; base-uri 'none'";
const RIGHT_TO_LEFT = /^(ar|ckb|dv|fa|he|ps|sd|ug|ur|yi)\b/;

/**
 * Starts the app, seals its document, and lets the first question be answered once the guard is sealed too. `wasm` may still
 * be arriving, and what the app is to read comes later through `documents`.
 */
export async function open({ glue, wasm, styles, theme, documents }, guard) {
  const failed = (error, code) => {
    console.error(error);
    guard.postMessage({ kind: 'failed', code });
  };
  try {
    removeWaysOut();
    leadNowhere();
    wear(styles);
    addEventListener('error', ({ error }) => {
      if (error instanceof WebAssembly.RuntimeError) failed(error, 'app-stopped');
    });
    const handed = new Promise((resolve) => { documents.onmessage = ({ data }) => resolve(data); });
    const looks = theme ? await imported(theme) : null;
    const app = await imported(glue);
    await app.default({ module_or_path: wasm instanceof ArrayBuffer ? wasm : compiled(wasm) });
    const hand = await handed;
    speak(hand.locale);
    hand.room = hand.statement && await entered(hand.statement);
    const handle = app.mount(document.getElementById('app'), hand, (message) => tell(guard, message));
    seal();
    await proveSealed();
    guard.onmessage = ({ data }) => {
      if (data.kind === 'theme') looks?.wear(data.theme);
      else handle.hear(data.kind, data);
    };
    guard.postMessage({ kind: 'sealed' });
  } catch (error) {
    failed(error, error.code ?? 'app-refused');
  }
}

// No policy governs WebRTC, nor speech, which some browsers have spoken or understood elsewhere: both go before any other
// code runs.
function removeWaysOut() {
  for (const name of Object.getOwnPropertyNames(globalThis)) {
    if (/^(webkit|moz)?(RTC|speech)/i.test(name)) delete globalThis[name];
  }
}

// Nothing that a link names can be reached from here. Followed, it would only take the app out of its frame: even
// `#part`, which names a part of the guard's document and not of this one.
function leadNowhere() {
  addEventListener('click', (event) => { if (event.target.closest?.('a[href]')) event.preventDefault(); }, true);
}

// A constructed sheet needs no inline style, so the policy can refuse those from the start.
function wear(styles) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  document.adoptedStyleSheets = [sheet];
}

// Compiled as it arrives. It is no answer of a server, but only one is taken for a module that is still arriving.
function compiled(stream) {
  return new Response(stream, { headers: { 'content-type': 'application/wasm' } });
}

// Where statements are read, for who has one: nothing can be compiled after the seal.
async function entered({ room, glue, wasm }) {
  return (await imported(room)).open(await imported(glue), wasm);
}

async function imported(source) {
  const url = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
  try {
    return await import(url);
  } finally {
    URL.revokeObjectURL(url);
  }
}

function tell(guard, message) {
  if (message.kind === 'locale') speak(message.locale);
  guard.postMessage(message);
}

// Screen readers go by the language, everything on the page by the direction in which it is written.
function speak(locale) {
  document.documentElement.lang = locale;
  document.documentElement.dir = RIGHT_TO_LEFT.test(locale) ? 'rtl' : 'ltr';
}

function seal() {
  const policy = document.createElement('meta');
  policy.httpEquiv = 'Content-Security-Policy';
  policy.content = SEAL;
  document.head.append(policy);
}

// A data: address is refused from birth, code from a blob: only once this is sealed. Neither touches a network, so both are
// safe to ask for. Where either is answered, the browser does not keep the policy, and no question may be answered in it.
async function proveSealed() {
  const answered = await Promise.any([fetch('data:,'), imported('')]).then(() => true, () => false);
  if (answered) throw Object.assign(new Error('this browser does not keep the policy'), { code: 'not-sealed' });
}
