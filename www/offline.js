// The one worker of Kaimen: it keeps the checker's own files, so that it opens without a network. It gives them to the
// guard, hears by which word a newer version takes over and which more of its files to keep, and asks nobody but its own
// server, for files alone.

const VERSION = 'unstamped'; // the build writes here what the files below are
const FILES = {}; // what each holds, as `integrity` says it: of two versions side by side none is kept
const MORE = {}; // what some ask for: kept from then on
const DOCUMENTS = 'kaimen-documents'; // lenders and laws as they were last fetched: the guard puts them there

const SLOW_MS = 4_000;

const addressOf = (file) => new URL(file, registration.scope);
const fileOf = (url) => (url.startsWith(registration.scope) ? url.slice(registration.scope.length).split(/[?#]/)[0] : null);

addEventListener('install', (event) => event.waitUntil(all().then(keep)));
addEventListener('activate', (event) => event.waitUntil(dropOlder()));
addEventListener('message', (event) => {
  if (event.data === 'renew') skipWaiting();
  else event.waitUntil(keep(Object.keys(MORE).filter((file) => event.data?.keep?.includes(file))));
});
addEventListener('fetch', (event) => {
  const file = event.request.method === 'GET' ? fileOf(event.request.url) : null;
  if (Object.hasOwn(FILES, file) || Object.hasOwn(MORE, file)) event.respondWith(kept(file, event.request));
  else if (/^(packs|markets)\//.test(file)) event.respondWith(newest(event.request));
});

// With those of the others that an older version keeps.
async function all() {
  const more = Object.keys(MORE);
  const older = await Promise.all(more.map((file) => caches.match(addressOf(file))));
  return [...Object.keys(FILES), ...more.filter((_, at) => older[at])];
}

// The page has just loaded most of them: those are not asked for again, unless they turn out to be of another version.
async function keep(files) {
  const kept = await caches.open(VERSION);
  const keepAs = (cache) => kept.addAll(files.map((file) => whole(file, cache)));
  return keepAs('force-cache').catch(() => keepAs('no-cache'));
}

function whole(file, cache) {
  return new Request(addressOf(file), { cache, integrity: FILES[file] ?? MORE[file] });
}

async function dropOlder() {
  const names = await caches.keys();
  return Promise.all(names.filter((name) => ![VERSION, DOCUMENTS].includes(name)).map((name) => caches.delete(name)));
}

async function kept(file, request) {
  const found = await (await caches.open(VERSION)).match(addressOf(file));
  return found ?? fetch(Object.hasOwn(MORE, file) ? whole(file, 'no-cache') : request);
}

// What a lender or a law says today; what it said last where the network has no answer, none in time, or only an excuse.
async function newest(request) {
  const fetched = fetch(request);
  const late = new Promise((_, reject) => { setTimeout(reject, SLOW_MS, new Error('slow')); });
  const answer = await Promise.race([fetched, late]).catch(() => null);
  if (answer && answer.status < 500) return answer;
  return (await (await caches.open(DOCUMENTS)).match(request)) ?? fetched;
}
