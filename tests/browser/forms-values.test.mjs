// What a form holds: from controls and their names to the value that is checked, and back from issues to controls.

import assert from "node:assert/strict";
import { test } from "node:test";
import { bind, formPages, items, sent, told, validate, values } from "./forms/page.mjs";

const openPage = formPages();
let page;

/** The value of a form with these controls. */
async function valueOf(html, options) {
  await page?.context().close();
  page = await openPage({ html: `<form id="form">${html}</form>` });
  await bind(page, options);
  return values(page);
}

test("names with dots and brackets make objects and lists", async () => {
  const value = await valueOf(`
    <input name="lastName" value="Lovelace"><input name="b2b.companyRegistrationId" value="HRB 7">
    <input name="addresses[0].city" value="Bonn"><input name="addresses.1.city" value="Köln"><input name="addresses[1][street]" value="Ring">
    <input name="tags[]" value="A"><input name="tags[]" value=" "><input name="tags[]" value="B">
    <input name="note" value="one"><input name="note" value="two">`);
  assert.deepEqual(value, {
    lastName: "Lovelace",
    b2b: { companyRegistrationId: "HRB 7" },
    addresses: [{ city: "Bonn" }, { city: "Köln", street: "Ring" }],
    tags: ["A", "B"],
    note: ["one", "two"],
  });
});

test("a checkbox is true or false, several are the list of what is ticked, radio buttons are what is chosen", async () => {
  const value = await valueOf(`
    <input type="checkbox" name="on" checked><input type="checkbox" name="off">
    <input type="hidden" name="rails" value="0"><input type="checkbox" name="rails" value="1" checked>
    <input type="checkbox" name="some" value="a" checked><input type="checkbox" name="some" value="b"><input type="checkbox" name="some" value="c" checked>
    <input type="checkbox" name="none" value="a"><input type="checkbox" name="none" value="b">
    <input type="checkbox" name="alone[]" value="a" checked>
    <input type="checkbox" name="half" value="a" checked><input type="checkbox" name="half" value="b" checked disabled>
    <input type="radio" name="kind" value="x"><input type="radio" name="kind" value="y" checked>
    <input type="radio" name="nothing" value="x"><input type="radio" name="nothing" value="y">`);
  assert.deepEqual(value, { on: true, off: false, rails: true, some: ["a", "c"], none: [], alone: ["a"], half: ["a"], kind: "y" });
});

test("a select is its choice, a select of many a list", async () => {
  const value = await valueOf(`
    <select name="one"><option value="a">A<option value="b" selected>B</select>
    <select name="empty"><option value="">Choose<option value="b">B</select>
    <select name="unusable"><option value="a" disabled selected>A<option value="b">B</select>
    <select name="many" multiple><option selected>A<option selected>B<option>C</select>
    <select name="few[]" multiple><option selected>A<option>B</select>
    <select name="no" multiple><option>A</select>`);
  assert.deepEqual(value, { one: "b", many: ["A", "B"], few: ["A"], no: [] });
});

test("numbers are numbers, dates are text, and what cannot be read is not taken for nothing", async () => {
  const html = `
    <input type="number" name="limit" value="12"><input type="number" name="offset" value="0"><input type="number" name="ownerId">
    <input type="range" name="cpoId" value="7"><input type="date" name="day" value="2026-11-22"><input type="datetime-local" name="at" value="2026-11-22T08:00">
    <button>Search</button>`;
  const value = await valueOf(html, { schema: "spiriiCustomerQuery" });
  assert.deepEqual(value, { limit: 12, offset: 0, cpoId: 7, day: "2026-11-22", at: "2026-11-22T08:00" });

  await page.locator("[name=limit]").fill("");
  await page.locator("[name=limit]").pressSequentially("1e");
  assert.equal((await values(page)).limit, "", "there is something, and the browser does not tell what");
  assert.equal(await validate(page), false);
  assert.equal(await told(page, "[name=limit]"), "Error: Enter a whole number.");
  assert.equal(await told(page, "[name=day]"), "");
  // A date that is begun is as unreadable, also where the schema knows no such field.
  await page.locator("[name=limit]").fill("3");
  await page.locator("[name=day]").focus();
  await page.keyboard.press("Delete");
  assert.equal(await validate(page), false);
  assert.equal(await told(page, "[name=day]"), "Error: Enter a value for day.");
});

test("a text in a number's place stays text, so that the schema says so", async () => {
  // No browser gives such a text: an element that says it is a number may.
  await valueOf('<input name="limit" value="many">', { schema: "spiriiCustomerQuery" });
  await page.locator("[name=limit]").evaluate((control) => Object.defineProperty(control, "type", { value: "number" }));
  assert.deepEqual(await values(page), { limit: "many" });
});

test("empty is absent, outer spaces do not count but in passwords, codes are put in capitals", async () => {
  const value = await valueOf(`
    <input name="firstName" value="  Ada  "><input name="lastName" value="   "><input name="b2b.companyRegistrationId">
    <input type="password" name="password" value=" se cret "><input name="again" autocomplete="new-password" value=" shown ">
    <input name="preferredCurrency" value=" eur "><input name="addresses[0].country" value="de"><input name="currency" value="chf">
    <input name="notacountry" value="de"><input name="code" autocapitalize="characters" value="abc"><input name="country" autocapitalize="none" value="de">
    <textarea name="note"> two
lines </textarea>`);
  assert.deepEqual(value, {
    firstName: "Ada",
    password: " se cret ",
    again: " shown ",
    preferredCurrency: "EUR",
    addresses: [{ country: "DE" }],
    currency: "CHF",
    notacountry: "de",
    code: "ABC",
    country: "de",
    note: "two\nlines",
  });
  assert.equal(await page.locator("[name=firstName]").inputValue(), "  Ada  ", "what was typed stays as it is");
});

test("buttons, files, what is disabled and what has no name are left out; controls outside the form are in", async () => {
  const value = await valueOf(`
    <input name="in" value="1"><input value="nameless"><input name="" value="empty"><input name="disabled" value="1" disabled>
    <fieldset disabled><legend><input name="legend" value="1"></legend><input name="fieldset" value="1"></fieldset>
    <input type="file" name="file"><input type="submit" name="submit" value="1"><input type="button" name="button" value="1">
    <input type="reset" name="reset" value="1"><input type="image" name="image" alt=""><button name="go" value="1">Go</button>
    <output name="output">1</output><fieldset name="group"></fieldset>
    <input type="hidden" name="token" value="t"></form><input name="outside" form="form" value="1"><form id="other"><input name="foreign" value="1">`);
  assert.deepEqual(value, { in: "1", legend: "1", token: "t", outside: "1" });
});

test("no name leads to a prototype or breaks the form", async () => {
  const names = ["__proto__.x", "constructor.prototype.x", "a.__proto__.x", "a[constructor][prototype][x]", "toString.x", "hasOwnProperty", "valueOf[0]", "[]", "...", "a..b", "length.0", "list.length", "list.0", "deep".repeat(40)];
  const value = await valueOf(names.map((name) => `<input name="${name}" value="1">`).join(""));
  assert.deepEqual(value, {
    toString: { x: "1" },
    hasOwnProperty: "1",
    valueOf: ["1"],
    a: { b: "1" },
    0: "1",
    length: ["1"],
    list: { 0: "1", length: "1" },
    ["deep".repeat(40)]: "1",
  });
  const polluted = await page.evaluate(() => [{}.x, [].x, Object.x, (() => {}).x, Object.prototype.toString.x]);
  assert.deepEqual(polluted, Array(5).fill(undefined));
});

test("a name that is used as a field and as a group keeps the first", async () => {
  assert.deepEqual(await valueOf('<input name="a" value="1"><input name="a.b" value="2"><input name="c.d" value="3"><input name="c" value="4">'), { a: "1", c: { d: "3" } });
});

test("an index that is left out closes up, and an issue still finds its field", async () => {
  const html = `
    <input id="late" name="addresses[7].country" value="Germany"><input id="early" name="addresses[2].country" value="Q">
    <input id="blank" name="addresses[4].country"><input type="checkbox" name="addresses[4].isDefault">
    <input id="city" name="addresses[7].city" value="Bonn"><button>Save</button>`;
  const value = await valueOf(html, { schema: "customer" });
  assert.deepEqual(value, { addresses: [{ country: "Q" }, { country: "GERMANY", city: "Bonn" }] });
  assert.equal(await validate(page), false);
  const message = "Error: Enter a country code of two capital letters, like DE.";
  assert.equal(await told(page, "#early"), message);
  assert.equal(await told(page, "#late"), message);
  assert.equal(await told(page, "#blank"), "");
  assert.equal((await items(page)).length, 2);
});

test("an issue of a whole goes to its first field, one of an item to its list, one of something hidden to the summary", async () => {
  await valueOf('<select name="customerIds" multiple><option selected>x<option selected>y</select><input type="hidden" name="limit" value="x"><button>Search</button>', { schema: "spiriiCustomerQuery" });
  assert.equal(await validate(page), false);
  assert.equal(await told(page, "[name=customerIds]"), "Error: Enter a whole number.");
  assert.deepEqual(await items(page), ["Enter a whole number.", "limit: Enter a whole number."]);
  assert.equal(await page.locator(".error-summary a").count(), 1);

  await valueOf('<input name="tags.x" value="1"><input name="contactName" value="A"><button>Save</button>', { schema: "addressCreate" });
  assert.equal(await validate(page), false);
  assert.equal(await told(page, '[name="tags.x"]'), "Error: Give a list.");
});

test("elements of one's own that belong to a form are read like any control", async () => {
  page = await openPage({ html: '<form id="form"><x-input name="limit"></x-input><x-input></x-input></form>' });
  await page.evaluate(() => {
    customElements.define(
      "x-input",
      class extends HTMLElement {
        static formAssociated = true;
        internals = this.attachInternals();
        value = " many ";
        get name() {
          return this.getAttribute("name");
        }
      },
    );
  });
  await bind(page, { schema: "spiriiCustomerQuery" });
  assert.deepEqual(await values(page), { limit: "many" });
  assert.equal(await validate(page), false);
  assert.equal(await page.locator("x-input[name]").getAttribute("aria-invalid"), "true");
});

test("what is sent is the value that was checked", async () => {
  await valueOf('<input name="contactName" value=" Ada "><input name="country" value="gb"><input type="checkbox" name="isDefault" checked><button>Save</button>', { schema: "addressCreate", submit: "now" });
  await page.getByRole("button").click();
  assert.deepEqual(await sent(page), [{ value: { contactName: "Ada", country: "GB", isDefault: true }, type: "submit", submitter: "" }]);
});
