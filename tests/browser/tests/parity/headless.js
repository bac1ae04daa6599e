// Decides every application with the headless module, as a site that loads it would.
const [cases, done] = arguments;
(async () => {
  const { Checker, load } = await import('/headless/index.js');
  await load();
  const [market, pack] = await Promise.all(
    ['/markets/cn.json', '/packs/example-lender.json'].map(async (path) => (await fetch(path)).json()),
  );
  const checker = new Checker(market, pack);
  return cases.map(({ application, today }) => JSON.stringify(checker.check(application, { today })));
})().then(done, (error) => done([String(error)]));
