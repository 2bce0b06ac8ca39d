// The list: pages, what stands in for them, and text from the service that must stay text.

import assert from "node:assert/strict";
import { after, afterEach, before } from "node:test";
import { closeBrowsers, listIsThere, openPage, startSandbox, walk } from "./support.mjs";

let sandbox;
let page;

before(async () => {
  sandbox = await startSandbox({ seed: 25 });
});
closeBrowsers();
afterEach(() => page?.context().close());
after(() => sandbox?.kill());

const names = () => page.locator("tbody .name").allTextContents();
const position = (text) => page.locator("#page-position", { hasText: text }).waitFor();
const next = () => page.getByRole("button", { name: "Next" });
const previous = () => page.getByRole("button", { name: "Previous" });

async function turnTo(button, text) {
  await button.click();
  await position(text);
  await listIsThere(page);
}

walk("pages turn forwards and backwards, and end", async (browser) => {
  page = await openPage(browser, sandbox.url);
  await page.getByText("25 customers", { exact: true }).waitFor();
  await position(/^Page 1 of 3$/);
  const first = await names();
  assert.equal(first.length, 10);

  await previous().press("Enter");
  await position(/^Page 1 of 3$/);
  await turnTo(next(), /^Page 2 of 3$/);
  const second = await names();
  assert.equal(second.length, 10);
  await turnTo(next(), /^Page 3 of 3$/);
  assert.equal((await names()).length, 5);
  assert.equal(await next().getAttribute("aria-disabled"), "true");
  assert.ok(await next().evaluate((button) => button === document.activeElement), "the focus stays where it was");
  const calls = page.record.calls.length;
  await next().press("Enter");
  await turnTo(previous(), /^Page 2 of 3$/);
  assert.deepEqual(await names(), second);
  assert.equal(page.record.calls.length, calls + 1, "the end of the list asks for nothing");
  await page.locator("#announcements", { hasText: "Page 2 of 3, 10 customers." }).waitFor({ state: "attached" });

  await page.getByLabel("Per page").selectOption("25");
  await position(/^Page 1 of 1$/);
  await listIsThere(page);
  assert.deepEqual((await names()).slice(0, 20), [...first, ...second]);
  const dates = await page.locator("tbody time").evaluateAll((times) => times.map((time) => time.dateTime));
  assert.equal(dates.length, 25);
  assert.deepEqual(dates, [...dates].sort().reverse(), "newest first");
});

walk("a name that is markup is text", async (browser) => {
  page = await openPage(browser, sandbox.url);
  await page.getByLabel("Per page").selectOption("25");
  await position(/^Page 1 of 1$/);
  await listIsThere(page);
  const hostile = (await names()).filter((name) => name.includes("<img src=x onerror=alert(1)>"));
  assert.equal(hostile.length, 1);
  assert.equal(await page.locator("#list img").count(), 0);
  assert.deepEqual(page.record.dialogs, []);
  assert.deepEqual(page.record.errors, []);
});

walk("a page that is overtaken is aborted and does not come back", async (browser) => {
  page = await openPage(browser, sandbox.url);
  let release;
  const held = new Promise((resolve) => {
    release = resolve;
  });
  const aborted = page.waitForEvent("requestfailed", {
    predicate: (request) => request.url().includes("pageNumber=2"),
    // Well below the time after which the client itself gives an attempt up.
    timeout: 5_000,
  });
  await page.route(/pageNumber=2/, async (route) => {
    await held;
    await route.continue().catch(() => {});
  });
  await next().click();
  await position(/^Page 2 of 3$/);
  await turnTo(next(), /^Page 3 of 3$/);
  const third = await names();
  assert.equal(third.length, 5);
  // Firefox's driver tells the end of a request that is held when it is let go; one that was not aborted succeeds then.
  release();
  assert.match((await aborted).failure().errorText, /ABORT/);
  await page.unrouteAll({ behavior: "wait" });
  await position(/^Page 3 of 3$/);
  assert.deepEqual(await names(), third);
});

for (const [what, path, outline, ready] of [
  ["the list of customers", "", "tbody .skeleton", '#list[data-state="ready"]:not([aria-busy])'],
  ["a customer", "#/customers/{id}", ".profile .bone", "#customer:not([aria-busy]) #addresses:not([aria-busy]) .address"],
  ["a segment", "#/segments/vip", "tbody .skeleton", '#list[data-state="ready"]:not([aria-busy])'],
  ["the list of operators", "#/operators", "tbody .skeleton", '#list[data-state="ready"]:not([aria-busy])'],
]) {
  walk(`while ${what} is on the way the outline stands there, and nothing jumps`, async (browser, kind) => {
    const [{ id }] = await (await fetch(`${sandbox.url}/customer/acme/customers?expand=addresses&sort=lastName&pageSize=60`, { headers: { Authorization: "Bearer sandbox" } })).json().then((all) => all.filter(({ addresses }) => addresses?.length > 0));
    // Firefox does not measure what moves, so the outline is looked at once there.
    const measures = kind === "Chromium";
    for (const width of measures ? [360, 820, 1280] : [1280]) {
      // High enough to see the whole page: what moves out of sight is not counted.
      page = await openPage(browser, "about:blank", { width, height: 2400, wait: false });
      let release;
      const held = new Promise((resolve) => {
        release = resolve;
      });
      await page.route(/\/(customer|customer-segment|v2)\//, async (route) => {
        await held;
        await route.continue();
      });
      if (measures) {
        await page.addInitScript(() => {
          window.shifted = 0;
          new PerformanceObserver((list) => {
            for (const entry of list.getEntries()) window.shifted += entry.value;
          }).observe({ type: "layout-shift", buffered: true });
        });
      }
      await page.goto(`${sandbox.url}/${path.replace("{id}", id)}`);
      await page.locator(outline).first().waitFor();
      if (outline.startsWith("tbody")) {
        assert.equal(await page.locator(outline).count(), 10);
        assert.equal(await page.locator("#list").getAttribute("aria-busy"), "true");
      }
      release();
      await page.locator(ready).first().waitFor();
      assert.equal(await page.locator(".skeleton").count(), 0);
      if (measures) {
        const shifted = await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(() => resolve(window.shifted)))));
        assert.ok(shifted < 0.02, `at ${width} px the page shifts by ${shifted}`);
      }
      await page.context().close();
    }
  });
}

walk("a tenant without customers is told from one that fails", async (browser) => {
  page = await openPage(browser, "about:blank", { wait: false });
  await page.addInitScript(() => sessionStorage.setItem("commerce-customers.connection", JSON.stringify({ baseUrl: location.origin, tenant: "nobody" })));
  await page.goto(sandbox.url);
  await page.getByRole("heading", { name: "No customers yet" }).waitFor();
  assert.ok(await page.locator("#pager").isHidden());
});

walk("an odd customer does not hide the others", async (browser) => {
  page = await openPage(browser, sandbox.url);
  const odd = [{ lastName: "Fine" }, null, { firstName: 5 }, { contactEmail: 5 }, { company: {} }, "text", []];
  const fields = ["firstName", "middleName", "lastName", "company", "contactEmail", "email", "customerNumber"];
  const more = ["preferredLanguage", "preferredCurrency", "metadataCreatedAt", "active", "onHold"];
  for (const value of [null, 5, true, {}, [], "", "odd"]) odd.push(Object.fromEntries([...fields, ...more].map((name) => [name, value])));
  await page.route("**/customer/**", (route) => route.fulfill({ json: odd }));
  await page.getByLabel("Per page").selectOption("25");
  await page.locator("tbody .name", { hasText: /^Fine$/ }).waitFor();
  await listIsThere(page);
  const shown = await names();
  assert.equal(shown.length, odd.length);
  assert.deepEqual(shown.slice(0, 7), ["Fine", "No name", "5", "5", "No name", "No name", "No name"]);
  assert.ok(!(await page.locator("#list").innerText()).includes("[object"));
  assert.deepEqual(page.record.errors, []);
});

walk("status is written, not coloured alone", async (browser) => {
  page = await openPage(browser, sandbox.url);
  const statuses = await page.locator("tbody .status").evaluateAll((all) => all.map((status) => [status.textContent, status.querySelectorAll("svg").length]));
  assert.equal(statuses.length, 10);
  for (const [words, icons] of statuses) {
    assert.match(words, /^(Active|On hold|Inactive)$/);
    assert.equal(icons, 1);
  }
});
