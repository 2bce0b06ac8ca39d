// What a submit of a bound form does: the summary, sending once, native submissions, the service's answers; and what comes
// and goes: blocks of fields, bindings, the whole form.

import assert from "node:assert/strict";
import { test } from "node:test";
import { FORM, bind, dispose, formPages, items, region, sent, settle, showErrors, summary, told, validate, values } from "./forms/page.mjs";
import { hasFocus } from "./support.mjs";

const openPage = formPages();
let page;

const open = async (options) => (page = await openPage(options));
const button = () => page.getByRole("button", { name: "Register" });
const busy = () => page.locator("#form").getAttribute("aria-busy");
const native = () => page.locator("#form").evaluate((form) => !form.noValidate);

const EMAIL = "Enter an e-mail address like name@example.com.";
const ID = "Use only letters, digits, hyphens and underscores in the customer id, like C-1042.";
const LAST_NAME = "Enter a value for Last name.";

test("a submit with faults sums them up above the form, with a link to each field", async () => {
  await open();
  await bind(page, { submit: "now" });
  assert.ok(!(await native()), "the browser's own bubbles are off");
  const typed = { "#email": " nobody", "#id": "a b", "#password": " secret ", "#currency": "eur" };
  await page.locator("details").evaluate((details) => (details.open = true));
  for (const [selector, text] of Object.entries(typed)) await page.locator(selector).fill(text);
  await page.locator("details").evaluate((details) => (details.open = false));
  await button().click();

  const box = summary(page);
  assert.ok(await hasFocus(box));
  assert.equal(await box.getAttribute("tabindex"), "-1");
  assert.equal(await box.evaluate((part) => part === document.querySelector("#form").firstElementChild), true, "above the heading");
  assert.equal(await box.locator(":scope > [role=alert] > h2").textContent(), "There is a problem");
  assert.equal(await box.getAttribute("role"), null);
  assert.deepEqual(await items(page), [LAST_NAME, EMAIL, ID], "in the order of the form");
  for (const [selector, message] of [["#last-name", LAST_NAME], ["#email", EMAIL], ["#id", ID]]) assert.equal(await told(page, selector), `Error: ${message}`, "the same words");
  assert.equal(await page.title(), "Error: Customers");
  assert.deepEqual(await sent(page), []);
  for (const [selector, text] of Object.entries(typed)) assert.equal(await page.locator(selector).inputValue(), selector === "#email" ? "nobody" : text, "what was typed stays");

  const link = box.getByRole("link", { name: ID });
  assert.equal(await link.getAttribute("href"), "#id");
  await link.click();
  assert.ok(await hasFocus(page.locator("#id")), "also in a closed disclosure");
  assert.ok(await page.locator("#id").isVisible());
  assert.equal(new URL(page.url()).hash, "", "and the page's address stays");

  await page.locator("#id").fill("C-1");
  assert.deepEqual(await items(page), [LAST_NAME, EMAIL], "what is mended is said no more");
  await page.locator("#last-name").fill("Lovelace");
  await page.locator("#email").fill("ada@example.com");
  assert.equal(await box.count(), 0);
  assert.equal(await page.title(), "Customers");
  await button().click();
  assert.deepEqual((await sent(page)).map(({ value }) => value), [
    { lastName: "Lovelace", contactEmail: "ada@example.com", preferredCurrency: "EUR", password: " secret ", mixins: { terms: { accepted: false } }, id: "C-1" },
  ]);
});

test("one fault is summed up too, its words change with the field's, and no longer as an alert", async () => {
  await open();
  await bind(page);
  await page.locator("#last-name").fill("Lovelace");
  await page.locator("#email").fill("x");
  await page.locator("#email").evaluate((email) => (email.required = true));
  await page.locator("#email").press("Enter");
  assert.deepEqual(await items(page), [EMAIL]);
  assert.ok(await hasFocus(summary(page)));
  await page.locator("#email").fill("");
  assert.deepEqual(await items(page), ["Enter a value for E-mail address."]);
  assert.equal(await summary(page).locator("[role=alert]").count(), 0);
  await button().click();
  assert.equal(await summary(page).locator("[role=alert]").count(), 1, "a new submit is a new alert");
});

test("a link leads into a group of radio buttons, and a fault without a field is no link", async () => {
  await open();
  await bind(page);
  await showErrors(page, { code: "bad_request", message: "No.", details: [{ field: "type", message: "Choose a kind." }, { field: "mixins.loyalty", message: "Give an object." }, { message: "Too many." }, { field: "contactEmail" }, { field: "type", message: "Or none." }] });
  // Of several that are told of one field the first is shown.
  assert.deepEqual(await items(page), ["No.", "Choose a kind.", "mixins.loyalty: Give an object.", "Too many."]);
  assert.deepEqual(await summary(page).locator("a").allTextContents(), ["No.", "Choose a kind."]);
  await summary(page).getByRole("link", { name: "Choose a kind." }).click();
  assert.ok(await hasFocus(page.locator("#type-customer")));
  assert.equal(await told(page, "#email"), "Error: No.");
});

test("a summary of the page's own is used and given back", async () => {
  await open({ html: `<div id="top" hidden></div>${FORM}` });
  await bind(page, { summary: "#top" });
  await validate(page);
  const box = page.locator("#top");
  assert.ok(await hasFocus(box));
  assert.deepEqual(await items(page, "#top"), [LAST_NAME]);
  assert.equal(await page.locator(".error-summary").count(), 0);
  await dispose(page);
  assert.deepEqual(await box.evaluate((part) => [part.outerHTML]), ['<div id="top" hidden=""></div>']);
});

test("the heading of a summary of the page's own is what the page says, and a field that nobody sees is opened up", async () => {
  const closed = FORM.replace(/(<form[^>]*>)([^]*)(<\/form>)/, "$1<details><summary>More</summary><details><summary>Still more</summary>$2</details></details>$3");
  await open({ html: `<div id="top" data-heading="h4"></div>${closed}` });
  await bind(page, { summary: "#top" });
  assert.ok(await page.locator("#last-name").isHidden());
  await validate(page);
  assert.equal(await page.locator("#top h4").innerText(), "There is a problem");
  assert.ok(await page.locator("#last-name").isVisible());
});

test("while it is being sent the form is busy, the button stays, and a second submit does nothing", async () => {
  await open();
  await bind(page, { submit: "held" });
  await page.locator("#last-name").fill("Lovelace");
  await button().dblclick();
  await page.locator("#last-name").press("Enter");
  assert.equal((await sent(page)).length, 1);
  assert.equal((await sent(page))[0].submitter, "register");
  assert.equal(await busy(), "true");
  assert.ok(await button().isEnabled());
  await settle(page);
  await page.locator("#form:not([aria-busy])").waitFor();
  await button().click();
  assert.equal((await sent(page)).length, 2);
  assert.ok(page.url().endsWith("/form"), "nothing was sent natively");
});

test("what the client says of a call is shown where it belongs, also when fields have gone meanwhile", async () => {
  await open({ html: FORM.replace("<details>", '<div id="block"><label for="c">Country</label><input id="c" name="addresses[0].country" value="DE"></div><label for="d">Country 2</label><input id="d" name="addresses[1].country" value="DE"><details>') });
  await bind(page, { submit: "held" });
  await page.locator("#last-name").fill("Lovelace");
  await page.locator("#email").fill("ada@example.com");
  await button().click();
  await page.locator("#block").evaluate((block) => block.remove());
  const details = [{ field: "contactEmail", message: "This address is taken." }, { field: "addresses[1].country", message: "We do not deliver there." }, { field: "addresses[0].country", message: "Nor there." }];
  await settle(page, { code: "bad_request", message: "Bad request", details });
  await summary(page).waitFor();
  assert.equal(await busy(), null);
  assert.equal(await told(page, "#email"), "Error: This address is taken.");
  assert.equal(await told(page, "#d"), "Error: We do not deliver there.", "as it was counted when it was sent");
  assert.deepEqual(await items(page), ["This address is taken.", "We do not deliver there.", "addresses.0.country: Nor there."]);
  assert.equal(await page.locator("#email").inputValue(), "ada@example.com");
  await page.locator("#email").fill("a@example.com");
  assert.equal(await told(page, "#email"), "");

  for (const [fields, expected] of [
    [{ code: "validation", message: "Wrong.", issues: [{ path: ["addresses", 0, "country"], message: "Choose another." }] }, ["Choose another."]],
    [{ code: "decode", message: "The answer is no customer.", issues: [{ path: ["contactEmail"], message: "Enter text." }] }, ["The answer is no customer."]],
    [{ code: "server", message: "The service answered 500.", details: [] }, ["The service answered 500."]],
  ]) {
    await showErrors(page, fields);
    assert.deepEqual(await items(page), expected);
    assert.equal(await summary(page).locator("a").count(), fields.code === "validation" ? 1 : 0);
  }
  assert.deepEqual(await page.evaluate(() => window.rejected), []);
});

test("what is no error of the client is not swallowed, and the form can be sent again", async () => {
  await open();
  await bind(page, { submit: "held" });
  await page.locator("#last-name").fill("Lovelace");
  await button().click();
  await page.evaluate(() => window.reject(new TypeError("a mistake")));
  await page.locator("#form:not([aria-busy])").waitFor();
  await page.waitForFunction(() => window.rejected.length > 0);
  assert.deepEqual(await page.evaluate(() => window.rejected), ["TypeError: a mistake"]);
  assert.equal(await summary(page).count(), 0);
  await button().click();
  assert.equal((await sent(page)).length, 2);
});

const NATIVE = FORM.replace('<button name="action"', '<button name="action" value="other" formaction="/sent/elsewhere">Other</button><button name="action"');
const query = () => Object.fromEntries(new URL(page.url()).searchParams);

test("without onSubmit a form that is fine is sent by the browser, by the button that was pressed", async () => {
  await open({ html: NATIVE });
  await bind(page);
  await page.locator("#last-name").fill("Lovelace");
  await page.getByRole("button", { name: "Other" }).click();
  await page.waitForURL("**/sent/elsewhere?*");
  assert.equal(query().action, "other");
  assert.equal(query().lastName, "Lovelace");
});

/** A module that comes when it is let go. */
function heldModule() {
  let release;
  const held = new Promise((resolve) => (release = resolve));
  return { release, wasm: (route) => held.then(() => route.continue()) };
}

test("a submit before the module is there waits for it, and is then made by the same button", async () => {
  const { release, wasm } = heldModule();
  await open({ html: NATIVE, wasm });
  await bind(page, { ready: false });
  await page.locator("#last-name").fill("Lovelace");
  await page.getByRole("button", { name: "Other" }).dblclick();
  assert.equal(await busy(), "true");
  assert.ok(page.url().endsWith("/form"));
  release();
  await page.waitForURL("**/sent/elsewhere?*");
  assert.equal(query().action, "other");
});

test("faults are found as well when the module comes late, and a field that was left too", async () => {
  const { release, wasm } = heldModule();
  await open({ wasm });
  await bind(page, { ready: false, submit: "now" });
  assert.match(await page.evaluate(() => { try { window.bindings[0].validate(); } catch (error) { return error.code; } }), /configuration/);
  const asked = page.waitForRequest("**/client_bg.wasm");
  await page.locator("#email").fill("nobody");
  await asked;
  await page.locator("#currency").focus();
  release();
  await page.locator("#email[aria-invalid]").waitFor();
  await page.locator("#email").fill("");
  await page.locator("#email").press("Enter");
  assert.deepEqual(await items(page), [LAST_NAME]);
});

for (const submit of [undefined, "now"]) {
  test(`when the module cannot be loaded the browser's own checks do the work, ${submit ? "with" : "without"} onSubmit`, async () => {
    await open({ html: NATIVE, wasm: (route) => route.abort() });
    await bind(page, { ready: false, submit });
    await showErrors(page, { code: "bad_request", details: [{ field: "contactEmail", message: "Taken." }] });
    await button().click();
    await page.locator("#form:not([novalidate], [aria-busy])").waitFor();
    assert.equal(await summary(page).count(), 0);
    assert.ok(page.url().endsWith("/form"), "the last name is required");
    assert.ok(await hasFocus(page.locator("#last-name")), "as the browser says");
    assert.equal(await page.locator("#email").evaluate((email) => email.validationMessage), "", "nothing stale stands in the way");
    await page.locator("#last-name").fill("Lovelace");
    await button().click();
    await page.waitForURL("**/sent?*");
    assert.equal(query().action, "register");
    assert.equal(query().lastName, "Lovelace");
  });
}

test("a module that comes after a failure of the first try is used", async () => {
  let fails = 1;
  await open({ wasm: (route) => (fails-- > 0 ? route.abort() : route.continue()) });
  await bind(page, { ready: false, submit: "now" });
  const failed = page.waitForEvent("requestfailed");
  await page.locator("#last-name").fill("Lovelace");
  await failed;
  await button().click();
  await page.waitForFunction(() => window.sent.length === 1);
});

test("a button that asks for no check gets none", async () => {
  await open({ html: FORM.replace("</form>", '<button name="action" value="draft" formnovalidate>Draft</button></form>') });
  await bind(page, { submit: "now" });
  await page.getByRole("button", { name: "Draft" }).click();
  await page.waitForURL("**/sent?*");
  assert.equal(query().action, "draft");
});

test("a reset takes every error away", async () => {
  await open({ html: FORM.replace("</form>", '<button type="reset">Start again</button></form>') });
  await bind(page);
  await page.locator("#email").fill("nobody");
  await button().click();
  assert.equal((await items(page)).length, 2);
  await page.getByRole("button", { name: "Start again" }).click();
  assert.equal(await told(page, "#email"), "");
  assert.equal(await page.locator(".field-error, .error-summary").count(), 0);
  assert.equal(await page.title(), "Customers");
});

test("dispose leaves the form as it was", async () => {
  await open({ html: FORM.replace("<form", "<form novalidate").replace("</form>", '</form><input form="form" name="note">') });
  const html = () => page.evaluate(() => document.documentElement.outerHTML);
  const before = await html();
  await bind(page, { submit: "held" });
  await page.locator("#email").fill("nobody");
  await button().click();
  await page.locator("#email").fill("");
  await page.locator("#last-name").fill("Lovelace");
  await button().click();
  assert.equal(await busy(), "true");
  await page.locator("#email").fill("nobody");
  await page.locator("#currency").focus();
  await dispose(page);
  assert.equal(await html(), before);
  await settle(page, { code: "server", message: "Too late." });
  await page.waitForFunction(() => window.rejected.length === 1);
  await showErrors(page, { code: "server", message: "Too late." });
  await page.locator("#email").fill("nobody at all");
  await page.locator("#currency").focus();
  await dispose(page);
  assert.equal(await html(), before, "and does so once and for all");
  await button().click();
  await page.waitForURL("**/sent?*");
});

test("a form that is bound again has one binding", async () => {
  await open();
  await bind(page, { submit: "now" });
  await validate(page);
  await bind(page, { submit: "now", locale: "de" });
  assert.equal(await page.locator(".field-error").count(), 0);
  assert.equal(await page.locator("[aria-live]").count(), 1);
  await page.locator("#last-name").fill("Lovelace");
  await button().click();
  assert.equal((await sent(page)).length, 1);
  await page.evaluate(() => window.bindings[1].dispose());
  await page.locator("#last-name").fill("");
  await button().click();
  assert.equal(await page.title(), "Fehler: Customers", "the end of the first is not the second's");
});

test("several forms on a page keep to themselves, and the title says Error as long as one does", async () => {
  const form = (id) => `<form id="${id}"><label>Name <input name="contactName"></label><button>Save ${id}</button></form>`;
  await open({ html: form("one") + form("two") });
  await bind(page, { form: "#one", schema: "addressCreate" });
  await bind(page, { form: "#two", schema: "addressCreate" });
  await page.getByRole("button", { name: "Save one" }).click();
  assert.equal(await page.locator("#one .field-error").count(), 1);
  assert.equal(await page.locator("#two .field-error").count(), 0);
  await page.getByRole("button", { name: "Save two" }).click();
  const ids = await page.locator(".field-error").evaluateAll((all) => all.map(({ id }) => id));
  assert.equal(new Set(ids).size, 2);
  await page.locator("#one input").fill("Ada");
  assert.equal(await page.title(), "Error: Customers");
  await page.evaluate(() => (document.title = "Error: Addresses"));
  await page.locator("#two input").fill("Ada");
  assert.equal(await page.title(), "Addresses");
});

const BLOCK = (index) => `<fieldset><legend>Address ${index + 1}</legend><label>Country <input name="addresses[${index}].country"></label><button type="button" class="remove">Remove</button></fieldset>`;
const BLOCKS = `<form id="form"><div id="blocks">${BLOCK(0)}${BLOCK(1)}</div><button type="button" id="add">Add an address</button><button>Save</button></form>`;

/** As a page would, without a thought about focus. */
const wire = () =>
  page.evaluate(() => {
    const blocks = document.querySelector("#blocks");
    document.querySelector("#add").addEventListener("click", () => {
      const block = blocks.firstElementChild.cloneNode(true);
      for (const input of block.querySelectorAll("input")) input.name = `addresses[${Date.now()}].country`;
      blocks.append(block);
    });
    blocks.addEventListener("click", ({ target }) => target.matches(".remove") && target.closest("fieldset").remove());
  });

test("fields that come later work, and errors go with the block that has them", async () => {
  await open({ html: BLOCKS });
  await bind(page, { schema: "customer" });
  await wire();
  await page.locator("#add").click();
  const inputs = page.locator("#blocks input");
  assert.ok(await hasFocus(inputs.nth(2)), "the new block has the focus");
  await page.keyboard.type("Germany");
  await page.keyboard.press("Tab");
  assert.equal(await inputs.nth(2).getAttribute("aria-invalid"), "true");
  await inputs.nth(0).fill("nowhere");
  await page.getByRole("button", { name: "Save" }).click();
  assert.equal((await items(page)).length, 2);
  assert.deepEqual(await values(page), { addresses: [{ country: "NOWHERE" }, { country: "GERMANY" }] });
  await page.locator("fieldset").nth(2).evaluate((block) => block.remove());
  await page.locator(".error-summary li").nth(1).waitFor({ state: "detached" });
  await page.locator("fieldset").nth(0).evaluate((block) => (block.disabled = true));
  await page.locator("fieldset").nth(1).evaluate((block) => block.remove());
  await summary(page).waitFor({ state: "detached" });
  assert.equal(await page.title(), "Customers");
  assert.equal(await page.locator(".field-error").count(), 0);
});

test("the focus is not lost with a block that is removed, and it is said", async () => {
  await open({ html: BLOCKS, clock: true });
  await bind(page, { schema: "customer" });
  await wire();
  await page.locator(".remove").first().press("Enter");
  assert.ok(await hasFocus(page.locator("#blocks input")), "the next one has it");
  await page.clock.runFor(1000);
  assert.equal(await region(page).textContent(), "Address 1: removed.");
  await page.locator(".remove").press("Enter");
  assert.ok(await hasFocus(page.locator("#add")), "and after the last what follows");
  await page.clock.runFor(1000);
  assert.equal(await region(page).textContent(), "Address 2: removed.");
});

test("a page that moves the focus itself is left alone, and so is one that draws its fields anew", async () => {
  await open({ html: BLOCKS });
  await bind(page, { schema: "customer" });
  await page.evaluate(() => {
    const blocks = document.querySelector("#blocks");
    document.querySelector("#add").addEventListener("click", () => blocks.replaceChildren(...[...blocks.children].map((block) => block.cloneNode(true))));
    blocks.addEventListener("click", ({ target }) => {
      target.closest("fieldset").remove();
      document.querySelector("#add").focus();
    });
  });
  await page.locator(".remove").first().click();
  assert.ok(await hasFocus(page.locator("#add")));
  await page.locator("#add").click();
  assert.ok(await hasFocus(page.locator("#add")));
});

test("a form in a shadow root is bound like any other", async () => {
  await open({ html: '<div id="host"></div>' });
  await page.evaluate(async () => {
    await window.lib.init();
    const root = document.querySelector("#host").attachShadow({ mode: "open" });
    const form = document.createElement("form");
    form.id = "inner";
    const input = Object.assign(document.createElement("input"), { name: "contactEmail", id: "mail" });
    form.append(input, document.createElement("button"));
    root.append(form);
    window.bindings.unshift(window.lib.bindForm(form, window.lib.schemas.customerCreate, { onSubmit: (value) => window.sent.push(value) }));
  });
  await page.locator("#mail").fill("nobody");
  await page.locator("#inner button").focus();
  assert.equal(await page.locator("#mail").getAttribute("aria-invalid"), "true");
  await page.locator("#inner button").click();
  assert.deepEqual(await page.locator("#inner li").allTextContents(), [EMAIL]);
  await page.locator("#mail").fill("a@example.com");
  await page.locator("#inner button").click();
  assert.deepEqual(await sent(page), [{ contactEmail: "a@example.com" }]);
});

test("controls outside the form are checked and mended like those inside", async () => {
  await open({ html: '<form id="form"><button>Save</button></form><label for="out">E-mail</label><input id="out" form="form" name="contactEmail">' });
  await bind(page);
  await page.locator("#out").fill("nobody");
  await page.getByRole("button").focus();
  assert.equal(await told(page, "#out"), `Error: ${EMAIL}`);
  await page.locator("#out").fill("a@example.com");
  assert.equal(await told(page, "#out"), "");
});
