// Decides every application with the page: the very module that the guard hands over, opened with the typed form as it
// would have been kept, led to the result by its own buttons. Returns the codes of each receipt.
const [cases, done] = arguments;

const until = async (found) => {
  for (let tries = 0; tries < 1000; tries += 1) {
    const here = found();
    if (here) return here;
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
  throw new Error(`waited in vain for ${found}: ${document.body.innerText}`);
};

(async () => {
  const app = await import('/app.js');
  await app.default({ module_or_path: '/app.wasm' });
  const paths = ['markets/cn', 'packs/example-lender', 'locales/zh-Hans', 'locales/en'];
  const [market, pack, zh, en] = await Promise.all(paths.map(async (path) => (await fetch(`/${path}.json`)).json()));
  const receipts = [];
  for (const { typed, today } of cases) {
    const root = document.createElement('div');
    document.body.replaceChildren(root);
    const locales = { 'zh-Hans': zh, en };
    const hand = { market, pack, locales, locale: 'en', embedded: true, today, view: null };
    const handle = app.mount(root, hand, () => {});
    handle.hear('sealed', { saved: { typed } });
    (await until(() => root.querySelector('.k-start .k-button--primary:enabled'))).click();
    (await until(() => root.querySelector('.k-check > .k-button--primary'))).click();
    await until(() => root.querySelector('.k-receipt'));
    receipts.push([...root.querySelectorAll('.k-receipt code')].map((code) => code.textContent));
  }
  return receipts;
})().then(done, (error) => done([[String(error)]]));
