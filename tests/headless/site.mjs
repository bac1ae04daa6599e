// The built site and its documents.

import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

/** The folder of the built site: what `cargo xtask test` says, or where `cargo xtask build` puts it. */
export const site = pathToFileURL(`${process.env.KAIMEN_SITE ?? "target/site"}/`);

/** The headless package as its users get it. */
export const { Checker, KaimenError, checkQuote, load } = await import(new URL("headless/index.js", site));

const project = new URL("../../", import.meta.url);

export const text = (path) => readFileSync(new URL(path, project), "utf8");
export const json = (path) => JSON.parse(text(path));
export const built = (path) => JSON.parse(readFileSync(new URL(path, site), "utf8"));

export const market = () => built("markets/cn.json");
export const pack = () => built("packs/example-lender.json");
export const options = { today: "2026-11-23" };

/** Someone with a contract and no monthly bills, who gets offers. */
export const application = () => ({
  schema: "kaimen/application@1",
  answers: Object.fromEntries(
    Object.entries({
      amount: 8_000_00,
      purpose: "consumption",
      term: 12,
      "birth-date": "1995-03-02",
      student: false,
      income: 7_000_00,
      expenses: 3_000_00,
      repayments: 500_00,
      "has-record": false,
      job: "fixed",
      "years-in-job": 5,
      home: "rent",
      assets: 40_000_00,
      debt: 0,
      price: null,
      "zhima-score": null,
      "wechat-pay-score": null,
    }).map(([id, value]) => [id, { value, provenance: "said" }]),
  ),
});

/** The application with one answer's value changed. */
export function answered(id, value) {
  const changed = application();
  changed.answers[id] = { value, provenance: "said" };
  return changed;
}

/** The problems with which `call` is refused, as `document path code`. */
export function refusal(call) {
  try {
    call();
  } catch (error) {
    if (!(error instanceof KaimenError)) throw error;
    return error.problems.map(({ document, path, code }) => `${document}${path} ${code}`);
  }
  return [];
}
