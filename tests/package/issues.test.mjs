// Issues are told in numbers once their words are known. They are the same the first time and ever after, in either language and
// from either module, and each is its caller's own.
import { test } from "node:test";
import assert from "node:assert/strict";
import * as client from "commerce-customers";
import * as own from "commerce-customers/validate";
import { values } from "./support/generated.mjs";

const EACH = 400;

/** The issues that an error comes with: those are told in full each time. */
function inFull(schema, value) {
  try {
    schema.ensure(value);
    return [];
  } catch (error) {
    return error.issues;
  }
}

for (const [part, { schemas }] of Object.entries({ client, "./validate": own })) {
  test(`${part}: issues are those that an error tells in full`, () => {
    let found = 0;
    for (const [index, name] of Object.keys(schemas).entries()) {
      const source = values(schemas[name].jsonSchema, index + 11);
      for (let count = 0; count < EACH; count++) {
        const value = source.next();
        for (const locale of ["en", "de"]) {
          const schema = schemas[name].with({ locale });
          const due = inFull(schema, value);
          assert.deepEqual(schema.validate(value).issues, due);
          found += due.length;
        }
      }
    }
    assert.ok(found > 5_000, `${found} issues`);
  });
}

test("what one caller does to issues, the next does not see", () => {
  const wrong = { contactName: 7, country: "Germany", addressLine: 1, tags: ["", 5] };
  const { addressCreate } = client.schemas;
  const due = structuredClone(addressCreate.validate(wrong).issues);
  for (const round of [1, 2]) {
    const { issues } = addressCreate.validate(wrong);
    assert.deepEqual(issues, due, `round ${round}`);
    for (const issue of issues) {
      issue.path.push("more");
      issue.params.expected = "anything";
      issue.message = "";
    }
  }
});

test("an issue under a name of the tenant's own is told like any other", () => {
  const wrong = { contactName: "Ada", mixins: { own: 7, "an\u0000other": [] }, metadata: { mixins: { 0: 1 } } };
  const told = () => client.schemas.addressCreate.validate(wrong).issues.map(({ path, code }) => [path, code]);
  const due = [[["metadata", "mixins", "0"], "type"], [["mixins", "own"], "type"], [["mixins", "an\u0000other"], "type"]];
  for (const round of [1, 2]) assert.deepEqual(told(), due, `round ${round}`);
  assert.deepEqual(client.schemas.addressCreate.validateField("mixins.own", undefined).map(({ path, code, message }) => [path, code, message]), [[["mixins", "own"], "required", "Enter the own."]]);
});
