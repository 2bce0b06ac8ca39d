// Another implementation judges with us: ajv, on the JSON Schemas that the library exports, over a quarter of a million
// generated values. Both say of each whether it is fine, and where it is not.
import { test } from "node:test";
import assert from "node:assert/strict";
import Ajv from "ajv/dist/2020.js";
import { field, schemas } from "commerce-customers";
import { values } from "./support/generated.mjs";

const EACH = 6_500;
/** How many of a schema's values must be fine, and how many wrong, for the comparison to say something. */
const SHARE = 0.1;

const LONE = /\p{Surrogate}/gu;

/** Where ajv finds something wrong, as JSON Pointers. */
function pointers(errors) {
  // A value that may take one of several forms is judged as the form whose type it has; that it is none of the others says
  // nothing. Where it has the type of none, the place is wrong.
  const isType = (error, { instancePath }) => error.keyword === "type" && error.instancePath === instancePath;
  const choices = errors.filter(({ keyword }) => keyword === "anyOf");
  const others = choices.filter((choice) => errors.filter((error) => isType(error, choice)).length < choice.schema.length);
  const left = errors.filter((error) => error.keyword !== "anyOf" && !others.some((choice) => isType(error, choice)));
  const missing = ({ keyword, instancePath, params }) => (keyword === "required" ? `${instancePath}/${params.missingProperty}` : instancePath);
  // In a path of ours a lone surrogate of a name is U+FFFD.
  return [...new Set(left.map(missing).map((path) => path.replace(LONE, "\ufffd")))].sort();
}

const pointer = (path) => path.map((part) => `/${String(part).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");

/** What JSON Schema cannot say, or says otherwise; each is tested by itself below. */
const DIFFERENCES = {
  "a range must not end before it begins": (issue) => (issue.code === "conflict" && /From$/.test(issue.params.with) ? [] : [issue]),
  "a query may be terms, which JSON Schema knows as text alone": (issue) => [issue.path[0] === "q" ? { ...issue, path: ["q"] } : issue],
};
const comparable = (issues) => Object.values(DIFFERENCES).reduce((left, differs) => left.flatMap(differs), issues);
const ours = (issues) => [...new Set(issues.map(({ path }) => pointer(path)))].sort();

/** A value as a person can read it in a failure. */
const shown = (value) => JSON.stringify(value, (key, inner) => (typeof inner === "number" && !Number.isFinite(inner) ? String(inner) : inner))?.slice(0, 2_000);

const told = (errors) => errors?.map(({ instancePath, schemaPath, message }) => `${instancePath} (${schemaPath}) ${message}`).join("\n");

for (const codes of ["iso", "shape"]) {
  for (const [index, [name, own]] of Object.entries(schemas).entries()) {
    test(`ajv agrees on ${name}, codes by ${codes}`, () => {
      const schema = own.with({ codes });
      const check = new Ajv({ allErrors: true, strictTypes: false, verbose: true }).compile(schema.jsonSchema);
      const source = values(schema.jsonSchema, index + 1);
      let fine = 0;
      for (let count = 0; count < EACH; count++) {
        const value = source.next();
        const { issues } = schema.validate(value);
        // With options of a call nothing is told by the quick way.
        assert.deepEqual(schema.validate(value, {}).issues, issues);
        const found = ours(comparable(issues));
        const agreed = check(value);
        assert.deepEqual(found, agreed ? [] : pointers(check.errors), `${count}: ${shown(value)}\najv: ${told(check.errors)}`);
        fine += agreed;
      }
      assert.ok(fine > EACH * SHARE && fine < EACH * (1 - SHARE), `${fine} of ${EACH} values are fine`);
    });
  }
}

test("what JSON Schema cannot say is a short list, and the library says it", () => {
  const judged = (name, value) => schemas[name].validate(value).issues.map(({ path, code }) => [path.join("."), code]);
  const ajv = (name) => new Ajv({ strictTypes: false }).compile(schemas[name].jsonSchema);
  const cyclic = { contactName: "Ada", mixins: { own: {} } };
  cyclic.mixins.own.again = cyclic.mixins;
  const deep = (levels) => Array.from({ length: levels }).reduce((inner) => [inner], 1);
  const fine = [
    ["a range must not end before it begins", "spiriiCustomerQuery", { createdAtFrom: "2026-11-22T09:00:00+01:00", createdAtTo: "2026-11-22T07:59:59Z" }, [["createdAtTo", "conflict"]]],
    ["and may end when it begins", "spiriiCustomerQuery", { createdAtFrom: "2026-11-22T09:00:00+01:00", createdAtTo: "2026-11-22T08:00:00Z" }, []],
    ["what is nested deeper than 128", "addressCreate", { contactName: "Ada", mixins: { own: { a: deep(127) } } }, "json"],
    ["a cycle", "addressCreate", cyclic, "json"],
    ["a BigInt, a symbol, a function in a tenant's own fields", "addressCreate", { contactName: "Ada", mixins: { own: { a: 1n, b: Symbol("b"), c() {} } } }, [["mixins.own.a", "json"], ["mixins.own.b", "json"], ["mixins.own.c", "json"]]],
  ];
  for (const [what, name, value, issues] of fine) {
    assert.equal(ajv(name)(value), true, what);
    if (issues === "json") assert.deepEqual(judged(name, value).map(([, code]) => code), ["json"], what);
    else assert.deepEqual(judged(name, value), issues, what);
  }
  const refused = [
    ["terms of a query", "customerQuery", { q: field("lastName").eq("Ada") }],
    ["a Date where a moment is due", "spiriiCustomerQuery", { createdAt: new Date() }],
    ["an absent value of a tenant's own name", "addressCreate", { contactName: "Ada", mixins: { own: undefined } }],
  ];
  for (const [what, name, value] of refused) {
    assert.equal(ajv(name)(value), false, what);
    assert.deepEqual(judged(name, value), [], what);
  }
});
