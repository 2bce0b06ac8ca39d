// The tree of owners: opened by the keyboard alone, in parts, and found again by its address.

import assert from "node:assert/strict";
import { after, afterEach, before } from "node:test";
import { closeBrowsers, hasFocus, listIsThere, openPage, queriesTo, said, startSandbox, walk } from "./support.mjs";

let sandbox;
let page;

before(async () => {
  sandbox = await startSandbox();
});
afterEach(() => page?.context().close());
closeBrowsers();
after(() => sandbox?.kill());

async function open(browser, hash, prepare = async () => {}) {
  page = await openPage(browser, "about:blank", { wait: false });
  page.asked = queriesTo(page, "/v2/customers");
  await prepare();
  await page.goto(`${sandbox.url}/${hash}`);
}

const OPERATOR = "Havblik Boligforening Operator 1001";
const toggle = (name) => page.getByRole("button", { name: `Owned by ${name}`, exact: true });
const names = (within = "#operator-tree > .branch > .nodes") => page.locator(`${within} > .node > .node-row .name`).allTextContents();
const focused = () => page.evaluate(() => document.activeElement.getAttribute("aria-label") ?? document.activeElement.textContent);

walk("the tree begins with whom nobody owns and is opened by the keyboard alone", async (browser) => {
  await open(browser, "#/operators");
  await listIsThere(page);
  const list = page.getByRole("link", { name: "List", exact: true });
  await page.getByRole("link", { name: "Tree" }).focus();
  await page.keyboard.press("Enter");
  await toggle(OPERATOR).waitFor();
  assert.deepEqual(await names(), [OPERATOR, "Havblik Boligforening Operator 1002", "Østerild Energi Operator 1003", "Østerild Energi Operator 1004"]);
  assert.deepEqual(Object.fromEntries(page.asked.at(-1)), { types: "CPO", sortBy: "name", sortDirection: "asc", limit: "25", offset: "0" });
  assert.equal(await list.getAttribute("aria-current"), null);
  assert.ok(await page.locator("#operator-search").isHidden());

  await page.keyboard.press("Tab");
  assert.equal(await focused(), `Owned by ${OPERATOR}`);
  assert.equal(await toggle(OPERATOR).getAttribute("aria-expanded"), "false");
  await page.keyboard.press("Enter");
  await toggle("Fjordlading NO 1013").waitFor();
  assert.equal(await toggle(OPERATOR).getAttribute("aria-expanded"), "true");
  await said(page, `5 customers below ${OPERATOR}.`);
  assert.deepEqual(Object.fromEntries(page.asked.at(-1)), { directOwnerId: "1001", sortBy: "name", sortDirection: "asc", limit: "25", offset: "0" });
  assert.equal(await focused(), `Owned by ${OPERATOR}`);
  await page.keyboard.press("Tab");
  assert.equal(await focused(), OPERATOR);
  await page.keyboard.press("Tab");
  assert.equal(await focused(), `List everything below – ${OPERATOR}`);
  await page.keyboard.press("Tab");
  assert.equal(await focused(), "Owned by Fjordlading NO 1013");
  await page.keyboard.press("Space");
  await page.locator('.node-below:not([hidden]) .node-below:not([hidden]) .node').first().waitFor();
  const calls = page.asked.length;
  await page.keyboard.press("Space");
  assert.equal(await toggle("Fjordlading NO 1013").getAttribute("aria-expanded"), "false");
  await page.keyboard.press("Space");
  assert.equal(await toggle("Fjordlading NO 1013").getAttribute("aria-expanded"), "true");
  assert.equal(page.asked.length, calls, "what is known is not asked for again");
  assert.match(await page.locator("#rate").innerText(), /^\d+ of 600 calls left this minute$/);
  assert.deepEqual(page.record.errors, []);
});

walk("which branches are open stands in the address: back leads into them", async (browser) => {
  await open(browser, "#/operators?view=tree");
  await toggle(OPERATOR).waitFor();
  const steps = await page.evaluate(() => history.length);
  await toggle(OPERATOR).click();
  await toggle("Nordlicht Ladepark DE 1005").click();
  await toggle("Grønne Hjul DK 1017").waitFor();
  assert.equal(await page.evaluate(() => history.length), steps, "opening a branch is no step of its own");
  assert.match(page.url(), /open=1001%2C1005/);
  await page.getByRole("link", { name: "Grønne Hjul DK 1017", exact: true }).click();
  await page.getByRole("heading", { name: "Grønne Hjul DK 1017" }).waitFor();
  await page.goBack();
  await toggle("Grønne Hjul DK 1017").waitFor();
  assert.equal(await toggle("Fjordlading NO 1013").getAttribute("aria-expanded"), "false");
  await toggle("Nordlicht Ladepark DE 1005").click();
  assert.ok(!page.url().includes("1005"));
  await page.getByRole("link", { name: "List everything below – Nordlicht Ladepark DE 1005" }).click();
  await listIsThere(page);
  assert.equal(page.asked.at(-1).get("ownerId"), "1005");
  await page.goBack();
  await toggle("Nordlicht Ladepark DE 1005").waitFor();
  assert.equal(await toggle("Nordlicht Ladepark DE 1005").getAttribute("aria-expanded"), "false");
});

walk("one that owns nobody says so, and is no dead end", async (browser) => {
  await open(browser, "#/operators?view=tree&open=1001,1005,1017");
  const leaf = toggle("Fjällbil 1057");
  await leaf.click();
  await page.locator(".branch-foot", { hasText: "It owns nobody." }).or(page.locator(".node-below:not([hidden]) .node", { hasText: "Private person" })).first().waitFor();
  await page.locator('.node-below:not([hidden]) .node button[aria-expanded="false"]').last().waitFor();
  const person = page.locator(".node", { hasText: "Private person" }).last().getByRole("button").first();
  await person.click();
  await page.locator(".branch-foot", { hasText: "It owns nobody." }).waitFor();
  await said(page, "It owns nobody.");
});

const customer = (id, more = {}) => ({ id, name: `No ${id}`, type: "CPO", owner: null, ...more });

walk("long branches come in parts, and the focus goes on with them", async (browser) => {
  await open(browser, "#/operators?view=tree", () =>
    page.route("**/v2/customers*", (route) => {
      const query = new URL(route.request().url()).searchParams;
      const [offset, limit] = ["offset", "limit"].map((name) => Number(query.get(name)));
      const all = Array.from({ length: 60 }, (_, at) => customer(Number(query.get("directOwnerId") ?? 0) * 100 + at + 1));
      return route.fulfill({ json: { data: all.slice(offset, offset + limit), count: 60, limit, offset } });
    }),
  );
  await toggle("No 1").click();
  await toggle("No 101").waitFor();
  const below = page.locator(".node-below .nodes").first();
  assert.equal(await below.locator("> .node").count(), 25);
  const more = page.getByRole("button", { name: "Show more (35 left)" });
  await more.press("Enter");
  await toggle("No 126").waitFor();
  assert.ok(await hasFocus(toggle("No 126")), "on the first that came");
  await page.getByRole("button", { name: "Show more (10 left)" }).press("Enter");
  await toggle("No 160").waitFor();
  assert.equal(await below.locator("> .node").count(), 60);
  assert.equal(await page.locator(".node-below").first().getByRole("button", { name: /Show more/ }).count(), 0);
  assert.deepEqual(page.asked.filter((query) => query.get("directOwnerId")).map((query) => query.get("offset")), ["0", "25", "50"]);
});

walk("operators with an owner are no roots, and others without one are looked for when that is wanted", async (browser) => {
  const others = Array.from({ length: 150 }, (_, at) => customer(1000 + at, { type: "Business", name: `Company ${at}`, owner: at === 140 ? null : { id: 1, name: "No 1" } }));
  await open(browser, "#/operators?view=tree", () =>
    page.route("**/v2/customers*", (route) => {
      const query = new URL(route.request().url()).searchParams;
      const [offset, limit] = ["offset", "limit"].map((name) => Number(query.get(name)));
      const all = query.getAll("types").includes("CPO") ? [customer(2, { owner: { id: 1, name: "No 1" } }), customer(1)] : others;
      return route.fulfill({ json: { data: all.slice(offset, offset + limit), count: all.length, limit, offset } });
    }),
  );
  await page.getByRole("button", { name: "Look for others without an owner" }).waitFor();
  assert.deepEqual(await names(), ["No 1"]);
  await page.getByRole("button", { name: "Look for others without an owner" }).press("Enter");
  await page.getByText("100 of 150 others were looked through. 0 of them have no owner.").first().waitFor();
  const further = page.getByRole("button", { name: "Look further" });
  await further.waitFor();
  assert.ok(await hasFocus(further), "the focus goes on to what leads further");
  await further.press("Enter");
  await toggle("Company 140").waitFor();
  await page.getByText("150 of 150 others were looked through. 1 of them has no owner.").first().waitFor();
  assert.deepEqual(await names(), ["No 1", "Company 140"]);
  assert.ok(await hasFocus(toggle("Company 140")));
  assert.equal(await further.count(), 0);
});

walk("a failure at the roots is told there, and another language speaks it", async (browser) => {
  let broken = true;
  await open(browser, "#/operators?view=tree", () => page.route("**/v2/customers*", (route) => (broken ? route.fulfill({ status: 401, json: {} }) : route.continue())));
  await page.locator(".branch-failure", { hasText: "The API key is not accepted." }).waitFor();
  await page.locator("#language").selectOption("de");
  await page.locator(".branch-failure", { hasText: "Der API-Schlüssel wird nicht angenommen" }).waitFor();
  broken = false;
  await page.locator(".branch-failure button").last().press("Enter");
  await page.getByRole("button", { name: `Gehört zu ${OPERATOR}` }).waitFor();
  assert.ok(await hasFocus(page.getByRole("button", { name: `Gehört zu ${OPERATOR}` })));
});
