// The built package's schemas in Node, with ajv as the referee of the exported JSON Schemas.
import { test } from "node:test";
import assert from "node:assert/strict";
import Ajv from "ajv/dist/2020.js";
import { ValidationError, schemas } from "commerce-customers";

test("a value is judged without init, and returned as it is", () => {
  const value = { contactEmail: "ada@example.com", unknown: 1 };
  const result = schemas.customerCreate.validate(value);
  assert.deepEqual(result, { ok: true, value, issues: [] });
  assert.equal(result.value, value);
  const wrong = schemas.customerCreate.validate({ contactEmail: "ada", b2b: 1 });
  assert.equal(wrong.ok, false);
  assert.deepEqual(wrong.issues.map((issue) => issue.path), [["contactEmail"], ["b2b"]]);
  assert.equal(wrong.issues[0].message, "Enter an e-mail address like name@example.com.");
});

test("a value is judged under any name", () => {
  for (const name of ["\ud800", "__proto__", "", "length", "constructor", "a.b[0]"]) {
    const mixins = Object.defineProperty({}, name, { value: { own: 1n }, enumerable: true });
    const [issue, ...others] = schemas.customerCreate.validate({ mixins }).issues;
    assert.deepEqual([issue.path, issue.code, others], [["mixins", name === "\ud800" ? "\ufffd" : name, "own"], "json", []]);
  }
});

test("ensure throws what validate reports", () => {
  schemas.tenant.ensure("acme");
  assert.throws(() => schemas.tenant.ensure("Bad-Tenant"), (error) => error instanceof ValidationError && error.issues[0].code === "pattern");
  assert.throws(() => schemas.tenant.validate("acme", { codes: "none" }), ValidationError);
});

test("a field is judged alone, by a path of either form", () => {
  const codes = (...args) => schemas.customer.validateField(...args).map(({ path, code }) => [path.join("/"), code]);
  for (const path of ["addresses[1].country", "addresses.1.country", ["addresses", 1, "country"], ["addresses", "1", "country"]]) {
    assert.deepEqual(codes(path, "Germany"), [["addresses/1/country", "max_length"]]);
    assert.deepEqual(codes(path, "DE"), []);
  }
  // What lies below it is judged with it; what lies beside it is not.
  assert.deepEqual(codes("addresses[0]", { country: "D", tags: [1] }), [["addresses/0/country", "min_length"], ["addresses/0/tags/0", "type"]]);
  assert.deepEqual(schemas.addressCreate.validateField("contactName", undefined).map(({ code }) => code), ["required"]);
  assert.deepEqual(schemas.addressCreate.validateField("city", undefined), []);
  assert.deepEqual(schemas.email.validateField("", "ada").map(({ path, code }) => [path, code]), [[[], "format"]]);
  assert.deepEqual(codes("mixins.loyalty", 1), [["mixins/loyalty", "type"]]);
  for (const path of ["unknown", "addresses.x.country", "firstName.length", "addresses[0].city.more", "toString", "__proto__"]) {
    assert.deepEqual(codes(path, 42), [], path);
  }
  for (const path of [42, null, undefined, {}, [{}]]) assert.throws(() => schemas.customer.validateField(path, 1), ValidationError);
});

test("the language, the words and the codes may be a schema's own, and a call's options have the last word", () => {
  const german = schemas.currency.with({ locale: "de", codes: "shape" });
  const message = (schema, value, options) => schema.validate(value, options).issues.map((issue) => issue.message).join();
  assert.match(message(german, "eur"), /^Geben Sie einen Währungscode/);
  assert.match(message(german, "eur", { locale: "en" }), /^Enter a currency code/);
  assert.match(message(german, "eur", { locale: undefined }), /^Geben Sie/);
  assert.match(message(german.with({ locale: "en" }), "eur"), /^Enter/);
  assert.deepEqual([message(german, "QQQ"), message(german, "QQQ", { codes: "iso" })], ["", "Geben Sie einen Währungscode ein, der in Gebrauch ist, zum Beispiel EUR oder CHF."]);
  assert.match(german.validateField("", "eur")[0].message, /^Geben Sie/);
  assert.throws(() => german.ensure("eur"), (error) => error.issues[0].message.startsWith("Geben Sie") && error.message.includes("Enter a currency"));
  assert.throws(() => schemas.currency.with({ locale: "fr" }).validate("EUR"), (error) => error instanceof ValidationError && error.issues[0].path.join() === "locale");
});

test("messages may be one's own", () => {
  const seen = [];
  const messages = (issue) => { seen.push(issue); return issue.code === "max_length" ? `at most ${issue.params.max}` : ""; };
  const words = schemas.addressCreate.with({ messages });
  assert.deepEqual(words.validate({ country: "DEU" }).issues.map((issue) => issue.message), ["Enter the contact name.", "at most 2"]);
  assert.deepEqual(seen.map(({ path }) => path), [["contactName"], ["country"]]);
  assert.equal(words.validateField("country", "DEU")[0].message, "at most 2");
  assert.throws(() => words.ensure({ country: "DEU" }), (error) => error.issues[1].message === "at most 2");
  assert.equal(words.validate({ country: "DEU" }, { messages: () => "!" }).issues[0].message, "!");
  for (const broken of [() => { throw new Error("no"); }, () => 42, () => null, async () => "late"]) {
    assert.equal(schemas.email.validate("ada", { messages: broken }).issues[0].message, "Enter an e-mail address like name@example.com.");
  }
  assert.throws(() => schemas.email.validate("ada", { messages: "mine" }), ValidationError);
});

// As it comes: what it does not know in a schema, it refuses.
const ajv = () => new Ajv({ allErrors: true, strictTypes: false });

test("the JSON Schemas are valid, and ajv judges like the library", () => {
  const cases = {
    customerCreate: [{}, { id: "a" }, { id: "a b" }, { id: "" }, { preferredCurrency: "EUR" }, { preferredCurrency: "QQQ" }, { restriction: null },
      { firstName: null }, { mixins: { a: {} } }, { mixins: { a: 1 } }, { metadata: { mixins: { a: "x" } } }, { metadata: { mixins: { a: 1 } } },
      { b2b: [] }, { preferredLanguage: "de" }, { preferredLanguage: "de_DE" }, null, [], 1, { unknown: 1 }],
    customer: [{}, { id: null }, { active: 1 }, { businessModel: "B2X" }, { businessModel: null }, { preferredCurrency: "eur" }, { preferredCurrency: "QQQ" },
      { addresses: [{ country: "DEU" }] }, { addresses: null }, { addresses: [{ metadata: { version: -1 } }] }, { mixins: { a: null } }, { b2b: { legalEntities: [1] } }],
    addressCreate: [{}, { contactName: "A" }, { contactName: null }, { contactName: "A", country: "ZZ" }, { contactName: "A", country: "XK" },
      { contactName: "A", metadata: { version: -1 } }, { contactName: "A", metadata: { version: 1.5 } }, { contactName: "A", tags: [1] }],
    customerQuery: [{}, { pageNumber: 0 }, { pageNumber: 1 }, { sort: "a b" }, { sort: ["a", "b:desc"] }, { sort: ["a b"] }, { pageSize: "2" }, { expand: ["bogus"] },
      { expand: ["mixin:*", "addresses"] }, { expand: ["mixin:"] }, { expand: ["mixin:a,b"] }, { expand: ["mixin:a b"] }, { expand: "addresses" }],
    tenant: ["acme", "ab", "Bad-Tenant", "a".repeat(17), 1, null, "acme\n"],
    customerId: ["C-1", "", "a b", "x".repeat(67)],
    currency: ["EUR", "EURO", "eur", "QQQ"],
    country: ["DE", "de", "ZZ", "XK"],
    email: ["a@b", "a", "a@b.", "a@-b", "a b@c", "ü@b", "a@b.co.uk", "", "a@b\n"],
    language: ["de_DE", "de", "zh_Hans_CN", "es_419"],
  };
  for (const [name, values] of Object.entries(cases)) {
    const check = ajv().compile(schemas[name].jsonSchema);
    assert.equal(ajv().validateSchema(schemas[name].jsonSchema), true, name);
    for (const value of values) {
      const ours = schemas[name].validate(value);
      assert.equal(ours.ok, check(value), `${name} ${JSON.stringify(value)}: ${JSON.stringify(ours.issues)} ${JSON.stringify(check.errors)}`);
    }
  }
});

test("the pattern of path ids says what the rule does", async () => {
  const { EmporixClient } = await import("commerce-customers");
  const client = new EmporixClient({ tenant: "acme", auth: { token: "t" }, fetch: async () => new Response("{}") });
  const refused = (id) => client.customers.get(id).then(() => null, (error) => error.issues[0].params.pattern);
  const pattern = new RegExp(await refused(".."), "u");
  for (const id of ["a", "...", ".", "..", "%2e", ".%2E", "%2f", "a%5Cb", "%00x", "%", "%zz", "%252e", "a/b", "a\\b", "a\nb", "\u0085", "😀", "%7F", "%80", ""]) {
    assert.equal(pattern.test(id), (await refused(id)) === null, JSON.stringify(id));
  }
});
