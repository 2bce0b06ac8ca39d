// A customer's own view: how it is opened and left, what it shows, and what it says when there is nobody.

import assert from "node:assert/strict";
import { after, afterEach, before } from "node:test";
import { addressesAreThere, back, closeBrowsers, field, fillIn, forward, hasFocus, listIsThere, openCustomer, openPage, said, service, startSandbox, submit, walk } from "./support.mjs";

let sandbox;
let page;
let api;

before(async () => {
  sandbox = await startSandbox();
  api = service(sandbox.url);
});
closeBrowsers();
afterEach(() => page?.context().close());
after(() => sandbox?.kill());

const heading = () => page.locator("#customer-heading");
const desk = () => page.locator("#customers");

walk("a name in the list opens the customer; back, forward and a reload lead where they should", async (browser) => {
  page = await openPage(browser, sandbox.url);
  await page.getByRole("button", { name: "Next" }).click();
  await page.locator("#page-position", { hasText: "Page 2 of 3" }).waitFor();
  await listIsThere(page);
  const link = page.locator("#list-rows .open").nth(6);
  const name = await link.innerText();
  await link.scrollIntoViewIfNeeded();
  await link.click();

  await heading().getByText(name).waitFor();
  assert.match(await page.evaluate(() => location.hash), /^#\/customers\/\w+$/);
  assert.ok(await hasFocus(page.locator("#customer")), "the view has the focus");
  assert.equal(await desk().count(), 0);
  assert.equal(await page.title(), `${name} – Customer desk`);
  await said(page, `${name}.`);

  await back(page);
  await listIsThere(page);
  await page.waitForFunction((text) => document.activeElement.textContent === text, name);
  assert.equal(await page.locator("#page-position").innerText(), "Page 2 of 3");
  assert.equal(await page.title(), "Customers – Customer desk");

  await forward(page);
  await heading().getByText(name).waitFor();
  const calls = page.record.calls.length;
  await page.reload();
  await heading().getByText(name).waitFor();
  await addressesAreThere(page);
  assert.ok(!page.record.calls.slice(calls).includes("GET /customer/acme/customers"), "the list is not asked for before somebody sees it");

  await page.getByRole("link", { name: "All customers" }).click();
  await listIsThere(page);
  assert.equal(await page.locator("#customer").count(), 0);
  assert.deepEqual(page.record.errors, []);
  assert.deepEqual(page.record.violations, []);
});

walk("the profile shows what the customer has and leaves out the rest", async (browser, kind) => {
  const { id } = await api.call("POST", "", {
    firstName: "<img src=x onerror=alert(1)>", lastName: "Noether", contactEmail: `emmy.${kind}@example.com`, company: "Göttingen",
    preferredLanguage: "de_DE", preferredCurrency: "EUR", b2b: { companyRegistrationId: "HRB 1882" }, type: "CONTACT",
  });
  page = await openCustomer(browser, sandbox.url, id);
  assert.equal(await heading().innerText(), "<img src=x onerror=alert(1)> Noether");
  assert.equal(await page.locator("#customer img").count(), 0);
  const facts = Object.fromEntries(await page.locator(".facts > div").evaluateAll((all) => all.map((fact) => [...fact.children].map((part) => part.textContent))));
  const expected = {
    "E-mail": `emmy.${kind}@example.com`, Company: "Göttingen", "Registration id": "HRB 1882", "Kind of profile": "Contact of a company",
    Language: "German (DE)", Currency: "EUR", "Customer number": id,
  };
  for (const [term, value] of Object.entries(expected)) assert.equal(facts[term], value);
  assert.ok(!("Phone" in facts), "what is absent is left out");
  assert.deepEqual(page.record.dialogs, []);
});

for (const [what, fragment, sends] of [
  ["nobody has", "nobody", true],
  ["cannot stand in a path", "%2E%2E", false],
  ["is not even written right", "%E0%A4%A", true],
]) {
  walk(`a number that ${what} is said in words`, async (browser) => {
    page = await openPage(browser, `${sandbox.url}#/customers/${fragment}`, { wait: false });
    await page.getByRole("heading", { name: "There is no such customer" }).waitFor();
    assert.equal(page.record.calls.length > 0, sends);
    assert.ok(await page.locator("#addresses").isHidden());
    assert.equal(await page.title(), "There is no such customer – Customer desk");
    await page.getByRole("link", { name: "All customers" }).click();
    await listIsThere(page);
  });
}

walk("an odd profile and odd addresses do not break the view", async (browser) => {
  page = await openPage(browser, sandbox.url);
  const odd = [null, 5, true, {}, [], "", "odd"];
  const names = ["firstName", "lastName", "company", "contactEmail", "b2b", "preferredLanguage", "metadataCreatedAt", "active", "type"];
  const address = ["id", "contactName", "street", "zipCode", "city", "country", "contactPhone", "isDefault", "tags", "metadata"];
  const all = [...odd, ...odd.map((value) => Object.fromEntries(address.map((name) => [name, value])))];
  for (const value of odd) {
    const answer = Object.fromEntries(names.map((name) => [name, value]));
    await page.route("**/customers/odd*", (route) => route.fulfill({ json: answer }));
    await page.route("**/customers/odd*/addresses", (route) => route.fulfill({ json: all }));
    // The view before it would do for what is waited for.
    await page.goto("about:blank");
    await page.goto(`${sandbox.url}#/customers/odd${odd.indexOf(value)}`);
    await addressesAreThere(page);
    assert.equal(await page.locator("#address-list > li").count(), all.length);
    assert.ok(!(await page.locator("#customer").innerText()).includes("[object"));
    await page.unrouteAll();
  }
  assert.deepEqual(page.record.errors, []);
});

walk("a failure of the profile hides the rest, one of the addresses does not; both can be tried again", async (browser) => {
  const number = await api.customer({ contactName: "Ada" });
  page = await openPage(browser, sandbox.url);
  const fail = (route) => route.fulfill({ status: 400, json: { status: 400, message: "No" } });
  await page.route(`**/customers/${number}?**`, fail);
  await page.goto(`${sandbox.url}#/customers/${number}`);
  const notice = page.locator("#customer-notice");
  await notice.getByRole("heading", { name: "The service refused the request" }).waitFor();
  assert.ok(await page.locator("#addresses").isHidden());
  await page.unrouteAll();
  await page.route("**/addresses", (route) => route.fulfill({ status: 500, headers: { "retry-after": "600" }, json: {} }));
  await notice.getByRole("button", { name: "Try again" }).click();
  await heading().getByText("Ada Lovelace").waitFor();
  const other = page.locator("#addresses-notice");
  await other.getByRole("heading", { name: "The service has a problem" }).waitFor();
  assert.ok(await page.locator("#address-add").isHidden());
  await page.unrouteAll();
  await other.getByRole("button", { name: "Try again" }).click();
  await page.locator(".address h4", { hasText: "Ada" }).waitFor();
  assert.ok(await other.isHidden());
});

walk("while the customer is on its way its outline stands there; one that is overtaken does not come back", async (browser) => {
  const [slow, quick] = [await api.customer({ contactName: "Slow" }), await api.customer({ contactName: "Quick" })];
  page = await openPage(browser, sandbox.url);
  let release;
  const held = new Promise((resolve) => {
    release = resolve;
  });
  await page.route(`**/customers/${slow}**`, async (route) => {
    await held;
    await route.continue().catch(() => {});
  });
  await page.goto(`${sandbox.url}#/customers/${slow}`);
  await page.locator("#address-list .skeleton").first().waitFor();
  assert.equal(await page.locator("#customer").getAttribute("aria-busy"), "true");
  await page.goto(`${sandbox.url}#/customers/${quick}`);
  await page.locator(".address h4", { hasText: "Quick" }).waitFor();
  release();
  await page.unrouteAll({ behavior: "wait" });
  await addressesAreThere(page);
  assert.deepEqual(await page.locator(".address h4").allTextContents(), ["Quick"]);
  assert.equal(await page.locator(".skeleton").count(), 0);
});

walk("another connection is asked for the same customer, and for a list of its own", async (browser) => {
  const number = await api.customer();
  page = await openCustomer(browser, sandbox.url, number);
  await page.locator("#connection-open").click();
  await fillIn(page, { tenant: "nobody" });
  await page.getByRole("button", { name: "Connect", exact: true }).click();
  await page.getByRole("heading", { name: "There is no such customer" }).waitFor();
  await page.getByRole("link", { name: "All customers" }).click();
  await page.getByRole("heading", { name: "No customers yet" }).waitFor();
});

walk("what is wrong with a form is not in another view's title, and what was typed into it stays", async (browser) => {
  page = await openPage(browser, `${sandbox.url}#/new-customer`, { wait: false });
  await fillIn(page, { firstName: "Ada" });
  await submit(page);
  await page.locator("#register-summary").waitFor();
  assert.equal(await page.title(), "Error: New customer – Customer desk");
  await page.getByRole("link", { name: "Customers", exact: true }).click();
  await listIsThere(page);
  assert.equal(await page.title(), "Customers – Customer desk");
  await back(page);
  await page.locator("#register-form").waitFor();
  assert.equal(await page.title(), "New customer – Customer desk");
  assert.equal(await field(page, "firstName").inputValue(), "Ada");
});
