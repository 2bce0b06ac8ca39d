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

test("ensure throws what validate reports", () => {
  schemas.tenant.ensure("acme");
  assert.throws(() => schemas.tenant.ensure("Bad-Tenant"), (error) => error instanceof ValidationError && error.issues[0].code === "pattern");
  assert.throws(() => schemas.tenant.validate("acme", { codes: "none" }), ValidationError);
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
