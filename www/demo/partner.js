// All that a partner writes is two lines of HTML:
//
//   <script type="module" src="https://checker.example/element.js"></script>
//   <kaimen-checker pack-src="packs/lender.json" locale="zh-Hans"></kaimen-checker>
//
// This page does the same by script, so that it finds the checker on whatever port of this machine it is served from:
// at `?checker=http://127.0.0.1:8080`, else on its own port under this machine's other name, which is another origin.

const OTHER_NAME = { '127.0.0.1': 'localhost', localhost: '127.0.0.1' };

const received = document.getElementById('events');
const language = document.getElementById('language');
const checker = document.createElement('kaimen-checker');
checker.packSrc = 'packs/example-lender.json';
checker.locale = 'zh-Hans';
checker.addEventListener('kaimen-share', ({ detail }) => {
  received.textContent = JSON.stringify(detail, null, 2);
});
language.addEventListener('click', () => {
  checker.locale = checker.locale === 'en' ? 'zh-Hans' : 'en';
  language.textContent = checker.locale === 'en' ? '中文' : 'English';
});

document.getElementById('checker').append(checker);
await import(new URL('element.js', checkerSite()));

// Only this machine is taken from the address bar, and only on this machine: a script from anywhere else never runs here.
function checkerSite() {
  const other = OTHER_NAME[location.hostname];
  if (!other) return new URL('../', location.href);
  const asked = new URLSearchParams(location.search).get('checker');
  const site = new URL(asked ?? `${location.protocol}//${other}:${location.port}`);
  return site.hostname in OTHER_NAME ? site : new URL('../', location.href);
}
