// What the browser tests share: a sandbox that is started and stopped, a browser, and pages that keep a record of what
// must not happen in them.

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { createServer, connect } from "node:net";
import path from "node:path";
import { after, test } from "node:test";
import { chromium, firefox } from "playwright-core";
import { startSandbox as start } from "../sandbox.mjs";

/** A sandbox of few customers: enough for three pages. */
export const startSandbox = ({ seed = 25, ...more } = {}) => start({ seed, ...more });

/** A door to the sandbox that can be slammed: while `cut` is true, whoever sends something is reset. */
export async function startProxy(target) {
  const open = new Set();
  const proxy = { cut: false };
  const server = createServer((near) => {
    const far = connect(target, "127.0.0.1");
    for (const socket of [near, far]) {
      open.add(socket);
      socket.on("error", () => {});
      socket.on("close", () => open.delete(socket));
    }
    near.on("data", (chunk) => {
      if (proxy.cut) {
        near.resetAndDestroy();
        far.destroy();
      } else {
        far.write(chunk);
      }
    });
    far.on("data", (chunk) => near.write(chunk));
    near.on("close", () => far.destroy());
    far.on("close", () => near.destroy());
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  proxy.url = `http://127.0.0.1:${server.address().port}`;
  proxy.stop = () => {
    server.close();
    for (const socket of open) socket.destroy();
  };
  return proxy;
}

export function launch() {
  const known = [process.env.CHROMIUM, "/usr/bin/chromium", ...onPath("chromium")];
  const executablePath = known.find((candidate) => candidate && existsSync(candidate));
  assert.ok(executablePath, "install Chromium, or set CHROMIUM to its program");
  const quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-quic", "--no-first-run"];
  return chromium.launch({ executablePath, args: ["--no-sandbox", ...quiet] });
}

const started = new Map();
const STARTS = {
  Chromium: launch,
  Firefox: (context) => {
    const executablePath = process.env.FIREFOX;
    if (executablePath) return firefox.launch({ channel: "moz-firefox", executablePath });
    context.skip("there is no Firefox: install it, or name it in FIREFOX");
    return undefined;
  },
};

/**
 * A way through the page that has to work in each browser: `body(browser, kind)` is a test in Chromium and one in Firefox.
 * `kinds` are fewer of them where a driver can't do what is needed.
 */
export function walk(name, body, kinds = Object.keys(STARTS)) {
  for (const kind of kinds) {
    const start = STARTS[kind];
    test(`${name} (${kind})`, async (context) => {
      if (!started.has(kind)) started.set(kind, start(context));
      const browser = await started.get(kind);
      if (browser) await body(browser, kind);
    });
  }
}

/** To be called once in a file that walks. */
export function closeBrowsers() {
  after(async () => {
    for (const browser of await Promise.all(started.values())) await browser?.close();
  });
}

function onPath(name) {
  return (process.env.PATH ?? "").split(path.delimiter).map((folder) => path.join(folder, name));
}

/**
 * A page of its own context. `page.record` holds its console errors, uncaught errors, breaches of the content security
 * policy and dialogs, the calls it made to the service as `METHOD /path`, and what it wrote there as `[method, body]`.
 */
export async function openPage(browser, url, { width = 1280, height = 900, wait = true, ...context } = {}) {
  const own = await browser.newContext({ viewport: { width, height }, locale: "en-GB", ...context });
  const page = await own.newPage();
  page.setDefaultTimeout(15_000);
  const record = { errors: [], violations: [], dialogs: [], calls: [], bodies: [], sent: [] };
  page.record = record;
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) record.errors.push(message.text());
  });
  page.on("pageerror", (error) => record.errors.push(String(error)));
  page.on("dialog", (dialog) => {
    record.dialogs.push(dialog.message());
    // Whoever reloads a page on which something is typed means it.
    if (dialog.type() === "beforeunload") dialog.accept();
    else dialog.dismiss();
  });
  page.on("request", (request) => {
    const { pathname } = new URL(request.url());
    if (!pathname.startsWith("/customer/")) return;
    record.calls.push(`${request.method()} ${pathname}`);
    if (request.method() === "POST") record.bodies.push(JSON.parse(request.postData()));
  });
  await page.exposeFunction("recordViolation", (text) => record.violations.push(text));
  await page.exposeFunction("recordSent", (method, text) => record.sent.push([method, text === "" ? null : JSON.parse(text)]));
  await page.addInitScript(() => {
    // Firefox does not show the driver what a request carries.
    const send = window.fetch;
    window.fetch = async (...given) => {
      const request = new Request(...given);
      if (request.method === "GET" || request.url.includes("/_sandbox/")) return send(request);
      const body = await request.text();
      await window.recordSent(request.method, body);
      const { method, headers, signal, redirect } = request;
      return send(request.url, { method, headers, signal, redirect, body: body === "" ? undefined : body });
    };
    addEventListener("securitypolicyviolation", (event) => window.recordViolation(`${event.violatedDirective}: ${event.blockedURI}`));
  });
  await page.goto(url);
  if (wait) await listIsThere(page);
  return page;
}

export function listIsThere(page) {
  return page.locator('#list[data-state="ready"]:not([aria-busy])').waitFor();
}

/** Opens the form for a new customer and waits until the package checks it. */
export async function openRegister(browser, url, options = {}) {
  const page = await openPage(browser, `${url}#/new-customer`, { ...options, wait: false });
  await page.locator("#register-form > [aria-live]").waitFor({ state: "attached" });
  return page;
}

/** Opens a customer's own view and waits for the addresses, or for what stands in their place. */
export async function openCustomer(browser, url, customerNumber, options = {}) {
  const page = await openPage(browser, `${url}#/customers/${encodeURIComponent(customerNumber)}`, { ...options, wait: false });
  await addressesAreThere(page);
  return page;
}

export function addressesAreThere(page) {
  return page.locator("#customer:not([aria-busy]) #addresses:not([aria-busy])").waitFor();
}

/** The queries of the requests that the page makes of a path from now on, as they come. */
export function queriesTo(page, path) {
  const queries = [];
  page.on("request", (request) => {
    const { pathname, searchParams } = new URL(request.url());
    if (pathname === path) queries.push(searchParams);
  });
  return queries;
}

let made = 0;

/** The sandbox's own API, past the page: `call(method, path, body)` below the customers, and customers made with it. */
export function service(url) {
  const call = async (method, path, body) => {
    const headers = { authorization: "Bearer sandbox", "content-type": "application/json" };
    const answer = await fetch(`${url}/customer/acme/customers${path}`, { method, headers, body: body && JSON.stringify(body) });
    const text = await answer.text();
    assert.ok(answer.ok, `${method} ${path}: ${answer.status} ${text}`);
    return text && JSON.parse(text);
  };
  return {
    call,
    addresses: (customerNumber) => call("GET", `/${customerNumber}/addresses`),
    /** A new customer with these addresses; gives the number. */
    async customer(...addresses) {
      made += 1;
      const { id } = await call("POST", "", { firstName: "Ada", lastName: `Lovelace ${made}`, contactEmail: `ada.${made}@example.com` });
      for (const address of addresses) await call("POST", `/${id}/addresses`, address);
      return id;
    },
  };
}

/** Back and forward as the browser's buttons do; the drivers' own wait for a load that a fragment does not make. */
export function back(page) {
  return page.evaluate(() => history.back());
}
export function forward(page) {
  return page.evaluate(() => history.forward());
}

/** Whether the focus is there. */
export function hasFocus(part) {
  return part.evaluate((element) => element === document.activeElement);
}

/** Waits for words in the live region. */
export function said(page, text) {
  return page.locator("#announcements", { hasText: text }).waitFor({ state: "attached" });
}

/** A field by its name; `page` may be a part of one. */
export function field(page, name) {
  return page.locator(`[name="${name}"]`);
}

export async function openDetails(page) {
  await page.locator("details.more summary").click();
  await field(page, "id").waitFor();
}

/** Fills in fields by their names. */
export async function fillIn(page, values) {
  for (const [name, value] of Object.entries(values)) await field(page, name).fill(value);
}

/** Types over what a field holds; what is filled in is put behind it in Firefox, in a field of e-mail or numbers. */
export async function typeAnew(page, name, text) {
  await field(page, name).clear();
  await field(page, name).pressSequentially(text);
}

export function submit(page) {
  return page.locator("#register-submit").click();
}

/** The message that is shown at a field, or "". It has to be tied to the field as assistive technology needs it. */
export async function messageAt(page, name) {
  return field(page, name).evaluate((control) => {
    const described = (control.getAttribute("aria-describedby") ?? "").split(" ").filter(Boolean);
    const message = described.map((id) => document.getElementById(id)).find((part) => part?.classList.contains("field-error"));
    const wrong = control.getAttribute("aria-invalid") === "true";
    const shown = control.closest(".field").querySelector(".field-error:not([hidden])");
    if (wrong !== Boolean(message) || wrong !== Boolean(shown) || wrong !== (control.validationMessage !== "" && control.validity.customError)) {
      return "the message, aria-invalid, aria-describedby and the validity disagree";
    }
    return message ? message.textContent.replace(/^\u26A0\uFE0E (Error|Fehler): /, "") : "";
  });
}

export async function summaryItems(page, id = "register-summary") {
  return page.locator(`#${id} li`).allTextContents();
}

/** What axe-core finds wrong with the page as it is, one line a finding. */
export async function accessibilityFaults(page) {
  axe ??= await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id} at ${target.join(" ")}: ${failureSummary}`));
}
let axe;
