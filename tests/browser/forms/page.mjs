// Pages for the tests of `commerce-customers/forms`: any form in a document of its own, with the sandbox's policy or a
// stricter one, and the package as it is served.

import { readFile } from "node:fs/promises";
import { after, afterEach, before } from "node:test";
import { launch, openPage, startSandbox } from "../support.mjs";

const file = (name) => readFile(new URL(name, import.meta.url), "utf8");
export const FORM = await file("form.html");
const STYLE = await file("form.css");

/** Nothing inline, nothing from elsewhere. */
const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; form-action 'self'; require-trusted-types-for 'script'";

/** Starts a sandbox and a browser for the tests of a file. What it returns opens a page, which is closed after its test. */
export function formPages() {
  let sandbox;
  let browser;
  let page;
  before(async () => {
    sandbox = await startSandbox();
    browser = await launch();
  });
  afterEach(() => page?.context().close());
  after(async () => {
    await browser?.close();
    await sandbox?.kill();
  });
  return async (options) => (page = await openForm(browser, sandbox.url, options));
}

/** A page with this form, and with the package in `window.lib`. `lang` is the page's, `wasm(route)` what becomes of the module. */
async function openForm(browser, url, { html = FORM, lang = "en", title = "Customers", wasm, clock = false, ...more } = {}) {
  const page = await openPage(browser, "about:blank", { wait: false, ...more });
  if (clock) await page.clock.install();
  const body = `<!doctype html><html lang="${lang}"><meta charset="utf-8"><title>${title}</title><link rel="stylesheet" href="/form.css"><main><h1>Desk</h1>${html}</main></html>`;
  await page.route("**/form", (route) => route.fulfill({ body, contentType: "text/html", headers: { "content-security-policy": POLICY } }));
  await page.route("**/form.css", (route) => route.fulfill({ body: STYLE, contentType: "text/css" }));
  await page.route("**/favicon.ico", (route) => route.fulfill({ body: "" }));
  await page.route(/\/sent/, (route) => route.fulfill({ body: "<title>Sent</title>", contentType: "text/html" }));
  if (wasm) await page.route("**/client_bg.wasm", wasm);
  await page.goto(`${url}/form`);
  // A clock of the test's own goes when the test says so: a machine that is slow would else be past what is to be seen.
  if (clock) await page.clock.pauseAt(await page.evaluate(() => Date.now() + 1_000));
  await page.evaluate(async () => {
    const [forms, client] = await Promise.all([import("/pkg/forms/index.js"), import("/pkg/entry/browser.js")]);
    Object.assign(window, { lib: { ...forms, ...client }, bindings: [], sent: [], rejected: [] });
    addEventListener("unhandledrejection", ({ reason }) => window.rejected.push(String(reason)));
  });
  return page;
}

/**
 * Binds a form in the page. `submit` says what `onSubmit` does: nothing there is none, "now" ends at once, "held" waits for
 * `settle`. What it was called with is in `window.sent`.
 */
export function bind(page, { form = "#form", schema = "customerCreate", submit, ready = true, summary, own, ...options } = {}) {
  return page.evaluate(
    async ({ form, schema, submit, ready, summary, own, options }) => {
      const { lib, bindings, sent } = window;
      if (ready) await lib.init();
      if (summary) options.summary = document.querySelector(summary);
      if (own) options.messages = ({ path, code }) => own[`${path.map((step) => `${typeof step} ${step}`)} ${code}`];
      if (submit) {
        options.onSubmit = (value, event) => {
          sent.push({ value, type: event.type, submitter: event.submitter?.value });
          if (submit === "held") return new Promise((resolve, reject) => Object.assign(window, { resolve, reject }));
        };
      }
      bindings.unshift(lib.bindForm(document.querySelector(form), lib.schemas[schema], options));
    },
    { form, schema, submit, ready, summary, own, options },
  );
}

export const values = (page) => page.evaluate(() => window.bindings[0].values());
export const validate = (page) => page.evaluate(() => window.bindings[0].validate());
export const dispose = (page) => page.evaluate(() => window.bindings[0].dispose());
export const sent = (page) => page.evaluate(() => window.sent);

/** Ends `onSubmit`, well or with a client's error of these fields. */
export const settle = (page, fields) =>
  page.evaluate((fields) => (fields ? window.reject(new window.lib.ClientError(fields)) : window.resolve()), fields);

export const showErrors = (page, fields) => page.evaluate((fields) => window.bindings[0].showErrors(new window.lib.ClientError(fields)), fields);

/** What a control says of itself: everything has to agree. */
export function told(page, selector) {
  return page.locator(selector).evaluate((control) => {
    const ids = (control.getAttribute("aria-describedby") ?? "").split(" ").filter(Boolean);
    const parts = ids.map((id) => document.getElementById(id));
    if (parts.includes(null)) return `${ids} has an id of nothing`;
    const message = parts.find((part) => part.matches(".field-error, [data-error-for]"))?.textContent.replace(/^⚠\uFE0E /, "") ?? "";
    const invalid = control.getAttribute("aria-invalid");
    if (invalid !== (message ? "true" : null)) return `aria-invalid is ${invalid} with the message "${message}"`;
    if (control.validationMessage && !control.validity.customError) return message;
    const shown = control.validity.customError ? control.validationMessage : "";
    return message.replace(/^(Error|Fehler): /, "") === shown ? message : `"${message}" is not the validity's "${shown}"`;
  });
}

export const summary = (page, box = ".error-summary") => page.locator(box);
export const items = (page, box) => summary(page, box).locator("li").allTextContents();
export const region = (page) => page.locator("#form > [aria-live]");
