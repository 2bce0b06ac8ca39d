// `commerce-customers/validate`: the smaller module judges as the client's does, and stands alone.
import { test } from "node:test";
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import * as client from "commerce-customers";
import * as own from "commerce-customers/validate";
import { values } from "./support/generated.mjs";

const ROOT = new URL("../..", import.meta.url);
const EACH = 1_000;

/** Runs code in a Node of its own, so that no module is loaded yet. */
async function fresh(code) {
  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", code], { cwd: ROOT });
  return JSON.parse(stdout);
}

test("it exports what validates, and nothing of the client", () => {
  assert.deepEqual(Object.keys(own).sort(), ["ClientError", "ValidationError", "init", "initSync", "isClientError", "schemas"]);
  assert.deepEqual(Object.keys(own.schemas), Object.keys(client.schemas));
  // One class each, so that either's errors are known to both.
  assert.equal(own.ValidationError, client.ValidationError);
});

for (const name of Object.keys(client.schemas)) {
  test(`${name} judges as in the client`, () => {
    for (const options of [{}, { locale: "de", codes: "shape" }]) {
      const [there, here] = [client.schemas[name].with(options), own.schemas[name].with(options)];
      assert.deepEqual(here.jsonSchema, there.jsonSchema);
      const source = values(there.jsonSchema, 7);
      let wrong = 0;
      for (let count = 0; count < EACH; count++) {
        const value = source.next();
        const due = there.validate(value);
        assert.deepEqual(here.validate(value), due);
        wrong += !due.ok;
        for (const { path } of due.issues.slice(0, 1)) assert.deepEqual(here.validateField(path, value), there.validateField(path, value));
        const text = JSON.stringify(value) ?? "";
        assert.deepEqual(here.validateJson(text), there.validateJson(text));
      }
      assert.ok(wrong > EACH / 10 && wrong < EACH, `${wrong} are wrong`);
    }
  });
}

test("what is refused comes as the same error", () => {
  const thrown = (schemas, ask) => {
    try {
      ask(schemas);
    } catch (error) {
      return { ...error.toJSON(), issues: error.issues };
    }
  };
  const wrong = { contactName: 7, mixins: { secret: { name: "x" }, other: 1 } };
  const asked = [
    ({ addressCreate }) => addressCreate.ensure(wrong),
    ({ addressCreate }) => addressCreate.ensure(wrong, { locale: "de" }),
    ({ addressCreate }) => addressCreate.validate(wrong, { locale: "fr" }),
    ({ addressCreate }) => addressCreate.validateJson(7),
    ({ addressCreate }) => addressCreate.validateField(Symbol("path"), 7),
    ({ addressCreate }) => addressCreate["~standard"].jsonSchema.input({ target: "draft-01" }),
  ];
  for (const ask of asked) {
    const there = thrown(client.schemas, ask);
    assert.equal(there.code, "validation");
    assert.deepEqual(thrown(own.schemas, ask), there);
  }
  assert.equal(thrown(own.schemas, ({ tenant }) => tenant.ensure("acme")), undefined);
});

test("a query that `field` recorded is judged here too", () => {
  const judged = (q) => own.schemas.customerQuery.validate({ q }).issues.map(({ path }) => path.join("."));
  assert.deepEqual(judged(client.field("lastName").eq("Ada")), []);
  assert.deepEqual(judged({ terms: [{ field: "a b", op: "eq", values: [1] }] }), ["q.terms.0.field"]);
});

test("importing does nothing, and the first use loads this module alone", async () => {
  const out = await fresh(`
    import { readFile } from "node:fs/promises";
    const used = [];
    // Node's own fetch compiles a module of its own, by the other ways.
    const { compileStreaming } = WebAssembly;
    WebAssembly.compileStreaming = (...args) => (used.push("compile"), compileStreaming(...args));
    globalThis.fetch = async (url) => {
      used.push(String(url).split("/").pop());
      return new Response(await readFile(url), { headers: { "content-type": "application/wasm" } });
    };
    const own = await import("./pkg/entry/validate-browser.js");
    const before = [...used];
    let early;
    try { own.schemas.tenant.validate("acme") } catch (error) { early = error.code }
    const standard = own.schemas.tenant["~standard"];
    const both = await Promise.all([standard.validate("acme"), standard.validate("Acme")]);
    console.log(JSON.stringify([before, early, both.map(({ issues }) => issues?.[0].code ?? null), used]));
  `);
  assert.deepEqual(out, [[], "configuration", [null, "pattern"], ["validate_bg.wasm", "compile"]]);
});

test("each part takes its own module alone", async () => {
  const out = await fresh(`
    import { readFile } from "node:fs/promises";
    const told = [];
    for (const [part, other, entry] of [["client", "validate", "browser"], ["validate", "client", "validate-browser"]]) {
      const { init, initSync, schemas } = await import("./pkg/entry/" + entry + ".js");
      const bytes = await readFile("pkg/" + other + "_bg.wasm");
      try { initSync(bytes) } catch (error) { told.push(error.code) }
      told.push(await init(bytes).catch((error) => error.message.includes(part + "_bg.wasm")));
      initSync(await readFile("pkg/" + part + "_bg.wasm"));
      told.push(schemas.tenant.validate("acme").ok);
    }
    console.log(JSON.stringify(told));
  `);
  assert.deepEqual(out, ["configuration", true, true, "configuration", true, true]);
});

test("its module asks the runtime for nothing that a call would need", async () => {
  const module = new WebAssembly.Module(await readFile(new URL("pkg/validate_bg.wasm", ROOT)));
  const glue = await readFile(new URL("pkg/validate.js", ROOT), "utf8");
  assert.ok(WebAssembly.Module.imports(module).length > 0);
  for (const word of ["fetch", "setTimeout", "Request", "Headers", "AbortController", "Promise", "random", "runtime.js", "drive.js"]) {
    assert.ok(!glue.includes(word), word);
  }
});
