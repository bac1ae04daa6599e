// The one worker of Kaimen: it keeps the checker's own files, so that it opens without a network. It gives them to the
// guard, hears one word, by which a newer version takes over, and asks nobody but its own server, for files alone.

const VERSION = 'unstamped'; // the build writes here what the files below are
const FILES = [];
const DOCUMENTS = 'kaimen-documents'; // lenders and laws as they were last fetched: the guard puts them there

const fileOf = (url) => (url.startsWith(registration.scope) ? url.slice(registration.scope.length).split(/[?#]/)[0] : null);

addEventListener('install', (event) => event.waitUntil(keepFiles()));
addEventListener('activate', (event) => event.waitUntil(dropOlder()));
addEventListener('message', ({ data }) => {
  if (data === 'renew') skipWaiting();
});
addEventListener('fetch', (event) => {
  const file = event.request.method === 'GET' ? fileOf(event.request.url) : null;
  if (FILES.includes(file)) event.respondWith(kept(file, event.request));
  else if (/^(packs|markets)\//.test(file)) event.respondWith(newest(event.request));
});

async function keepFiles() {
  const files = FILES.map((file) => new Request(new URL(file, registration.scope), { cache: 'no-cache' }));
  return (await caches.open(VERSION)).addAll(files);
}

async function dropOlder() {
  const names = await caches.keys();
  return Promise.all(names.filter((name) => ![VERSION, DOCUMENTS].includes(name)).map((name) => caches.delete(name)));
}

async function kept(file, request) {
  const found = await (await caches.open(VERSION)).match(new URL(file, registration.scope));
  return found ?? fetch(request);
}

// What a lender or a law says today, and only without a network what it said last.
async function newest(request) {
  try {
    return await fetch(request);
  } catch (error) {
    const found = await (await caches.open(DOCUMENTS)).match(request);
    if (found) return found;
    throw error;
  }
}
