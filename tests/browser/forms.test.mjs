// A bound form as people meet it: when a field speaks, how it says it, and what it says above the form.

import assert from "node:assert/strict";
import { test } from "node:test";
import { FORM, bind, dispose, formPages, items, region, showErrors, summary, told, validate } from "./forms/page.mjs";
import { accessibilityFaults } from "./support.mjs";

const openPage = formPages();
let page;

/** The same form for people who read German. */
const GERMAN = Object.entries({
  "<h2>Register": "<h2>Anmelden", "Last name <span>required": "Nachname <span>Pflichtfeld", "E-mail address": "E-Mail-Adresse", "We write to it once.": "Wir schreiben einmal.",
  ">Currency": ">Währung", ">Password": ">Passwort", "Kind of customer": "Art des Kunden", "Choose one.": "Wählen Sie eine.", "A person": "Person", "A contact": "Kontakt",
  "I accept the terms": "Ich stimme den Bedingungen zu", ">More": ">Mehr", ">Register</button>": ">Anmelden</button>",
}).reduce((html, [english, german]) => html.replace(english, german), FORM);

const open = async (options) => (page = await openPage(options));

const EMAIL = "Error: Enter an e-mail address like name@example.com.";
const CURRENCY = "Error: Enter a currency code of three capital letters, like EUR.";
const LAST_NAME = "Error: Enter a value for Last name.";

test("a field speaks when it is left changed, not before, and what it says goes while it is mended", async () => {
  await open();
  await bind(page);
  const email = page.locator("#email");
  await email.focus();
  await page.locator("#currency").focus();
  assert.equal(await told(page, "#email"), "", "it was left as it was");

  await email.pressSequentially("nobody");
  assert.equal(await told(page, "#email"), "", "the person is still typing");
  await page.keyboard.press("Tab");
  assert.equal(await told(page, "#email"), EMAIL);
  assert.equal(await told(page, "#last-name"), "", "other fields are left alone");
  assert.equal(await summary(page).count(), 0, "a summary comes with a submit only");
  assert.equal(await email.getAttribute("aria-invalid"), "true");
  assert.match(await email.getAttribute("aria-describedby"), /^email-hint field-error-\d+$/);
  assert.ok(await email.evaluate((control) => control.matches(":user-invalid") && !control.checkValidity()));

  await email.focus();
  await page.keyboard.press("End");
  await page.keyboard.type("@");
  assert.equal(await told(page, "#email"), EMAIL, "not yet");
  await page.keyboard.type("example.com");
  assert.equal(await told(page, "#email"), "");
  assert.equal(await email.getAttribute("aria-invalid"), null);
  assert.equal(await email.getAttribute("aria-describedby"), "email-hint");
  assert.ok(await email.evaluate((control) => control.matches(":user-valid") && control.checkValidity()));
  assert.equal(await page.locator(".field-error").count(), 0);
});

test("with trigger submit a field speaks after a submit only, and then with every change", async () => {
  await open();
  await bind(page, { trigger: "submit" });
  await page.locator("#last-name").fill("Lovelace");
  await page.locator("#currency").fill("euro");
  await page.locator("#email").fill("nobody");
  await page.locator("#password").focus();
  assert.equal(await told(page, "#email"), "");
  await page.getByRole("button").click();
  assert.equal(await told(page, "#email"), EMAIL);
  assert.equal(await told(page, "#currency"), CURRENCY);
  await page.locator("#email").fill("ada@example.com");
  assert.equal(await told(page, "#email"), "");
  assert.equal(await told(page, "#currency"), CURRENCY);
});

test("what a field says that mends another one's fault is heeded, and what came from the service is not undone by it", async () => {
  await open({ html: '<form id="form"><label>From <input name="createdAtFrom"></label><label>To <input name="createdAtTo"></label><label>Search <input name="search"></label><button>Search</button></form>' });
  await bind(page, { schema: "spiriiCustomerQuery" });
  await page.locator("[name=createdAtFrom]").fill("2026-11-22T08:00:00Z");
  await page.locator("[name=createdAtTo]").fill("2026-11-21T08:00:00Z");
  await page.locator("[name=search]").focus();
  const from = await told(page, "[name=createdAtFrom]");
  const to = await told(page, "[name=createdAtTo]");
  assert.match(from + to, /^Error: Enter a moment that is not before/);
  const [wrong, other] = to ? ["createdAtTo", "createdAtFrom"] : ["createdAtFrom", "createdAtTo"];
  await page.getByRole("button").click();
  await page.locator(`[name=${other}]`).fill("");
  // It has no error of its own, so it is checked when it is left.
  await page.locator("[name=search]").focus();
  assert.equal(await told(page, `[name=${wrong}]`), "");

  await showErrors(page, { code: "bad_request", details: [{ field: "search", message: "Search for something else." }] });
  await page.locator(`[name=${other}]`).fill("soon");
  await page.locator(`[name=${wrong}]`).focus();
  assert.match(await told(page, `[name=${other}]`), /^Error: Enter a date and time/);
  assert.equal(await told(page, "[name=search]"), "Error: Search for something else.");
  await page.locator("[name=search]").fill("x");
  assert.equal(await told(page, "[name=search]"), "", "its own change takes it away");
});

test("label, hint, message and control stand in this order, also around groups and in labels", async () => {
  await open();
  await bind(page);
  const issues = ["contactEmail", "type", "mixins.terms.accepted", "lastName"].map((name) => ({ path: name.split("."), code: "type", message: name, params: {} }));
  await page.evaluate((issues) => window.bindings[0].showErrors(issues), issues);
  const around = (selector) =>
    page.locator(selector).evaluate((control) => {
      const message = document.getElementById(control.getAttribute("aria-describedby").split(" ").at(-1));
      const seen = (part) => part && `${part.localName}${part.className && "."}${part.className}`;
      return [seen(message.previousElementSibling), seen(message), seen(message.nextElementSibling)];
    });
  assert.deepEqual(await around("#email"), ["p.hint", "p.field-error", "input"]);
  assert.deepEqual(await around("#last-name"), ["label", "p.field-error", "input"]);
  assert.deepEqual(await around("#type-customer"), ["p.hint", "p.field-error", "div"]);
  assert.deepEqual(await around("#type-contact"), ["p.hint", "p.field-error", "div"]);
  assert.deepEqual(await around("[type=checkbox]"), ["fieldset", "p.field-error", "label.option"]);
  assert.equal(await page.getByRole("checkbox").evaluate((box) => box.labels[0].textContent.trim()), "I accept the terms", "no message in a name");
  assert.deepEqual(await page.locator('.field-error[role="alert"], .field-error[aria-live]').count(), 0);
  await page.getByLabel("A contact").check();
  assert.deepEqual([await told(page, "#type-customer"), await told(page, "#type-contact")], ["", ""], "the whole group is mended");
});

test("a message is told by a sign and by a word, which only ears get, under the strictest policy", async () => {
  await open();
  await bind(page);
  await validate(page);
  const message = page.locator(".field-error");
  assert.equal(await message.textContent(), `⚠\uFE0E ${LAST_NAME}`);
  assert.equal(await message.locator("[aria-hidden=true]").textContent(), "⚠\uFE0E ");
  const unseen = message.locator("span", { hasText: "Error: " });
  assert.deepEqual(await unseen.evaluate((part) => [getComputedStyle(part).position, getComputedStyle(part).clipPath]), ["fixed", "inset(50%)"]);
  assert.equal(await message.evaluate((part) => getComputedStyle(part).color), "rgb(163, 22, 26)", "the page's own style");
  const { width, clientWidth } = await page.evaluate(() => ({ width: document.documentElement.scrollWidth, clientWidth: document.documentElement.clientWidth }));
  assert.equal(width, clientWidth);
  const described = await page.locator("#last-name").ariaSnapshot();
  assert.match(described, /Last name required/);
  assert.deepEqual(page.record.violations, []);
  assert.deepEqual(page.record.errors, []);
});

test("an element that the page has for messages is used and given back as it was", async () => {
  const html = `<form id="form"><label for="email">E-mail address</label><input id="email" name="contactEmail" value="x" aria-describedby="own">
    <p id="own" data-error-for="contactEmail" hidden></p>
    <label for="odd">Odd</label><div><input id="odd" form="form" name='mixins.a"]b.c' value="1"></div>
    <label for="id">Id</label><p data-error-for="id"></p><input id="id" name="id" value="a b"></form>`;
  await open({ html });
  await bind(page);
  await validate(page);
  assert.equal(await told(page, "#email"), EMAIL);
  assert.ok(await page.locator("#own").isVisible());
  assert.equal(await page.locator("#email").getAttribute("aria-describedby"), "own");
  assert.match(await told(page, "#id"), /^Error: Use only letters/, "what has no id cannot describe a control");
  await dispose(page);
  assert.equal(await page.locator("#email").getAttribute("aria-describedby"), "own", "that the page names it stays");
  assert.ok(await page.locator("#own").isHidden());
  assert.equal(await page.locator("#own").textContent(), "");
});

test("the live region is there and empty from the start, and speaks after a pause", async () => {
  await open({ clock: true });
  await bind(page);
  const live = region(page);
  assert.equal(await live.getAttribute("aria-live"), "polite");
  assert.equal(await live.getAttribute("aria-atomic"), "true");
  assert.equal(await live.textContent(), "");
  await page.locator("#email").fill("nobody");
  await page.locator("#currency").focus();
  assert.equal(await told(page, "#email"), EMAIL);
  await page.clock.runFor(500);
  assert.equal(await live.textContent(), "", "it waits");
  await page.clock.runFor(200);
  assert.equal(await live.textContent(), "E-mail address: Enter an e-mail address like name@example.com.");

  await page.locator("#email").fill("nobody at");
  await page.clock.runFor(1000);
  assert.equal(await live.textContent(), "E-mail address: Enter an e-mail address like name@example.com.", "the same is not said again");
  await page.locator("#email").fill("nobody@example.com");
  assert.equal(await live.textContent(), "");
  await page.locator("#currency").fill("euro");
  await page.locator("#email").focus();
  await page.getByRole("button").click();
  await page.clock.runFor(1000);
  assert.equal(await live.textContent(), "", "after a submit the summary speaks");
});

test("a message that appears does not swallow the click that made it appear", async () => {
  await open();
  await bind(page, { submit: "now" });
  await page.locator("#email").pressSequentially("nobody");
  const box = await page.locator("summary").boundingBox();
  await page.mouse.move(box.x + 40, box.y + 10);
  await page.mouse.down();
  assert.equal(await told(page, "#email"), "", "nothing moves under the pointer");
  await page.mouse.up();
  await page.locator("details[open]").waitFor();
  await page.locator(".field-error").waitFor();
  assert.equal(await told(page, "#email"), EMAIL);
});

test("half a word of an input method is not judged", async () => {
  await open();
  await bind(page);
  await page.evaluate(() => window.bindings[0].showErrors([{ path: ["lastName"], code: "type", message: "Enter another name.", params: {} }]));
  await page.locator("#last-name").focus();
  const session = await page.context().newCDPSession(page);
  await session.send("Input.imeSetComposition", { text: "にほん", selectionStart: 3, selectionEnd: 3 });
  assert.equal(await page.locator("#last-name").inputValue(), "にほん");
  assert.equal(await told(page, "#last-name"), "Error: Enter another name.", "not while composing");
  await session.send("Input.insertText", { text: "日本" });
  assert.equal(await page.locator("#last-name").inputValue(), "日本");
  assert.equal(await told(page, "#last-name"), "", "but when it is composed");
});

test("going from one radio button or checkbox of a group to the next is not leaving it", async () => {
  const box = (value) => `<label><input type="checkbox" name="customerIds" value="${value}">${value}</label>`;
  await open({ html: `<form id="form"><fieldset><legend>Customers</legend>${["a", "b", "c"].map(box).join("")}</fieldset><button>Search</button></form>` });
  await bind(page, { schema: "spiriiCustomerQuery" });
  await page.getByLabel("a", { exact: true }).focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("Tab");
  assert.equal(await page.locator(".field-error").count(), 0);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  assert.equal(await told(page, "[value=c]"), "Error: Enter a whole number.");
});

test("what the markup requires is asked for by the field's label, or in one's own words", async () => {
  const html = `<form id="form"><label for="city">City <i>required</i></label><input id="city" name="addresses[0].city" required>
    <label for="country">Country</label><select id="country" name="addresses[0].country" required><option value="">Choose<option>DE</select>
    <fieldset><legend>Type</legend><label><input type="radio" name="type" value="a" required>A</label><label><input type="radio" name="type" value="b">B</label></fieldset>
    <label><input type="checkbox" name="mixins.a.terms" required> I accept</label><input name="lastName" required aria-label="Family name">
    <label for="late">Late</label><input id="late" name="late" value="now" required></form>`;
  await open({ html });
  await bind(page, { schema: "customer", own: { "string type required": "Say what it is." } });
  assert.equal(await validate(page), false);
  const expected = ["Enter a value for City.", "Choose: Country.", "Say what it is.", "Choose: I accept.", "Enter a value for Family name."];
  assert.deepEqual(await items(page), expected);
  await bind(page, { schema: "customer", own: { "string addresses,number 0,string city required": "Which city?" } });
  await validate(page);
  assert.equal((await items(page))[0], "Which city?");
});

test("what the markup forbids besides is said in the browser's words", async () => {
  const html = `<form id="form"><label for="code">Code</label><input id="code" name="code" pattern="[A-Z]+"><label for="count">Count</label><input id="count" name="count" type="number" max="5">
    <label for="mail">Mail</label><input id="mail" name="contactEmail" pattern=".*@example[.]com"></form>`;
  await open({ html });
  await bind(page);
  await page.locator("#code").fill("x");
  await page.locator("#count").fill("7");
  await page.locator("#mail").fill("ada");
  assert.equal(await validate(page), false);
  const [code, count, mail] = await items(page);
  assert.match(code, /requested format/);
  assert.match(count, /less than or equal to 5/);
  // The schema has the first word.
  assert.equal(mail, "Enter an e-mail address like name@example.com.");
  await page.locator("#mail").fill("ada@other.org");
  assert.match(await told(page, "#mail"), /requested format/);
  // Asking the browser about the others leaves what they say with them.
  assert.equal(await page.locator("#code").evaluate(({ validity }) => validity.customError), true);
  for (const [field, text] of [["#mail", "ada@example.com"], ["#code", "X"], ["#count", "5"]]) await page.locator(field).fill(text);
  assert.equal(await validate(page), true);
  assert.equal(await page.locator("#form").evaluate((form) => form.checkValidity()), true);
});

test("a form with faults is said in German where it is asked for", async () => {
  await open({ lang: "de", title: "Kunden", html: GERMAN });
  await bind(page, { locale: "de" });
  await page.locator("#email").fill("niemand");
  await page.getByRole("button").click();
  assert.equal(await page.getByRole("alert").getByRole("heading").textContent(), "Es gibt ein Problem");
  assert.equal(await told(page, "#email"), "Fehler: Geben Sie eine E-Mail-Adresse wie name@example.com ein.");
  assert.deepEqual(await items(page), ["Geben Sie einen Wert für Nachname an.", "Geben Sie eine E-Mail-Adresse wie name@example.com ein."]);
  assert.equal(await page.title(), "Fehler: Kunden");
  await dispose(page);
  assert.equal(await page.title(), "Kunden");
});

for (const locale of ["en", "de"]) {
  test(`axe-core finds nothing in a form with errors, ${locale}`, async () => {
    await open({ lang: locale, colorScheme: "light", html: locale === "de" ? GERMAN : FORM });
    await bind(page, { locale });
    await page.locator("#email").fill("nobody");
    await page.locator("#currency").fill("euro");
    await page.locator("button").click();
    assert.equal((await items(page)).length, 3);
    assert.deepEqual(await accessibilityFaults(page), []);
    if (process.env.SCREENSHOTS) await page.screenshot({ path: `${process.env.SCREENSHOTS}/form-${locale}.png`, fullPage: true });
    const issues = [["type"], ["mixins", "terms", "accepted"], []].map((path) => ({ path, code: "type", message: "Try again.", params: {} }));
    await page.evaluate((issues) => window.bindings[0].showErrors(issues), issues);
    assert.deepEqual(await accessibilityFaults(page), []);
  });
}

test("names and messages are text, whatever is in them", async () => {
  const nasty = `x"><img src=x onerror=alert(1)> #'.\\ü`;
  await open({ html: '<form id="form"><label for="n">N</label><input id="n"><button>Go</button></form>' });
  await page.locator("#n").evaluate((control, nasty) => (control.name = `mixins.a.${nasty.replaceAll(".", "")}`), nasty);
  await bind(page);
  const issues = [["mixins", "a", nasty.replaceAll(".", "")], [nasty], []].map((path) => ({ path, code: "type", message: nasty, params: {} }));
  await page.evaluate((issues) => window.bindings[0].showErrors(issues), issues);
  assert.equal(await told(page, "#n"), `Error: ${nasty}`);
  assert.equal((await items(page))[0], nasty);
  assert.equal(await page.locator("img").count(), 0);
  assert.deepEqual(page.record.dialogs, []);
  assert.deepEqual(page.record.violations, []);
});
