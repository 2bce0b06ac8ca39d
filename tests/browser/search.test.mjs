// The list as the page's address says it: search, order, pages, what is shown beside; back and forward lead through it.

import assert from "node:assert/strict";
import { after, before } from "node:test";
import { back, closeBrowsers, forward, hasFocus, listIsThere, openPage, queriesTo, service, startSandbox, walk } from "./support.mjs";

let sandbox;

before(async () => {
  sandbox = await startSandbox({ seed: 25 });
  const { call } = service(sandbox.url);
  await call("POST", "", { id: "C-1", lastName: "Zuse", firstName: "Konrad", contactEmail: "konrad@example.com", company: "Z-Werke" });
  await call("POST", "", { id: "C-2", lastName: "Zuse-Wolf (geb.)", firstName: "Gisela", contactEmail: "gisela@example.com", mixins: { loyalty: { tier: "gold", points: 7 } }, metadata: { mixins: { loyalty: "https://example.com/loyalty.json" } } });
  await call("PATCH", "/C-2", { onHold: true });
  await call("POST", "/C-1/addresses", { contactName: "Konrad", street: "Methfesselstraße", streetNumber: "7", zipCode: "10965", city: "Berlin", country: "DE" });
});
closeBrowsers();
after(() => sandbox?.kill());

const names = (page) => page.locator("tbody .name").allTextContents();

async function open(browser, hash = "") {
  const page = await openPage(browser, "about:blank", { wait: false });
  const queries = queriesTo(page, "/customer/acme/customers");
  await page.goto(`${sandbox.url}/${hash}`);
  await listIsThere(page);
  return { page, queries };
}

walk("a search is a query of the library's, in the address, and back leads out of it", async (browser) => {
  const { page, queries } = await open(browser);
  assert.equal(queries.at(-1).get("q"), null);
  await page.getByLabel("Text").fill(" Zuse ");
  await page.getByRole("button", { name: "Search", exact: true }).click();
  await page.getByText("2 customers", { exact: true }).waitFor();
  assert.equal(queries.at(-1).get("q"), "lastName:~Zuse");
  assert.equal(await page.locator("#query code").innerText(), "lastName:~Zuse");
  assert.match(page.url(), /#\/customers\?in=lastName&for=Zuse$/);

  await page.getByLabel("How").selectOption({ label: "is exactly" });
  await page.getByLabel("Text").press("Enter");
  await page.getByText("1 customer", { exact: true }).waitFor();
  assert.equal(queries.at(-1).get("q"), "lastName:Zuse");
  await back(page);
  await page.getByText("2 customers", { exact: true }).waitFor();
  assert.equal(await page.getByLabel("How").inputValue(), "");
  await back(page);
  await page.getByText("27 customers", { exact: true }).waitFor();
  assert.equal(await page.getByLabel("Text").inputValue(), "");
  assert.ok(await page.locator("#query").isHidden());

  // What means something in a pattern is any one character.
  await page.getByLabel("Text").fill("wolf (geb.)".slice(5));
  await page.getByLabel("Text").press("Enter");
  await page.getByText("1 customer", { exact: true }).waitFor();
  assert.deepEqual(await names(page), ["Gisela Zuse-Wolf (geb.)"]);

  await page.goto(`${sandbox.url}/#/customers?status=hold&in=lastName&for=Zuse`);
  await page.getByText("1 customer", { exact: true }).waitFor();
  assert.equal(queries.at(-1).get("q"), "lastName:~Zuse onHold:true");
  await page.getByLabel("Status").selectOption({ label: "Active" });
  await page.locator("tbody .name", { hasText: /^Konrad Zuse$/ }).waitFor();
  await listIsThere(page);
  assert.deepEqual(await names(page), ["Konrad Zuse"]);
  assert.deepEqual(page.record.errors, []);
  await page.context().close();
});

walk("what no query can hold is said at the field, and nothing is sent", async (browser) => {
  const { page, queries } = await open(browser);
  const asked = queries.length;
  const text = page.getByLabel("Text");
  await text.fill('say "hello"');
  await text.press("Enter");
  await page.locator("#search-fault").waitFor();
  assert.match(await page.locator("#search-fault").innerText(), /quote/);
  assert.equal(await text.getAttribute("aria-invalid"), "true");
  assert.ok(await hasFocus(text));
  assert.equal(await text.inputValue(), 'say "hello"');
  assert.equal(queries.length, asked);
  // The same by a link.
  await page.goto(`${sandbox.url}/#/customers?for=${encodeURIComponent('say "hello"')}`);
  await page.locator("#list-notice").getByRole("heading", { name: "This can't be searched for" }).waitFor();
  assert.equal(await page.locator("#list-notice").getByRole("button", { name: "Connection settings" }).count(), 0);
  await text.fill("Nobody");
  await text.press("Enter");
  await page.getByRole("heading", { name: "Nobody was found" }).waitFor();
  assert.equal(await text.getAttribute("aria-invalid"), null);
  await page.getByRole("link", { name: "Show all customers" }).click();
  await page.getByText("27 customers", { exact: true }).waitFor();
  await page.context().close();
});

walk("columns sort, pages turn, sizes change: all of it in the address", async (browser) => {
  const { page, queries } = await open(browser);
  assert.equal(queries.at(-1).get("sort"), "metadataCreatedAt:desc");
  const head = page.getByRole("columnheader", { name: "Customer", exact: true });
  assert.equal(await page.getByRole("columnheader", { name: "Created" }).getAttribute("aria-sort"), "descending");
  await head.getByRole("button").press("Enter");
  await page.locator('th[aria-sort="ascending"]').waitFor();
  await listIsThere(page);
  assert.equal(queries.at(-1).get("sort"), "lastName");
  assert.ok(await hasFocus(head.getByRole("button")), "the focus stays on the head");
  assert.equal(await page.getByLabel("Sort by").inputValue(), "lastName");
  await head.getByRole("button").press("Enter");
  await page.locator("tbody .name", { hasText: "Gisela" }).waitFor();
  assert.equal(queries.at(-1).get("sort"), "lastName:desc");
  await page.getByLabel("Sort by").selectOption("lastName");
  await page.locator('th[aria-sort="ascending"]').waitFor();

  await page.getByRole("button", { name: "Next" }).click();
  await page.locator("#page-position", { hasText: "Page 2 of 3" }).waitFor();
  await listIsThere(page);
  const second = await names(page);
  await page.reload();
  await listIsThere(page);
  assert.deepEqual(await names(page), second);
  assert.match(page.url(), /page=2/);
  await page.getByLabel("Per page").selectOption("25");
  await page.locator("#page-position", { hasText: "Page 1 of 2" }).waitFor();
  await back(page);
  await page.locator("#page-position", { hasText: "Page 2 of 3" }).waitFor();
  await forward(page);
  await page.locator("#page-position", { hasText: "Page 1 of 2" }).waitFor();
  // More than helps anybody is not asked for.
  await page.evaluate(() => (location.hash = "#/customers?size=100000"));
  await page.locator("#page-position", { hasText: "Page 1 of 1" }).waitFor();
  assert.equal(queries.at(-1).get("pageSize"), "250");
  // A page that is not there leads to the last one.
  await page.goto(`${sandbox.url}/#/customers?page=99`);
  await page.locator("#page-position", { hasText: "Page 3 of 3" }).waitFor();
  await page.context().close();
});

walk("addresses and mixins are shown beside the customers when they are asked for", async (browser) => {
  const { page, queries } = await open(browser, "#/customers?in=lastName&for=Zuse");
  await page.getByLabel("Addresses").check();
  await page.locator(".beside", { hasText: "Methfesselstraße 7, 10965 Berlin, Germany" }).waitFor();
  assert.deepEqual(queries.at(-1).getAll("expand").join(), "addresses");
  await page.getByLabel("Mixins").check();
  await page.locator(".beside dl", { hasText: "loyalty.tier" }).waitFor();
  assert.equal(queries.at(-1).getAll("expand").join(), "addresses,mixin:*");
  await back(page);
  await page.locator(".beside dl").waitFor({ state: "detached" });
  assert.ok(await page.getByLabel("Addresses").isChecked());
  await page.context().close();
});

const FAILURES = [
  ["401", { status: 401 }, "The access token is not accepted"],
  ["403", { status: 403 }, "This token is not allowed to do that"],
  ["429", { status: 429, headers: { "retry-after": "600" } }, "The service asks for a pause"],
  ["503", { status: 503, headers: { "retry-after": "600" } }, "The service has a problem"],
  ["half an answer", { status: 200, body: '[{"id":' }, "The answer can't be read"],
];

walk("each failure of the list is said in words, and can be tried again", async (browser) => {
  const { page } = await open(browser);
  const notice = page.locator("#list-notice");
  for (const [what, answer, title] of FAILURES) {
    await page.route("**/customer/acme/customers*", (route) => route.fulfill({ contentType: "application/json", body: "{}", ...answer }));
    await page.getByLabel("Status").selectOption({ index: 1 });
    await notice.getByRole("heading", { name: title }).waitFor();
    await page.unrouteAll({ behavior: "wait" });
    await notice.getByRole("button", { name: "Try again" }).click();
    await listIsThere(page);
    assert.ok(await hasFocus(page.locator("#customers")), `the focus after ${what}`);
    await page.getByLabel("Status").selectOption({ index: 0 });
    await listIsThere(page);
  }
  await page.context().setOffline(true);
  await page.getByRole("button", { name: "Next" }).click();
  await notice.getByRole("heading", { name: "The service can't be reached" }).waitFor();
  await page.context().setOffline(false);
  await notice.getByRole("button", { name: "Try again" }).click();
  await page.locator("#page-position", { hasText: "Page 2 of 3" }).waitFor();
  await page.context().close();
});
