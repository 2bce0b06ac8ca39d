// The addresses of a customer: each change, held against what the sandbox has afterwards.

import assert from "node:assert/strict";
import { after, afterEach, before } from "node:test";
import { addressesAreThere, closeBrowsers, field, fillIn, hasFocus, messageAt, openCustomer, said, service, startSandbox, summaryItems, walk } from "./support.mjs";

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

const HOME = { id: "home", contactName: "Ada Home", street: "Square", streetNumber: "12", zipCode: "10115", city: "Berlin", country: "DE", tags: ["BILLING"], isDefault: true };
const WORK = { id: "work", contactName: "Ada Work", street: "Lane", city: "London", country: "GB" };

const open = async (browser, number) => (page = await openCustomer(browser, sandbox.url, number));
const card = (title) => page.locator(".address", { has: page.getByRole("heading", { name: title, exact: true }) });
const titles = () => page.locator(".address h4").allTextContents();
const press = (title, name) => card(title).getByRole("button", { name }).click();
const editor = () => page.locator(".editor");
const save = () => editor().locator('[type="submit"]').click();
const writes = () => page.record.calls.filter((call) => !call.startsWith("GET"));
const removal = () => page.locator("#question[open]");
const byId = async (number) => Object.fromEntries((await api.addresses(number)).map((address) => [address.id, address]));

walk("an address is added, and its card has the focus", async (browser) => {
  const number = await api.customer();
  await open(browser, number);
  await page.getByRole("heading", { name: "No addresses yet" }).waitFor();
  await page.getByRole("button", { name: "Add an address" }).click();
  assert.ok(await page.locator("#addresses-notice").isHidden());
  assert.ok(await hasFocus(field(editor(), "contactName")));
  assert.ok(await field(editor(), "isDefault").isChecked(), "the first one is the default");
  await fillIn(editor(), { contactName: " Ada Home ", street: "Square", streetNumber: "12", zipCode: "10115", city: "Berlin", country: " de ", companyName: "  " });
  await editor().locator("summary").click();
  await fillIn(editor(), { extraLine1: "Back yard", id: "own-1" });
  await save();
  await said(page, "The address of Ada Home is added.");
  assert.ok(await hasFocus(card("Ada Home").locator("h4")));
  assert.equal(await editor().count(), 0);
  const text = await card("Ada Home").innerText();
  for (const part of ["New", "Default", "Square 12", "Back yard", "10115 Berlin", "Germany"]) assert.ok(text.includes(part), `${part} is missing in ${text}`);
  assert.equal(await page.locator("#addresses-count").innerText(), "1 address");
  const [{ metadata, ...stored }] = await api.addresses(number);
  const expected = { id: "own-1", contactName: "Ada Home", street: "Square", streetNumber: "12", zipCode: "10115", city: "Berlin", country: "DE", extraLine1: "Back yard", isDefault: true };
  assert.deepEqual(stored, expected);

  await page.getByRole("button", { name: "Add an address" }).click();
  assert.equal(await field(editor(), "isDefault").isChecked(), false);
  await fillIn(editor(), { contactName: "Ada Work" });
  await save();
  await card("Ada Work").waitFor();
  assert.deepEqual(await titles(), ["Ada Work", "Ada Home"], "the new one stands first");
  assert.deepEqual(page.record.errors, []);
  assert.deepEqual(page.record.violations, []);
});

walk("wrong input is said at its field and in the summary, and nothing is sent", async (browser) => {
  await open(browser, await api.customer());
  await page.getByRole("button", { name: "Add an address" }).click();
  const country = field(editor(), "country");
  await country.pressSequentially("DEU");
  assert.equal(await messageAt(editor(), "country"), "", "the person is still typing");
  await field(editor(), "city").focus();
  const COUNTRY = "Enter a country code of two capital letters, like DE.";
  assert.equal(await messageAt(editor(), "country"), COUNTRY);
  assert.equal(await messageAt(editor(), "contactName"), "");
  await save();
  const summary = page.locator("#address-summary");
  assert.ok(await hasFocus(summary));
  assert.deepEqual(await summaryItems(page, "address-summary"), ["Enter the name of the contact.", COUNTRY]);
  assert.equal(await messageAt(editor(), "contactName"), "Enter the name of the contact.");
  assert.match(await page.title(), /^Error: /);
  assert.equal(await country.getAttribute("aria-describedby"), `address-country-hint ${await editor().locator("[name=country]").evaluate((control) => control.closest(".field").querySelector(".field-error").id)}`);
  await summary.getByRole("link", { name: "Enter the name of the contact." }).click();
  assert.ok(await hasFocus(field(editor(), "contactName")));
  assert.match(await page.evaluate(() => location.hash), /^#\/customers\//, "a link of the summary leaves the view where it is");
  await country.fill("XX");
  assert.match(await messageAt(editor(), "country"), /country/, "judged while typing now");
  await country.fill("AT");
  assert.equal(await messageAt(editor(), "country"), "");
  assert.deepEqual(writes(), []);
  await editor().getByRole("button", { name: "Cancel" }).click();
  assert.equal(await editor().count(), 0);
  assert.ok(await hasFocus(page.locator("#address-add")));
  assert.doesNotMatch(await page.title(), /^Error/);
});

walk("a change sends what was changed and nothing else", async (browser) => {
  const number = await api.customer({ ...HOME, ownField: [1], mixins: { delivery: { floor: 2 } } }, WORK);
  await open(browser, number);
  await press("Ada Home", "Edit");
  assert.equal(await field(editor(), "zipCode").inputValue(), "10115");
  assert.equal(await field(editor(), "id").count(), 0, "an id is given once");
  await fillIn(editor(), { city: "Potsdam", contactName: "Ada Lovelace" });
  await save();
  await said(page, "The address of Ada Lovelace is saved.");
  assert.deepEqual(page.record.sent, [["PATCH", { contactName: "Ada Lovelace", city: "Potsdam", metadata: { version: 1 } }]]);
  assert.ok(await hasFocus(card("Ada Lovelace").locator("h4")));
  const { home } = await byId(number);
  assert.deepEqual([home.city, home.street, home.ownField, home.mixins], ["Potsdam", "Square", [1], { delivery: { floor: 2 } }]);
});

walk("an emptied field is taken away, and what the form does not show stays", async (browser) => {
  const number = await api.customer({ ...HOME, ownField: [1], mixins: { delivery: { floor: 2 } } });
  await open(browser, number);
  await press("Ada Home", "Edit");
  await fillIn(editor(), { country: "", zipCode: "  " });
  await save();
  await said(page, "is saved");
  const { home } = await byId(number);
  assert.ok(!("country" in home) && !("zipCode" in home), JSON.stringify(home));
  assert.deepEqual([home.contactName, home.isDefault, home.tags, home.ownField, home.mixins], ["Ada Home", true, ["BILLING"], [1], { delivery: { floor: 2 } }]);
});

walk("what was not changed is not sent, and a form with changes is not replaced by another", async (browser) => {
  await open(browser, await api.customer(HOME, WORK));
  await press("Ada Home", "Edit");
  await press("Ada Work", "Edit");
  assert.equal(await field(editor(), "city").inputValue(), "London");
  await save();
  await said(page, "Nothing was changed.");
  assert.deepEqual(writes(), []);
  await press("Ada Work", "Edit");
  await fillIn(editor(), { city: "Leeds" });
  await press("Ada Home", "Edit");
  assert.equal(await field(editor(), "city").inputValue(), "Leeds");
  assert.ok(await hasFocus(field(editor(), "contactName")));
  await said(page, "Save or cancel this address first.");
});

walk("tags are added, several at once, and removed", async (browser) => {
  const number = await api.customer(HOME);
  await open(browser, number);
  const home = card("Ada Home");
  await home.getByRole("button", { name: "Tag the address of Ada Home", exact: true }).click();
  const input = field(home, "tags");
  assert.ok(await hasFocus(input));
  for (const [typed, message] of [[" , ", "Enter a tag, like BILLING."], ["BILLING", "The address has the tag BILLING already. Enter another one."]]) {
    await input.fill(typed);
    await page.keyboard.press("Enter");
    assert.equal(await messageAt(home, "tags"), message);
    assert.deepEqual(await summaryItems(page, "tag-summary"), [message]);
  }
  assert.deepEqual(writes(), []);
  await input.fill("SHIPPING, Küche & Bad,BILLING");
  await page.keyboard.press("Enter");
  await said(page, "The tags SHIPPING, Küche & Bad are added.");
  assert.deepEqual((await byId(number)).home.tags, ["BILLING", "SHIPPING", "Küche & Bad"]);
  assert.ok(await hasFocus(input), "ready for the next one");
  assert.equal(await input.inputValue(), "");
  await page.keyboard.press("Escape");
  assert.equal(await input.count(), 0);
  assert.ok(await hasFocus(home.locator('[data-act="tag"]')));

  await home.getByRole("button", { name: "Remove the tag SHIPPING" }).click();
  await said(page, "The tag SHIPPING is removed.");
  assert.deepEqual(await home.locator(".tag").allInnerTexts().then((all) => all.map((text) => text.split("\n")[0])), ["BILLING", "Küche & Bad"]);
  assert.deepEqual((await byId(number)).home.tags, ["BILLING", "Küche & Bad"]);
  assert.ok(await hasFocus(home.getByRole("button", { name: "Remove the tag BILLING" })), "the focus is not lost with the tag");
});

walk("another address is made the default, and a second click does nothing meanwhile", async (browser) => {
  const number = await api.customer(HOME, WORK);
  await open(browser, number);
  let release;
  const held = new Promise((resolve) => {
    release = resolve;
  });
  await page.route("**/addresses/work", async (route) => {
    await held;
    await route.continue();
  });
  await press("Ada Work", "Make default");
  await page.locator('.address[aria-busy="true"]').waitFor();
  await press("Ada Work", "Make default");
  release();
  await said(page, "The address of Ada Work is the default now.");
  assert.equal(writes().length, 1);
  const { home, work } = await byId(number);
  assert.deepEqual([home.isDefault, work.isDefault], [false, true]);
  assert.equal(await card("Ada Home").locator(".status-default").count(), 0);
  assert.equal(await card("Ada Work").locator(".status-default").count(), 1);
  assert.deepEqual(await titles(), ["Ada Home", "Ada Work"], "nothing jumps");
  assert.ok(await hasFocus(card("Ada Work").locator("h4")), "the focus stays on the card");
  await page.reload();
  await addressesAreThere(page);
  assert.deepEqual(await titles(), ["Ada Work", "Ada Home"], "the default stands first");
});

walk("an address is removed after a question", async (browser) => {
  const number = await api.customer(HOME, WORK);
  await open(browser, number);
  await press("Ada Home", "Remove the address of");
  await removal().getByText("It is the default address").waitFor();
  assert.ok((await removal().innerText()).includes("Square 12"));
  assert.ok(await hasFocus(removal().getByRole("button", { name: "Keep it" })), "what harms nothing is nearest");
  await page.keyboard.press("Enter");
  await removal().waitFor({ state: "hidden" });
  await press("Ada Home", "Remove the address of");
  await page.keyboard.press("Escape");
  assert.deepEqual(writes(), [], "nothing is sent before the answer");
  assert.ok(await hasFocus(card("Ada Home").getByRole("button", { name: "Remove the address of" })));

  await press("Ada Home", "Remove the address of");
  await removal().getByRole("button", { name: "Remove the address" }).click();
  await said(page, "The address of Ada Home is removed.");
  assert.deepEqual(Object.keys(await byId(number)), ["work"]);
  assert.ok(await hasFocus(card("Ada Work").locator("h4")));
  await press("Ada Work", "Remove the address of");
  assert.ok(!(await removal().innerText()).includes("default"));
  await removal().getByRole("button", { name: "Remove the address" }).click();
  await page.getByRole("heading", { name: "No addresses yet" }).waitFor();
  assert.ok(await hasFocus(page.locator("#address-add")));
  assert.deepEqual(page.record.errors, []);
});

walk("the keyboard alone adds, tags, edits and removes an address", async (browser) => {
  const number = await api.customer();
  await open(browser, number);
  const type = async (...keys) => {
    for (const key of keys) await (key.startsWith("=") ? page.keyboard.type(key.slice(1)) : page.keyboard.press(key));
  };
  await type("Tab", "Enter");
  assert.ok(await hasFocus(page.locator("#customer")), "past the frame");
  await type("Tab", "Tab", "Tab", "Tab", "Tab", "Tab");
  assert.ok(await page.evaluate(() => document.activeElement.id === "address-add"), "past what can be done with the customer");
  await type("Enter", "=Grace Hopper", "Tab", "Tab", "=Pier", "Enter");
  await said(page, "The address of Grace Hopper is added.");
  await type("Tab", "Enter", "=BILLING", "Enter");
  await said(page, "The tag BILLING is added.");
  await type("Escape", "Tab", "Enter", "Tab", "=Navy", "Enter");
  await said(page, "The address of Grace Hopper is saved.");
  const [address] = await api.addresses(number);
  assert.deepEqual([address.contactName, address.companyName, address.street, address.tags], ["Grace Hopper", "Navy", "Pier", ["BILLING"]]);
  await type("Tab", "Tab", "Tab", "Tab", "Enter", "Shift+Tab", "Enter");
  await page.getByRole("heading", { name: "No addresses yet" }).waitFor();
  assert.deepEqual(await api.addresses(number), []);
});

walk("60 addresses are shown, and a change draws only what it changes", async (browser) => {
  const number = await api.customer(...Array.from({ length: 60 }, (_, at) => ({ id: `a${at}`, contactName: `Person ${at}`, isDefault: at === 59 })));
  await open(browser, number);
  await page.getByText("60 addresses").waitFor();
  const all = await titles();
  assert.equal(all.length, 60);
  assert.equal(all[0], "Person 59", "the default stands first");
  await page.locator(".address").evaluateAll((cards) => cards.forEach((each) => (each.drawnBefore = true)));
  await press("Person 40", "Make default");
  await said(page, "The address of Person 40 is the default now.");
  assert.deepEqual(await titles(), all);
  const anew = await page.locator(".address").evaluateAll((cards) => cards.filter((each) => !each.drawnBefore).map((each) => each.querySelector("h4").textContent));
  assert.deepEqual(anew, ["Person 59", "Person 40"]);
  assert.ok(await hasFocus(card("Person 40").locator("h4")));
});

walk("text of an address that is markup is text", async (browser) => {
  const markup = "<img src=x onerror=alert(1)>";
  await open(browser, await api.customer({ id: "x", contactName: markup, companyName: markup + 1, street: markup + 2, tags: [markup + 3], contactPhone: markup + 4 }));
  await press(markup, "Edit");
  assert.equal(await field(editor(), "companyName").inputValue(), markup + 1);
  await save();
  await press(markup, "Tag the address");
  await press(markup, "Remove the address of");
  await removal().getByRole("button", { name: "Keep it" }).click();
  const text = await card(markup).innerText();
  for (const end of ["", 1, 2, 3, 4]) assert.ok(text.includes(markup + end));
  assert.equal(await page.locator("#customer img, #question img").count(), 0);
  assert.deepEqual(page.record.dialogs, []);
  assert.deepEqual(page.record.errors, []);
});
