// The operators: the list and its filters, and one of them with everything that is known.

import assert from "node:assert/strict";
import { after, afterEach, before } from "node:test";
import { closeBrowsers, field, hasFocus, listIsThere, openPage, queriesTo, said, startSandbox, walk } from "./support.mjs";

let sandbox;
let page;

before(async () => {
  sandbox = await startSandbox();
});
afterEach(() => page?.context().close());
closeBrowsers();
after(() => sandbox?.kill());

/** The page at an address, with the queries that it sends to Spirii. */
async function open(browser, hash, options = {}) {
  page = await openPage(browser, "about:blank", { wait: false, ...options });
  page.asked = queriesTo(page, "/v2/customers");
  await page.goto(sandbox.url + hash);
}

async function openList(browser, query = "", options) {
  await open(browser, `/#/operators${query}`, options);
  await listIsThere(page);
}

const names = () => page.locator("#list tbody .name").allTextContents();
const count = (text) => page.locator("#operators-count", { hasText: text }).waitFor();
const chips = () => page.locator("#filters-in-use [data-act=unfilter]").allTextContents();
const last = () => Object.fromEntries([...new Set(page.asked.at(-1).keys())].map((name) => [name, page.asked.at(-1).getAll(name).join("|")]));
const inAddress = () => page.evaluate(() => Object.fromEntries(new URLSearchParams(location.hash.split("?")[1])));
const more = () => page.locator("#operator-search summary").click();
const search = () => page.locator("#operator-search .search-button").click();
const PART = { sortBy: "createdAt", sortDirection: "desc", limit: "10", offset: "0" };

/** What is said at a field, tied to it as assistive technology needs it. */
function messageAt(name) {
  return field(page, name).first().evaluate((control) => {
    const described = (control.getAttribute("aria-describedby") ?? "").split(" ").map((id) => document.getElementById(id));
    const message = described.find((part) => part?.classList.contains("field-error"));
    return control.getAttribute("aria-invalid") === "true" ? message?.textContent.replace(/^.*Error: /, "") : undefined;
  });
}

/** Does something that leads to a request, and waits until its answer is shown. */
async function leadsTo(act) {
  const before = page.asked.length;
  await act();
  await assertSoon(() => page.asked.length > before, "something is asked for");
  await page.locator("#list:not([aria-busy])").waitFor();
}

async function assertSoon(holds, what) {
  const end = Date.now() + 10_000;
  while (!(await holds())) {
    assert.ok(Date.now() < end, what);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

walk("the list shows who is there, and its pages turn", async (browser) => {
  await openList(browser);
  await count("120 customers");
  assert.deepEqual(last(), PART);
  assert.equal((await names()).length, 10);
  const [first] = await page.locator("#list tbody tr").all();
  assert.deepEqual(await first.locator("td").allTextContents(), ["Private person", "Denmark", "Owner Grønne Hjul 1040 – list everything below", "CPO Østerild Energi Operator 1004 – list everything of this operator", "16 Sept 2026"]);
  assert.match(await first.locator("th").innerText(), /Jens Østergaard\s+1120 · EXT-22458/);
  assert.match(await page.locator("#rate").innerText(), /^\d+ of 600 calls left this minute$/);
  await leadsTo(() => page.getByRole("button", { name: "Next" }).click());
  assert.deepEqual(last(), { ...PART, offset: "10" });
  await said(page, "Page 2 of 12, 10 customers.");
  await leadsTo(() => page.goBack());
  assert.deepEqual(last(), PART);
  await leadsTo(() => page.getByLabel("Per page").selectOption("25"));
  assert.deepEqual(last(), { ...PART, limit: "25" });
  assert.deepEqual(page.record.errors, []);
  assert.deepEqual(page.record.violations, []);
});

walk("every filter ends in the request and in the address, and back and forward lead through them", async (browser) => {
  await openList(browser, "", { timezoneId: "America/New_York" });
  await field(page, "search").fill("  o ");
  await page.getByLabel("Company", { exact: true }).check();
  await page.getByLabel("Private person").check();
  await more();
  await field(page, "customerIds").fill("1021, 1025;1041 1045");
  await field(page, "cpoId").fill("1001");
  await field(page, "ownerId").fill("1001");
  await field(page, "createdAtFrom").fill("2024-03-10");
  await field(page, "createdAtTo").fill("2026-11-01");
  await field(page, "updatedAtFrom").fill("2024-01-01");
  await field(page, "updatedAtTo").fill("2026-12-31");
  await leadsTo(() => page.getByRole("button", { name: "Apply the filters" }).click());
  // Summer time begins on the tenth of March there, and ends on the first of November.
  const moments = {
    createdAtFrom: "2024-03-10T05:00:00.000Z",
    createdAtTo: "2026-11-02T04:59:59.999Z",
    updatedAtFrom: "2024-01-01T05:00:00.000Z",
    updatedAtTo: "2027-01-01T04:59:59.999Z",
  };
  const asked = { ...last(), ...Object.fromEntries(Object.keys(moments).map((name) => [name, new Date(last()[name]).toISOString()])) };
  const filters = { search: "o", types: "Business|Private", customerIds: "1021|1025|1041|1045", ownerId: "1001", cpoId: "1001" };
  assert.deepEqual(asked, { ...PART, ...filters, ...moments });
  const addressed = { search: "o", types: "Business,Private", ids: "1021,1025;1041 1045", ownerId: "1001", cpoId: "1001", createdFrom: "2024-03-10", createdTo: "2026-11-01", updatedFrom: "2024-01-01", updatedTo: "2026-12-31" };
  assert.deepEqual(await inAddress(), addressed);
  assert.equal((await chips()).length, 10);
  assert.match(await page.locator(".more-about").innerText(), /^7 in use$/);

  await page.getByLabel("Only what it owns directly").check();
  await leadsTo(() => page.getByRole("button", { name: "Apply the filters" }).click());
  assert.equal(last().directOwnerId, "1001");
  assert.equal(last().ownerId, undefined);
  assert.deepEqual(await inAddress(), { ...addressed, direct: "1" });

  await leadsTo(() => page.goBack());
  assert.equal(last().ownerId, "1001");
  assert.equal(await page.getByLabel("Only what it owns directly").isChecked(), false);
  await leadsTo(() => page.goBack());
  assert.deepEqual(last(), PART);
  assert.equal(await field(page, "search").inputValue(), "");
  assert.equal(await field(page, "createdAtFrom").inputValue(), "");
  assert.equal(await page.getByLabel("Private person").isChecked(), false);
  assert.deepEqual(await chips(), []);
  await leadsTo(() => page.goForward());
  assert.equal(await field(page, "createdAtTo").inputValue(), "2026-11-01");
  await leadsTo(() => page.reload());
  assert.equal(last().customerIds, "1021|1025|1041|1045");
  assert.deepEqual(page.record.errors, []);
});

walk("filters in use are taken away one by one, or all at once", async (browser) => {
  await openList(browser, "?search=e&types=Business,CPO&ownerId=1001&direct=1&sort=name");
  await page.locator("#filters-in-use", { hasText: "Havblik Boligforening Operator 1001 (1001)" }).waitFor();
  assert.deepEqual(await chips(), ["Remove the filter: Search e", "Remove the filter: Type Company", "Remove the filter: Type Operator", "Remove the filter: Owned directly by Havblik Boligforening Operator 1001 (1001)"]);
  const away = (name) => page.getByRole("button", { name: `Remove the filter: ${name}` });
  await leadsTo(() => away("Type Company").press("Enter"));
  assert.deepEqual(last(), { ...PART, sortBy: "name", sortDirection: "asc", search: "e", types: "CPO", directOwnerId: "1001" }, "the others and the order stay");
  assert.ok(await hasFocus(away("Type Operator")), "the next one has the focus");
  await leadsTo(() => away("Owned directly").press("Enter"));
  assert.deepEqual(last(), { ...PART, sortBy: "name", sortDirection: "asc", search: "e", types: "CPO" });
  assert.ok(await hasFocus(away("Type Operator")));
  await leadsTo(() => page.getByRole("button", { name: "Clear all" }).press("Enter"));
  assert.deepEqual(last(), { ...PART, sortBy: "name", sortDirection: "asc" });
  assert.ok(await hasFocus(page.locator("#operators")));
  assert.ok(await page.locator("#filters-in-use").isHidden());
});

walk("what cannot be asked for is told at its field, and is not sent", async (browser) => {
  await openList(browser);
  const sent = page.asked.length;
  await more();
  await field(page, "customerIds").fill("1001, x");
  await field(page, "ownerId").fill("1.5");
  await field(page, "createdAtFrom").fill("2026-02-02");
  await field(page, "createdAtTo").fill("2026-02-01");
  await page.getByLabel("Only what it owns directly").check();
  await field(page, "ownerId").press("Enter");
  await page.locator("#filter-summary").waitFor();
  assert.ok(await hasFocus(page.locator("#filter-summary")));
  const range = "Enter a moment that is not before “Created from”.";
  assert.equal(await messageAt("createdAtTo"), range);
  assert.equal(await messageAt("customerIds"), "Enter a whole number.");
  assert.equal(await messageAt("ownerId"), "Enter a whole number.");
  assert.equal(await field(page, "customerIds").inputValue(), "1001, x", "what was typed stays");
  await more();
  await page.locator("#filter-summary a").last().click();
  assert.ok(await page.locator("#operator-search details").evaluate((details) => details.open), "the link opens what it leads into");
  await page.locator("#language").selectOption("de");
  await page.getByRole("button", { name: "Filter anwenden" }).click();
  await page.locator("#filter-summary a", { hasText: "Geben Sie einen Zeitpunkt ein, der nicht vor „Angelegt ab“ liegt." }).waitFor();
  assert.equal(page.asked.length, sent, "nothing was sent");
  await field(page, "customerIds").fill("1001");
  await field(page, "ownerId").fill("");
  await field(page, "createdAtTo").fill("");
  await field(page, "createdAtFrom").fill("");
  await leadsTo(() => page.getByRole("button", { name: "Filter anwenden" }).click());
  assert.deepEqual(last(), { ...PART, customerIds: "1001" }, "a depth without an owner says nothing");
  // One day is a range.
  await field(page, "createdAtFrom").fill("2024-02-01");
  await field(page, "createdAtTo").fill("2024-02-01");
  await leadsTo(() => page.getByRole("button", { name: "Filter anwenden" }).click());
  assert.deepEqual(await names(), ["Havblik Boligforening Operator 1001"]);
});

walk("an address that asks for nonsense is told like a wrong field, and nothing is sent", async (browser) => {
  await open(browser, "/#/operators?ownerId=abc&createdFrom=2026-02-30&sort=colour&types=CPO,Robot");
  await page.getByRole("heading", { name: "The filters need a correction" }).waitFor();
  assert.equal(await messageAt("ownerId"), "Enter a whole number.");
  assert.match(await messageAt("createdAtFrom"), /^Enter a date and time/);
  assert.match(await messageAt("types"), /^Choose one of/);
  const items = await page.locator("#filter-summary li").allTextContents();
  assert.equal(items.length, 4, String(items));
  assert.ok(items.some((item) => item.startsWith("sortBy: Choose one of")), String(items));
  assert.ok(await field(page, "ownerId").isVisible(), "the filters are open");
  assert.equal(page.asked.length, 0);
  await page.getByRole("link", { name: "Show all", exact: true }).click();
  await listIsThere(page);
  assert.deepEqual(page.record.errors, []);
});

walk("the heads of the columns and the choice sort by all that the service knows", async (browser) => {
  await openList(browser, "?sort=name:asc");
  assert.deepEqual(last(), { ...PART, sortBy: "name", sortDirection: "asc" });
  const head = (name) => page.getByRole("columnheader", { name });
  assert.equal(await head("Name").getAttribute("aria-sort"), "ascending");
  for (const [name, sortBy] of [["Name", "name"], ["Type", "type"], ["Owner", "ownerName"], ["CPO", "cpoName"], ["Created", "createdAt"]]) {
    for (const turn of ["one", "other"]) {
      await leadsTo(() => head(name).getByRole("button").click());
      const { sortBy: by, sortDirection } = last();
      assert.equal(by, sortBy, turn);
      assert.equal(await head(name).getAttribute("aria-sort"), `${sortDirection}ending`);
      assert.ok(await hasFocus(head(name).getByRole("button")), "the focus stays");
    }
  }
  const choice = page.getByLabel("Sort by");
  const values = await choice.locator("option").evaluateAll((options) => options.map(({ value }) => value));
  const fields = ["createdAt", "updatedAt", "name", "type", "ownerName", "cpoName", "id"];
  assert.deepEqual(values.map((value) => value.split(":")[0]).sort(), [...fields, ...fields].sort());
  for (const value of values.filter((each) => /^(id|updatedAt)/.test(each))) {
    await leadsTo(() => choice.selectOption(value));
    const [sortBy, sortDirection = "asc"] = value.split(":");
    assert.deepEqual(last(), { ...PART, sortBy, sortDirection });
  }
});

walk("owners and operators are links that filter by them", async (browser) => {
  await openList(browser, "?types=Business&sort=name");
  await leadsTo(() => page.getByRole("link", { name: /^Nordlicht Ladepark DE 1005/ }).first().click());
  assert.deepEqual(last(), { ...PART, sortBy: "name", sortDirection: "asc", types: "Business", ownerId: "1005" });
  await leadsTo(() => page.getByRole("link", { name: /operator$/ }).first().click());
  assert.equal(last().cpoId, "1001");
  assert.deepEqual(await inAddress(), { types: "Business", ownerId: "1005", cpoId: "1001", sort: "name" });
});

walk("one customer shows all that is known, and numbers of accounts only when asked", async (browser) => {
  await openList(browser, "?types=CPOSubsidiary&sort=id");
  await page.getByRole("link", { name: "Grønne Hjul DK 1010" }).click();
  await page.getByRole("heading", { name: "Grønne Hjul DK 1010" }).waitFor();
  assert.deepEqual(last(), { customerIds: "1010", limit: "1" });
  assert.match(await page.title(), /^Grønne Hjul DK 1010 – /);
  const facts = await page.locator(".operator-facts > div").evaluateAll((all) => Object.fromEntries(all.map((fact) => [fact.querySelector("dt").textContent, fact.querySelector("dd").innerText])));
  const { Created, Changed, ...rest } = facts;
  assert.match(Created, /13 April 2024/);
  assert.match(Changed, /20 April 2024/);
  const shown = { Id: "1010", "External id": "EXT-83825", Country: "Denmark", Telephone: "+45 00 00 0661", "SWIFT code": "XXXXDKXX", Language: "Danish", Currency: "DKK", City: "Odense", "Charge keys on lines": "PerTransaction" };
  for (const [name, text] of Object.entries(shown)) assert.equal(rest[name], text, name);
  assert.match(rest.Owner, /^Havblik Boligforening Operator 1002/);
  assert.equal(rest["Reimbursement for company cars"], undefined, "what is absent is left out");
  const iban = page.locator(".operator-facts > div", { hasText: "IBAN" });
  const full = (await (await fetch(`${sandbox.url}/v2/customers?customerIds=1010`, { headers: { authorization: "Bearer sandbox" } })).json()).data[0].payoutInformation.iban;
  assert.equal(await iban.locator("dd").textContent(), `•••• ends in ${full.slice(-4)}Show – IBAN`);
  assert.ok(!(await page.content()).includes(full), "the number is nowhere in the page");
  await iban.getByRole("button", { name: "Show – IBAN" }).press("Enter");
  assert.ok((await iban.locator("dd").innerText()).startsWith(full));
  await iban.getByRole("button", { name: "Hide – IBAN" }).press("Enter");
  assert.ok(!(await page.content()).includes(full));

  await page.getByRole("link", { name: "Everything below" }).click();
  await listIsThere(page);
  assert.equal(last().ownerId, "1010");
  await page.goBack();
  await page.getByRole("heading", { name: "Grønne Hjul DK 1010" }).waitFor();
  await page.locator("a.trail").click();
  await listIsThere(page);
  assert.deepEqual(page.record.errors, []);
});

walk("a customer nobody knows is told", async (browser) => {
  await open(browser, "/#/operators/99999");
  await page.getByRole("heading", { name: "There is no customer 99999" }).waitFor();
  assert.deepEqual(last(), { customerIds: "99999", limit: "1" });
  await open(browser, "/#/operators/%3Cimg%20src%3Dx%3E");
  await page.getByRole("heading", { name: "There is no customer <img src=x>" }).waitFor();
  assert.equal(page.asked.length, 0, "what is no number is not asked for");
});

walk("nothing that matches is told from a key that sees nothing", async (browser) => {
  await open(browser, "/#/operators?search=zzzzzz");
  await page.getByRole("heading", { name: "Nothing was found" }).waitFor();
  await page.route("**/v2/customers*", (route) => route.fulfill({ json: { data: [], count: 0, limit: 10, offset: 0 } }));
  await page.getByRole("link", { name: "Show all" }).click();
  await page.getByRole("heading", { name: "No operators yet" }).waitFor();
});
