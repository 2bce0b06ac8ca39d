// JSON text, judged where it stands: like the value that it says, and whatever it is, with an answer.
import { test } from "node:test";
import assert from "node:assert/strict";
import { runInNewContext } from "node:vm";
import { ValidationError, schemas } from "commerce-customers";
import { values } from "./support/generated.mjs";

const bytes = (text) => new TextEncoder().encode(text);
const told = ({ issues }) => issues.map(({ path, code }) => [path.join("."), code]);
const REFUSED = [["", "json"]];

test("a text that is fine becomes its value, and one that is not says why", () => {
  const text = '{"contactEmail":"ada@example.com","unknown":[1,{"a":null}]}';
  for (const given of [text, bytes(text), Buffer.from(text), bytes(`\ufeff${text}`)]) {
    assert.deepEqual(schemas.customerCreate.validateJson(given), { ok: true, value: JSON.parse(text), issues: [] });
  }
  const wrong = schemas.customerCreate.validateJson('{"contactEmail":"ada","b2b":7}');
  assert.deepEqual(wrong, schemas.customerCreate.validate({ contactEmail: "ada", b2b: 7 }));
  assert.match(schemas.customerCreate.with({ locale: "de" }).validateJson('{"contactEmail":"ada"}').issues[0].message, /^Geben Sie/);
  assert.equal(schemas.customerCreate.validateJson('{"contactEmail":"ada"}', { messages: () => "!" }).issues[0].message, "!");
  assert.equal(schemas.tenant.validateJson('"acme"').value, "acme");
});

test("what is no JSON, too deep, too long, or ambiguous is an issue", () => {
  const { customerCreate } = schemas;
  for (const text of ["", "{", "{'a':1}", "[1,]", "NaN", "\ufeff{}", "{} x", "[".repeat(10_000), '{"a":'.repeat(10_000), `"${"x".repeat(50_000_000)}"`]) {
    assert.deepEqual(told(customerCreate.validateJson(text)), REFUSED, text.slice(0, 20));
    if (text[0] !== "\ufeff") assert.deepEqual(told(customerCreate.validateJson(bytes(text))), REFUSED, text.slice(0, 20));
  }
  assert.deepEqual(told(customerCreate.validateJson(new Uint8Array([0x22, 0xff, 0x22]))), REFUSED);
  assert.deepEqual(told(customerCreate.validateJson('{"id":"a","mixins":{"a":{"b":1,"b":2}},"id":"b"}')), [["mixins.a.b", "json"], ["id", "json"]]);
  assert.equal(customerCreate.validateJson(`{"x":${"[".repeat(127)}${"]".repeat(127)}}`).ok, true);
  assert.deepEqual(told(customerCreate.validateJson(`{"x":${"[".repeat(128)}${"]".repeat(128)}}`)), REFUSED);
});

test("bytes are bytes, from wherever they come", () => {
  const text = '{"firstName":"Grün"}';
  const buffer = new Uint8Array([0, 0, ...bytes(text), 0]).buffer;
  const length = bytes(text).length;
  const foreign = runInNewContext("new Uint8Array(given)", { given: [...bytes(text)] });
  for (const view of [new Uint8Array(buffer, 2, length), new Int8Array(buffer, 2, length), new DataView(buffer, 2, length), foreign]) {
    assert.deepEqual(schemas.customerCreate.validateJson(view).value, { firstName: "Grün" });
  }
  const gone = bytes(text);
  structuredClone(gone, { transfer: [gone.buffer] });
  for (const given of [undefined, null, 42, {}, [], [123, 125], new ArrayBuffer(2), Symbol("x"), new String("{}"), new Proxy(bytes(text), {}), gone]) {
    assert.throws(() => schemas.customerCreate.validateJson(given), (error) => error instanceof ValidationError && error.issues[0].path[0] === "text", String(given?.constructor?.name));
  }
});

test("a text is judged like its value, for thousands of values", () => {
  let fine = 0;
  for (const [index, [name, schema]] of Object.entries(schemas).entries()) {
    const source = values(schema.jsonSchema, 1000 + index, { json: true });
    for (let count = 0; count < 2_000; count++) {
      const text = JSON.stringify(source.next());
      const due = schema.validate(JSON.parse(text));
      assert.deepEqual(schema.validateJson(count % 2 ? text : bytes(text)), due, `${name} ${text.slice(0, 2_000)}`);
      fine += due.ok;
    }
  }
  assert.ok(fine > 8_000 && fine < 36_000, `${fine}`);
});
