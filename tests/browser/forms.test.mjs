// `bindForm` on plain forms, in a page with a strict content security policy: what a form owes the people who fill it in.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { readFile } from "node:fs/promises";
import { hasFocus, launch, startSandbox } from "./support.mjs";

const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; style-src 'self'; form-action 'self'";
const AXE = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

let sandbox;
let browser;
before(async () => ([sandbox, browser] = await Promise.all([startSandbox(), launch()])));
after(() => Promise.all([browser?.close(), sandbox?.stop()]));

const line = (name, label, attributes = "") => `<p><label for="${name}">${label}</label> <span id="${name}-hint">As on your papers.</span>
  <input id="${name}" name="${name}" aria-describedby="${name}-hint" ${attributes}></p>`;
const PERSON = `${line("firstName", "First name")}${line("contactEmail", "E-mail address", 'type="email" autocomplete="email"')}
  ${line("preferredCurrency", "Currency")}${line("b2b.companyRegistrationId", "Registration")}<button>Send</button>`;

/**
 * A page with a form that is bound: `options` is source text, put behind `bindForm(form, schema, `. What is sent is in `sent`, and
 * the binding in `bound`, both of the page. `lost` refuses the module.
 */
async function open(fields, { schema = "customerCreate", options = "{ onSubmit: (value) => void sent.push(value) }", lost = false, form = "", around = "" } = {}) {
  const context = await browser.newContext({ locale: "en-GB" });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  page.errors = [];
  page.on("pageerror", (error) => page.errors.push(String(error)));
  page.on("console", (message) => message.type() === "error" && page.errors.push(message.text()));
  const html = `<!doctype html><html lang="en"><title>Register</title><main><h1>Register</h1><form id="form" ${form}>${fields}</form>${around}</main></html>`;
  await page.route("**/form", (route) => route.fulfill({ contentType: "text/html", headers: { "content-security-policy": POLICY }, body: html }));
  await page.route("**/sent*", (route) => route.fulfill({ contentType: "text/html", body: "<!doctype html><title>Sent</title>" }));
  page.lost = lost;
  await page.route("**/client_bg.wasm", (route) => (page.lost ? route.abort() : route.continue()));
  await page.goto(`${sandbox.url}/form`);
  await page.evaluate(`(async () => {
    const { init, schemas, ClientError, ValidationError } = await import("/pkg/entry/browser.js");
    const { bindForm } = await import("/pkg/forms/index.js");
    Object.assign(globalThis, { sent: [], form: document.getElementById("form"), schemas, init, bindForm, ClientError, ValidationError });
    globalThis.bound = bindForm(form, schemas.${schema}, ${options});
  })()`);
  return page;
}

const sent = (page) => page.evaluate("sent");
const values = (page) => page.evaluate("bound.values()");
const submit = (page) => page.locator("button:not([type])").click();
const of = (page, name) => page.locator(`[name="${name}"]`);
const summary = (page) => page.locator(".form-summary");
const links = (page) => summary(page).locator("li").allTextContents();
/** What a field shows and says, as one thing that must not disagree with itself. */
const state = (page, name) => of(page, name).first().evaluate((control) => {
  const described = (control.getAttribute("aria-describedby") ?? "").split(" ").filter(Boolean).map((id) => document.getElementById(id));
  const slot = described.find((element) => element?.className === "form-error" || element?.dataset.errorFor);
  return { message: slot?.textContent ?? null, hints: described.length - (slot ? 1 : 0), invalid: control.getAttribute("aria-invalid"), validity: control.validity.customError ? control.validationMessage : "" };
});
const fine = { message: null, hints: 1, invalid: null, validity: "" };
const EMAIL = "Enter an e-mail address like name@example.com.";
const wrong = (message) => ({ message: `⚠ Error: ${message}`, hints: 1, invalid: "true", validity: message });

test("a field speaks when it is left changed, then with every input, and never before", async () => {
  const page = await open(PERSON);
  await of(page, "contactEmail").focus();
  await of(page, "firstName").focus();
  assert.deepEqual(await state(page, "contactEmail"), fine);
  await of(page, "contactEmail").pressSequentially("ada");
  assert.deepEqual(await state(page, "contactEmail"), fine);
  await of(page, "firstName").focus();
  await page.locator(".form-error").waitFor();
  assert.deepEqual(await state(page, "contactEmail"), wrong(EMAIL));
  // What was wrong is mended while it is typed; the hint stays.
  await of(page, "contactEmail").pressSequentially("@b");
  assert.deepEqual(await state(page, "contactEmail"), fine);
  await of(page, "contactEmail").pressSequentially("@");
  assert.deepEqual(await state(page, "contactEmail"), fine, "only once it is left");
  // It was announced after a pause, by a region that was there before.
  const region = page.locator("form > [aria-live=polite][aria-atomic=true]");
  await page.keyboard.press("Tab");
  await page.waitForFunction(() => document.querySelector("form > [aria-live]").textContent !== "");
  assert.equal(await region.textContent(), `E-mail address: ${EMAIL}`);
  assert.deepEqual(page.errors, []);
});

test("a field that was only passed through says nothing, although something is due there", async () => {
  const page = await open(`${line("contactName", "Name")}${line("city", "City")}<button>Send</button>`, { schema: "addressCreate" });
  await page.evaluate("init()");
  await of(page, "contactName").focus();
  await of(page, "city").focus();
  assert.deepEqual(await state(page, "contactName"), fine);
  await of(page, "contactName").pressSequentially("A");
  await page.keyboard.press("Backspace");
  await of(page, "city").focus();
  assert.deepEqual(await state(page, "contactName"), wrong("Enter the contact name."));
});

test("told to speak on submit only, it does", async () => {
  const page = await open(PERSON, { options: "{ trigger: 'submit', onSubmit: (value) => void sent.push(value) }" });
  await page.evaluate("init()");
  await of(page, "contactEmail").fill("ada");
  await of(page, "firstName").focus();
  assert.deepEqual(await state(page, "contactEmail"), fine);
  await submit(page);
  assert.deepEqual(await state(page, "contactEmail"), wrong(EMAIL));
  await of(page, "contactEmail").fill("ada@b");
  assert.deepEqual(await state(page, "contactEmail"), fine);
});

test("a submit with faults lists them, in order, with links, the focus and the title", async () => {
  const page = await open(PERSON);
  await of(page, "preferredCurrency").fill("pounds");
  await of(page, "contactEmail").fill("ada");
  await of(page, "firstName").fill("Ada");
  await submit(page);
  await summary(page).locator("li").first().waitFor();
  assert.equal(await summary(page).locator("[role=alert] h2").textContent(), "There is a problem");
  assert.deepEqual(await links(page), [EMAIL, "Enter a currency code of three capital letters, like EUR."]);
  assert.ok(await hasFocus(summary(page)));
  assert.equal(await page.title(), "Error: Register");
  await summary(page).locator("a").nth(1).click();
  assert.ok(await hasFocus(of(page, "preferredCurrency")));
  // Nothing that was typed is lost, and the button was never taken away.
  assert.deepEqual(await values(page), { firstName: "Ada", contactEmail: "ada", preferredCurrency: "POUNDS" });
  assert.equal(await page.locator("button").isEnabled(), true);
  await of(page, "preferredCurrency").fill("gbp");
  await of(page, "contactEmail").fill("ada@b");
  assert.equal(await page.title(), "Register");
  assert.equal(await summary(page).isVisible(), false);
  await submit(page);
  assert.deepEqual(await sent(page), [{ firstName: "Ada", contactEmail: "ada@b", preferredCurrency: "GBP" }]);
  assert.deepEqual(page.errors, []);
});

test("in German all of it is German, and one's own words and places are used", async () => {
  const page = await open(`<p data-error-for="contactEmail" id="mine"></p>${PERSON}`, {
    options: "{ locale: 'de', messages: ({ code }) => (code === 'max_length' ? 'Zu lang.' : undefined), summary: document.getElementById('above') }",
    around: '<div id="above">before</div>',
  });
  await of(page, "preferredCurrency").fill("pounds");
  await of(page, "contactEmail").fill("ada");
  await submit(page);
  await page.locator("#above li").first().waitFor();
  assert.equal(await page.locator("#above h2").textContent(), "Es gibt ein Problem");
  assert.equal(await page.title(), "Fehler: Register");
  assert.equal(await page.locator("#mine").textContent(), "⚠ Fehler: Geben Sie eine E-Mail-Adresse wie name@example.com ein.");
  assert.equal((await state(page, "preferredCurrency")).validity, "Zu lang.");
  await page.evaluate("bound.dispose()");
  assert.deepEqual(await page.locator("#above").evaluate((box) => [box.textContent, box.hidden, box.getAttribute("tabindex")]), ["before", false, null]);
  assert.deepEqual(await page.locator("#mine").evaluate((slot) => [slot.textContent, slot.id]), ["", "mine"]);
});

test("controls are read as what they are", async () => {
  const page = await open(`
    <input name="firstName" value="  Ada "><input name="password" type="password" value=" s "><input name="company" value="  "><textarea name="title">a
b</textarea><input name="kept" data-spaces="keep" value=" x ">
    <input type="checkbox" name="active" checked><input type="checkbox" name="onHold">
    <input type="checkbox" name="kinds" value="a" checked><input type="checkbox" name="kinds" value="b"><input type="checkbox" name="kinds" value="c" checked>
    <input type="checkbox" name="none[]" value="a"><input type="checkbox" name="one[]" value="a" checked>
    <input type="radio" name="type" value="A"><input type="radio" name="type" value="B" checked><input type="radio" name="unset" value="A">
    <select name="size"><option value="">-</option><option selected>L</option></select><select name="many" multiple><option selected>1</option><option>2</option><option selected>3</option></select>
    <input type="number" name="metadata.version" value="3"><input type="number" name="empty"><input data-type="number" name="count" value="1.5"><input data-type="number" name="odd" value="1,5">
    <input name="addresses[0].city" value="Bonn"><input name="addresses[0].country" value="de"><input name="addresses.2.city"><input name="addresses[7].tags[]" value="x"><input name="addresses[7].tags[]" value=""><input name="addresses[7].tags[]" value="y">
    <input name="tags[3]" value="b"><input name="tags[1]" value="a"><input name="tags[2]" value="">
    <input name="__proto__.polluted" value="x"><input name="constructor.prototype.polluted" value="y"><input name="" value="z"><input name="[]" value="z">
    <input name="off" value="x" disabled><fieldset disabled><input name="off2" value="x"></fieldset><input type="file" name="file"><input type="submit" name="go" value="x"><output name="out">x</output>
    <input autocapitalize="characters" name="code" value="abc"><input type="hidden" name="site" value="main">`, { schema: "customer", around: '<input form="form" name="outside" value="x">' });
  assert.deepEqual(await values(page), {
    firstName: "Ada", password: " s ", title: "a\nb", kept: " x ", active: true, onHold: false, kinds: ["a", "c"], one: ["a"], type: "B", size: "L", many: ["1", "3"],
    metadata: { version: 3 }, count: 1.5, odd: "1,5", addresses: [{ city: "Bonn", country: "DE" }, {}, { tags: ["x", "y"] }], tags: ["a", "b"],
    constructor: { prototype: { polluted: "y" } }, code: "ABC", site: "main", outside: "x",
  });
  assert.deepEqual(await page.evaluate("[({}).polluted, Object.hasOwn(bound.values(), '__proto__')]"), [undefined, false]);
});

test("issues find their fields in blocks that were taken out and put in", async () => {
  const block = (number) => `<div id="b${number}"><label>City <input name="addresses[${number}].city"></label><label>Country <input name="addresses[${number}].country"></label></div>`;
  const page = await open(`${block(0)}${block(1)}${block(4)}<button>Send</button>`, { schema: "customer" });
  await of(page, "addresses[4].country").fill("Germany");
  await of(page, "addresses[1].country").fill("D");
  await submit(page);
  await page.locator(".form-error").first().waitFor();
  const shown = () => page.locator("[aria-invalid=true]").evaluateAll((all) => all.map(({ name }) => name));
  assert.deepEqual(await shown(), ["addresses[1].country", "addresses[4].country"]);
  // Links need ids, which are taken back in the end.
  const ids = () => page.evaluate("form.querySelectorAll('input[id]').length");
  assert.equal(await ids(), 2);
  await page.evaluate("document.getElementById('b1').remove()");
  assert.equal(await page.title(), "Error: Register");
  await page.evaluate("document.getElementById('b4').remove()");
  await page.waitForFunction(() => document.title === "Register");
  assert.equal(await summary(page).isVisible(), false);
  await page.evaluate((html) => form.insertAdjacentHTML("afterbegin", html), block(9));
  await of(page, "addresses[9].country").fill("Germany");
  await of(page, "addresses[0].city").focus();
  await page.locator(".form-error").waitFor();
  assert.deepEqual(await shown(), ["addresses[9].country"]);
  await submit(page);
  assert.equal(await ids(), 1);
  await page.evaluate("bound.dispose()");
  assert.equal(await ids(), 0);
});

test("what is no number is said to be none, although the browser shows it to nobody", async () => {
  const page = await open(`${line("metadata.version", "Version", 'type="number"')}<button>Send</button>`, { schema: "customer" });
  await of(page, "metadata.version").pressSequentially("1e");
  await submit(page);
  await summary(page).locator("li").waitFor();
  assert.deepEqual(await links(page), ["Enter a whole number."]);
  await of(page, "metadata.version").fill("7");
  await submit(page);
  assert.deepEqual(await sent(page), [{ metadata: { version: 7 } }]);
});

test("what a service says lands at its fields and stays until they are changed", async () => {
  const page = await open(PERSON, {
    options: `{ onSubmit: async () => { throw new ClientError({ code: "bad_request", message: "dev", details: [{ field: "contactEmail", message: "<b>Taken.</b>" }, { field: "b2b.companyRegistrationId" }, { field: "passwort", message: "Too weak." }, { message: "Try later." }] }); } }`,
  });
  await of(page, "contactEmail").fill("ada@example.com");
  await submit(page);
  await summary(page).locator("li").first().waitFor();
  assert.deepEqual(await links(page), ["<b>Taken.</b>", "The service does not take this value. Enter another one.", "passwort: Too weak.", "Try later."]);
  assert.equal(await summary(page).locator("a").count(), 2);
  assert.deepEqual(await state(page, "contactEmail"), wrong("<b>Taken.</b>"));
  assert.equal(await page.locator("form").getAttribute("aria-busy"), null);
  // Changing one mends that one alone.
  await of(page, "b2b.companyRegistrationId").fill("HRB 1");
  assert.deepEqual([await state(page, "b2b.companyRegistrationId"), await state(page, "contactEmail")], [fine, wrong("<b>Taken.</b>")]);
  await of(page, "contactEmail").fill("ada@b");
  assert.deepEqual(await state(page, "contactEmail"), fine);

  await page.evaluate(`bound.showErrors([{ path: ["firstName"], code: "type", message: "No.", params: {} }, { path: [], code: "type", message: "All wrong.", params: {} }])`);
  assert.deepEqual(await links(page), ["No.", "All wrong."]);
  await page.evaluate(`bound.showErrors(new ClientError({ code: "server", message: "customers.create: It failed." }))`);
  assert.deepEqual([await links(page), await state(page, "firstName")], [["customers.create: It failed."], fine]);
  await page.evaluate(`bound.showErrors(new ValidationError({ code: "validation", message: "dev", issues: [{ path: ["firstName"], code: "type", message: "Not so.", params: {} }] }))`);
  assert.deepEqual(await state(page, "firstName"), wrong("Not so."));
  assert.deepEqual(page.errors, []);
});

test("while it is sent it says so, and a second submit does nothing", async () => {
  const page = await open(PERSON, { options: "{ onSubmit: (value) => (sent.push(value), new Promise((resolve) => (globalThis.finish = resolve))) }" });
  await page.evaluate("init()");
  await page.locator("button").dblclick();
  await of(page, "firstName").press("Enter");
  assert.deepEqual([(await sent(page)).length, await page.locator("form").getAttribute("aria-busy"), await page.locator("button").isEnabled()], [1, "true", true]);
  await page.evaluate("finish()");
  await page.waitForFunction(() => !form.hasAttribute("aria-busy"));
  await submit(page);
  assert.equal((await sent(page)).length, 2);
});

test("an error that is not the client's is not swallowed", async () => {
  const page = await open(PERSON, { options: "{ onSubmit: () => { throw new TypeError('a mistake'); } }" });
  const [error] = await Promise.all([page.waitForEvent("pageerror"), submit(page)]);
  assert.equal(error.message, "a mistake");
  await page.waitForFunction(() => !form.hasAttribute("aria-busy"));
});

test("without a function a form that is fine is sent as it stands, with its button", async () => {
  const page = await open(`${PERSON}<button name="next" value="1" id="next">Next</button>`, { options: "{}", form: 'action="/sent"' });
  await of(page, "contactEmail").fill("ada");
  await page.locator("#next").click();
  await summary(page).locator("li").waitFor();
  await of(page, "contactEmail").fill("ada@b");
  await Promise.all([page.waitForURL(/\/sent\?.*contactEmail=ada%40b.*next=1/), page.locator("#next").click()]);
});

test("what is pressed before the module is there is held until it is", async () => {
  const page = await open(`${PERSON}<button name="next" value="1" id="next">Next</button>`, { options: "{}", form: 'action="/sent"' });
  assert.equal(await page.evaluate("form.noValidate"), true);
  await Promise.all([page.waitForURL(/\/sent\?.*next=1/), page.locator("#next").click()]);
});

test("where the module does not come, the browser's own checks do the work", async () => {
  const page = await open(PERSON, { options: "{}", form: 'action="/sent"', lost: true });
  await of(page, "contactEmail").fill("ada");
  await submit(page);
  await page.waitForFunction(() => !form.hasAttribute("aria-busy") && document.activeElement.name === "contactEmail");
  assert.equal(new URL(page.url()).pathname, "/form");
  await of(page, "contactEmail").fill("ada@b");
  await Promise.all([page.waitForURL(/\/sent\?/), submit(page)]);
});

test("a module that comes late is used from then on", async () => {
  const page = await open(PERSON, { lost: true, options: "{ onSubmit: (value) => void sent.push(value) }" });
  await of(page, "preferredCurrency").fill("pounds");
  await submit(page);
  await page.waitForFunction(() => sent.length === 1);
  page.lost = false;
  await submit(page);
  await summary(page).locator("li").waitFor();
  assert.equal((await sent(page)).length, 1);
});

test("what the markup asks for holds, in the form's words", async () => {
  const page = await open(`${line("firstName", "First name", "required")}${line("lastName", "Last name", 'required data-needed="Enter your last name."')}${line("company", "Company", 'pattern="[A-Z]+"')}
    <fieldset><legend>Type</legend><label><input type="radio" name="type" value="A" required> A</label><label><input type="radio" name="type" value="B"> B</label></fieldset><button>Send</button>`);
  await of(page, "company").fill("x");
  await submit(page);
  await summary(page).locator("li").first().waitFor();
  const [first, last, company, type] = await links(page);
  assert.deepEqual([first, last, type], ["Fill in “First name”.", "Enter your last name.", "Make a choice for “Type”."]);
  assert.ok(company.length > 5, company);
  assert.equal(await page.locator("fieldset .form-error").count(), 1);
  assert.equal(await page.locator("fieldset [aria-invalid]").count(), 0, "radio buttons have no such state");
  assert.equal(await page.locator("legend + .form-error").evaluate((slot) => slot.closest("fieldset").getAttribute("aria-describedby") === slot.id), true);
  await summary(page).locator("a").nth(3).click();
  assert.ok(await hasFocus(of(page, "type").first()));
  await of(page, "type").nth(1).check();
  assert.equal(await page.locator("fieldset .form-error").count(), 0);
  await of(page, "firstName").fill("Ada");
  await of(page, "lastName").fill("L");
  await of(page, "company").fill("X");
  await submit(page);
  assert.deepEqual(await sent(page), [{ firstName: "Ada", lastName: "L", company: "X", type: "B" }]);
});

test("text that an input method is composing is left alone", async () => {
  const page = await open(PERSON);
  await page.evaluate("init()");
  await of(page, "contactEmail").fill("ada");
  await submit(page);
  const compose = (isComposing) => of(page, "contactEmail").evaluate((control, isComposing) => {
    control.value = "ada@b";
    control.dispatchEvent(new InputEvent("input", { bubbles: true, isComposing }));
  }, isComposing);
  await compose(true);
  assert.deepEqual(await state(page, "contactEmail"), wrong(EMAIL));
  await of(page, "contactEmail").evaluate((control) => control.dispatchEvent(new CompositionEvent("compositionend", { bubbles: true })));
  assert.deepEqual(await state(page, "contactEmail"), fine);
});

test("a reset takes the errors away, and so does ending or renewing the binding", async () => {
  const page = await open(PERSON);
  const before = await page.evaluate("bound.dispose(), form.innerHTML");
  assert.doesNotMatch(before, /form-summary|aria-live/);
  await page.evaluate("globalThis.bound = bindForm(form, schemas.customerCreate, { onSubmit() {} })");
  const marks = () => page.evaluate("[...form.querySelectorAll('.form-error, [aria-invalid], .form-summary:not([hidden])')].length");
  const spoil = async () => {
    await of(page, "contactEmail").fill("ada");
    await submit(page);
    await summary(page).locator("li").waitFor();
  };
  await spoil();
  await page.evaluate("form.reset()");
  assert.deepEqual([await marks(), await page.title()], [0, "Register"]);
  await spoil();
  await page.evaluate("globalThis.old = bound; globalThis.bound = bindForm(form, schemas.customerCreate.with({ locale: 'de' }), { locale: 'de', onSubmit: (value) => void sent.push(value) })");
  assert.equal(await marks(), 0);
  await page.evaluate("old.dispose()");
  await spoil();
  assert.equal(await page.title(), "Fehler: Register");
  assert.equal(await page.locator(".form-summary").count(), 1);
  await page.evaluate("bound.dispose()");
  assert.deepEqual([await page.evaluate("form.innerHTML"), await page.evaluate("form.noValidate"), await page.title()], [before, false, "Register"]);
  await of(page, "preferredCurrency").fill("pounds");
  await of(page, "firstName").focus();
  assert.equal(await marks(), 0);
});

test("two forms on a page share its title", async () => {
  const page = await open(PERSON, { around: '<form id="second"><label>Name <input name="contactName"></label><button id="other">Send</button></form>' });
  await page.evaluate("globalThis.second = bindForm(document.getElementById('second'), schemas.addressCreate, { onSubmit() {} })");
  await of(page, "contactEmail").fill("ada");
  await submit(page).catch(() => page.locator("#form button").click());
  await page.waitForFunction(() => document.title === "Error: Register");
  await page.locator("#other").click();
  await page.locator("#second .form-summary li").waitFor();
  assert.equal(await page.locator("#second .form-error").textContent(), "⚠ Error: Enter the contact name.");
  // In a label the message would be part of the control's name.
  assert.equal(await page.locator("#second label .form-error").count(), 0);
  await of(page, "contactEmail").fill("ada@b");
  assert.equal(await page.title(), "Error: Register");
  await of(page, "contactName").fill("Ada");
  assert.equal(await page.title(), "Register");
});

test("a click under way is not lost to a message that moves what is below", async () => {
  const page = await open(PERSON);
  await page.evaluate("init()");
  await of(page, "preferredCurrency").fill("pounds");
  const { x, y } = await page.locator("button").boundingBox();
  await page.mouse.move(x + 5, y + 5);
  await page.mouse.down();
  assert.equal(await page.locator(".form-error").count(), 0);
  await page.mouse.up();
  await summary(page).locator("li").waitFor();
});

test("validate judges at any time", async () => {
  const page = await open(PERSON);
  await page.evaluate("init()");
  assert.equal(await page.evaluate("bound.validate()"), true);
  await of(page, "contactEmail").fill("ada");
  assert.equal(await page.evaluate("bound.validate()"), false);
  assert.deepEqual(await links(page), [EMAIL]);
  assert.equal(await page.evaluate("form.checkValidity()"), false);
  await of(page, "contactEmail").fill("ada@b");
  assert.deepEqual([await page.evaluate("form.checkValidity()"), await page.evaluate("bound.validate()")], [true, true]);
});

test("axe-core finds nothing in a form with errors", async () => {
  const page = await open(`${PERSON}<fieldset><legend>Type</legend><label><input type="radio" name="type" value="A" required> A</label><label><input type="radio" name="type" value="B"> B</label></fieldset>
    <p><label for="active">Active</label> <input type="checkbox" id="active" name="active" required></p>`);
  await of(page, "contactEmail").fill("ada");
  await submit(page);
  await summary(page).locator("li").first().waitFor();
  await page.evaluate(AXE);
  const { violations } = await page.evaluate("axe.run()");
  assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]), []);
  assert.equal(await page.locator(".form-error").count(), 3);
});
