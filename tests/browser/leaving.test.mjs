// What is typed and not saved: whoever is about to leave it is asked, and a new token does not cost it.

import assert from "node:assert/strict";
import { after, afterEach, before } from "node:test";
import { addressesAreThere, back, closeBrowsers, field, fillIn, forward, hasFocus, listIsThere, openCustomer, openPage, service, startSandbox, walk } from "./support.mjs";

let sandbox;
let page;
let api;
let number;

before(async () => {
  sandbox = await startSandbox();
  api = service(sandbox.url);
});
closeBrowsers();
afterEach(() => page?.context().close());
after(async () => {
  await sandbox?.kill();
});

const question = () => page.locator("#question");
const answer = (name) => question().getByRole("button", { name, exact: true }).click();
const hash = () => page.evaluate(() => location.hash);

/** The form of a customer in which the company was changed, one step behind the list. */
async function edited(browser) {
  number = await api.customer({ contactName: "Ada" });
  page = await openPage(browser, sandbox.url);
  await page.goto(`${sandbox.url}#/customers/${number}`);
  await addressesAreThere(page);
  await page.locator("#customer-edit").click();
  await page.locator("#edit-plan", { hasText: "Nothing is changed yet." }).waitFor();
  await field(page, "company").fill("Analytical Engines");
}

walk("a change that is not saved stays, or goes when the person says so, by a link and by the browser's buttons", async (browser) => {
  await edited(browser);
  const here = await hash();
  await page.getByRole("link", { name: "Segments" }).click();
  await question().getByRole("heading", { name: "Leave without saving?" }).waitFor();
  await page.waitForFunction((own) => location.hash === own, here);
  await answer("Stay here");
  assert.equal(await field(page, "company").inputValue(), "Analytical Engines");

  await back(page);
  await question().getByRole("heading", { name: "Leave without saving?" }).waitFor();
  await page.waitForFunction((own) => location.hash === own, here);
  await page.keyboard.press("Escape");
  assert.equal(await field(page, "company").inputValue(), "Analytical Engines");

  await back(page);
  await answer("Leave without saving");
  await listIsThere(page);
  assert.notEqual(await hash(), here);
  await forward(page);
  await addressesAreThere(page);
  assert.equal(await hash(), here);
  assert.equal(await page.locator("#edit").count(), 0);

  await page.getByRole("link", { name: "Segments" }).click();
  await page.locator("#segment-ask").waitFor();
  assert.deepEqual([page.record.errors, page.record.dialogs], [[], []]);
});

walk("nobody is asked where nothing would be lost", async (browser) => {
  await edited(browser);
  await field(page, "company").fill("");
  await page.getByRole("link", { name: "Segments" }).click();
  await page.locator("#segment-ask").waitFor();
  assert.ok(await question().isHidden());
});

walk("an address and tags that are typed are asked about too", async (browser) => {
  page = await openCustomer(browser, sandbox.url, await api.customer({ contactName: "Ada" }));
  await page.getByRole("link", { name: "Segments" }).click();
  await page.locator("#segment-ask").waitFor();
  await back(page);
  await addressesAreThere(page);
  await page.locator("#address-add").click();
  await field(page, "contactName").fill("Grace");
  await forward(page);
  await answer("Stay here");
  assert.equal(await field(page, "contactName").inputValue(), "Grace");
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.locator('[data-act="tag"]').click();
  await page.locator("#tag-names").fill("VIP");
  await page.getByRole("link", { name: "Operators" }).click();
  await answer("Stay here");
  assert.equal(await page.locator("#tag-names").inputValue(), "VIP");
});

walk("a reload is asked about by the browser, also in the form for a new customer", async (browser) => {
  await edited(browser);
  await page.reload();
  assert.equal(page.record.dialogs.length, 1);
  await addressesAreThere(page);
  await page.reload();
  assert.equal(page.record.dialogs.length, 1, "nothing was typed since");

  await page.getByRole("link", { name: "New customer" }).click();
  await page.locator("#register-form").click();
  await page.reload();
  assert.equal(page.record.dialogs.length, 1, "an empty form is nothing to lose");
  // Browsers ask on account of those alone who did something on the page.
  await field(page, "lastName").click();
  await page.keyboard.type("Hopper");
  await page.reload();
  assert.equal(page.record.dialogs.length, 2);
});

walk("a token that is given anew costs nothing that was typed, and saves it; another tenant reads anew", async (browser) => {
  await edited(browser);
  const refuse = (route) => (route.request().method() === "GET" ? route.continue() : route.fulfill({ status: 401, json: { status: 401, message: "No" } }));
  await page.route(`**/customers/${number}**`, refuse);
  await page.locator("#edit-submit").click();
  await page.locator("#edit-summary").getByRole("button", { name: "Connection settings" }).click();
  await fillIn(page.locator("#connection-form"), { "auth.token": "sandbox" });
  await page.unrouteAll();
  await page.getByRole("button", { name: "Connect", exact: true }).click();
  await page.locator("#connection").waitFor({ state: "hidden" });
  assert.equal(await field(page, "company").inputValue(), "Analytical Engines");
  await page.locator("#edit-submit").click();
  await page.locator("#edit").waitFor({ state: "detached" });
  assert.equal((await api.call("GET", `/${number}`)).company, "Analytical Engines");

  await page.locator("#customer-edit").click();
  await field(page, "company").fill("Elsewhere");
  await page.locator("#connection-open").click();
  await fillIn(page.locator("#connection-form"), { tenant: "other" });
  await page.getByRole("button", { name: "Connect", exact: true }).click();
  await answer("Stay here");
  assert.equal(await page.locator("#sign-tenant").innerText(), "acme");
  await page.getByRole("button", { name: "Connect", exact: true }).click();
  await answer("Leave without saving");
  await page.getByRole("heading", { name: "There is no such customer" }).waitFor();
  assert.ok(await hasFocus(page.locator("#connection-open")), "the focus is where the dialog was opened");
});

walk("what was chosen for a new customer is there again, and nobody leaves while it is sent without being asked", async (browser, kind) => {
  page = await openPage(browser, sandbox.url);
  await page.getByRole("link", { name: "New customer" }).first().click();
  await fillIn(page, { lastName: "Hopper", contactEmail: `grace.${kind}@example.com` });
  await page.locator("#register-notify").uncheck();
  await page.locator("details.more summary").click();
  await page.locator("#register-mixin-name").fill("loyalty");
  await page.locator("#register-mixin-add").click();
  await page.getByRole("link", { name: "Segments" }).click();
  await page.locator("#segment-ask").waitFor();
  await page.getByRole("link", { name: "New customer" }).click();
  assert.equal(await field(page, "lastName").inputValue(), "Hopper");
  assert.equal(await page.locator("#register-notify").isChecked(), false);
  assert.equal(await page.locator('.mixin[data-mixin="loyalty"]').count(), 1);

  let release;
  const held = new Promise((resolve) => {
    release = resolve;
  });
  await page.route("**/customer/acme/customers*", async (route) => {
    await held;
    await route.continue();
  });
  await page.locator("#register-submit").click();
  await page.getByRole("link", { name: "Segments" }).click();
  await answer("Stay here");
  release();
  await page.getByText("Hopper is registered.").first().waitFor();
});

async function typeLine() {
  await page.goto(`${sandbox.url}/#/segments/vip`);
  await page.locator("#bulk-lines").click();
  await page.keyboard.type("C-1");
}

async function lookElsewhere() {
  await page.getByRole("link", { name: "Operators" }).click();
  await page.locator("#operators").waitFor();
}

walk("what a view keeps for who comes back is asked about before the page goes", async (browser) => {
  page = await openPage(browser, `${sandbox.url}#/new-customer`, { wait: false });
  await page.locator("#register-form > [aria-live]").waitFor({ state: "attached" });
  await field(page, "lastName").click();
  await page.keyboard.type("Hopper");
  await lookElsewhere();
  await page.reload();
  assert.equal(page.record.dialogs.length, 1, "a draft");

  await typeLine();
  await lookElsewhere();
  await page.reload();
  assert.equal(page.record.dialogs.length, 2, "lines that were not sent");

  await typeLine();
  await page.getByRole("button", { name: "Assign 1 customer" }).click();
  await page.locator(".outcome").waitFor();
  await page.reload();
  assert.equal(page.record.dialogs.length, 2, "lines that were sent");

  await page.locator('[name="customerId"]').click();
  await page.keyboard.type("C-2");
  await page.getByRole("link", { name: "Operators" }).click();
  await answer("Stay here");
  assert.equal(await field(page, "customerId").inputValue(), "C-2");
});
