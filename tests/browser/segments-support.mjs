// What the tests of the segments share: a sandbox that can be steered, its assignments past the page, and a page of one.

import { createServer } from "node:http";
import { openPage } from "./support.mjs";
import { startSandbox as start } from "../sandbox.mjs";

export const startSandbox = (options) => start({ seed: 60, control: true, ...options });

/** The sandbox's own API for a segment, past the page. */
export function assignmentsOf(url, segment = "vip") {
  const base = `${url}/customer-segment/acme/segments/${segment}/customers`;
  const headers = { authorization: "Bearer sandbox", "content-type": "application/json", "x-total-count": "true" };
  const list = async (query = "") => {
    const answer = await fetch(`${base}?pageSize=5000${query}`, { headers });
    return answer.json();
  };
  return {
    list,
    count: async (query) => (await list(query)).length,
    has: async (id) => (await list()).some(({ customer }) => customer.id === id),
    put: (id, body = {}) => fetch(`${base}/${id}`, { method: "PUT", headers, body: JSON.stringify(body) }),
  };
}

/** A segment's view. */
export async function openSegment(browser, url, { hash = "#/segments/vip", ready = true, ...options } = {}) {
  const page = await openPage(browser, `${url}/${hash}`, { wait: false, ...options });
  if (ready) await page.locator("#list[data-state]:is([data-state=ready], [data-state=empty]):not([aria-busy])").waitFor();
  return page;
}

/** Waits for a text that stands exactly so. */
export function shows(page, selector, text) {
  return page.locator(selector, { hasText: typeof text === "string" ? new RegExp(`^${text.replace(/[.?()]/g, "\\$&")}$`) : text }).waitFor();
}

/** What a click on a button of this name saves. Not every browser tells of a download, so the file itself is looked at. */
export async function saved(page, name) {
  await page.evaluate(() => {
    const make = URL.createObjectURL;
    window.saved = new Promise((resolve) => {
      URL.createObjectURL = (blob) => {
        URL.createObjectURL = make;
        resolve(blob.text());
        return make.call(URL, blob);
      };
    });
  });
  await page.getByRole("button", { name }).click();
  return page.evaluate(() => window.saved);
}

/** What is said at a control, or "", without the sign and the word before it; the control has to be tied to it. */
export async function faultAt(control) {
  return control.evaluate((input) => {
    const shown = [...input.closest(".field").querySelectorAll(".field-error")].filter(({ hidden }) => !hidden);
    const tied = (input.getAttribute("aria-describedby") ?? "").split(" ");
    const wrong = input.getAttribute("aria-invalid") === "true";
    if (wrong !== shown.length > 0 || shown.some(({ id }) => !tied.includes(id))) return "the message and what ties it to the field disagree";
    return shown.map((part) => part.textContent.replace(/^.*Error: /, "")).join(" ");
  });
}

/** A door to the sandbox, which itself takes every id: calls for many do not know those that are `unknown`. */
export async function startPicky(target, unknown) {
  const isKnown = ({ customerId }) => !unknown.includes(customerId);
  const server = createServer(async (request, response) => {
    const chunks = await request.toArray();
    const { host, connection, "content-length": length, ...headers } = request.headers;
    const forward = async (body) => {
      const answer = await fetch(target + request.url, { method: request.method, headers, body });
      return [answer, Buffer.from(await answer.arrayBuffer())];
    };
    const isBulk = request.url.endsWith("/bulk");
    const items = isBulk ? JSON.parse(Buffer.concat(chunks)) : [];
    const [answer, given] = await forward(isBulk ? JSON.stringify(items.filter(isKnown)) : undefined);
    let body = given;
    if (isBulk) {
      const done = JSON.parse(given);
      const entries = items.map((item) => (isKnown(item) ? done.shift() : { code: 404, status: "Not Found", message: `=The customer "${item.customerId}" is not known.` }));
      body = JSON.stringify(entries.map((entry, position) => ({ ...entry, index: position + 1 })));
    }
    const more = [...answer.headers].filter(([name]) => !["content-length", "transfer-encoding", "connection"].includes(name));
    response.writeHead(answer.status, Object.fromEntries(more));
    response.end(body);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    stop() {
      server.close();
      server.closeAllConnections();
    },
  };
}
