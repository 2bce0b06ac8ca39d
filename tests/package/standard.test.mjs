// Every schema is a Standard Schema: what the interface promises, and the tools that people use it with.
import { test } from "node:test";
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import Ajv7 from "ajv";
import Ajv from "ajv/dist/2020.js";
import { sValidator } from "@hono/standard-validator";
import { standardSchemaResolver } from "@hookform/resolvers/standard-schema";
import { FormApi } from "@tanstack/react-form";
import { initTRPC } from "@trpc/server";
import { Hono } from "hono";
import { createFormControl } from "react-hook-form";
import { ValidationError, schemas } from "commerce-customers";

const german = schemas.customerCreate.with({ locale: "de" });
const WRONG = { contactEmail: "ada", b2b: { companyRegistrationId: 7 } };
const SAYS = {
  en: { email: "Enter an e-mail address like name@example.com.", text: "Enter text." },
  de: { email: "Geben Sie eine E-Mail-Adresse wie name@example.com ein.", text: "Geben Sie einen Text ein." },
};

test("a schema is a plain object with the interface of version 1, and no member that tools call first", () => {
  for (const [name, schema] of Object.entries(schemas)) {
    assert.equal(typeof schema, "object", name);
    const { version, vendor, validate, jsonSchema } = schema["~standard"];
    assert.deepEqual([version, vendor, typeof validate], [1, "commerce-customers", "function"]);
    assert.deepEqual(Object.keys(jsonSchema), ["input", "output"]);
    for (const member of ["parse", "parseAsync", "create", "assert", "validateSync", "then", "_def", "safeParse"]) {
      assert.equal(member in schema, false, `${name}.${member}`);
    }
  }
});

test("a value that is fine comes back as it is, at once and without issues", () => {
  const value = { contactEmail: "ada@example.com", unknown: [1] };
  const result = schemas.customerCreate["~standard"].validate(value);
  assert.equal(result.value, value);
  assert.deepEqual(Object.keys(result), ["value"]);
});

test("issues have their path as keys and numbers, a message, code and params, and no value", () => {
  const result = schemas.customer["~standard"].validate({ addresses: [{}, { country: "Germany" }] });
  assert.deepEqual(result, {
    issues: [{
      path: ["addresses", 1, "country"],
      message: "Enter a country code of two capital letters, like DE.",
      code: "max_length",
      params: { rule: "country", min: 2, max: 2 },
    }],
  });
  // Whatever it is given, it answers.
  for (const value of [undefined, null, 42, "x", Symbol("x"), [], () => {}]) {
    assert.ok(schemas.customer["~standard"].validate(value).issues.length > 0);
  }
});

test("it speaks the language and the words of with", () => {
  const messages = (result) => result.issues.map(({ message }) => message);
  assert.deepEqual(messages(german["~standard"].validate(WRONG)), [SAYS.de.email, SAYS.de.text]);
  const own = german.with({ messages: ({ code, path }) => (code === "format" ? `${path.join(".")}!` : undefined) });
  assert.deepEqual(messages(own["~standard"].validate(WRONG)), ["contactEmail!", SAYS.de.text]);
  // The schema that it was made from stays as it was.
  assert.deepEqual(messages(schemas.customerCreate["~standard"].validate(WRONG)), [SAYS.en.email, SAYS.en.text]);
});

test("its JSON Schema comes in the drafts that it names, and in no other", () => {
  for (const [name, schema] of Object.entries(schemas)) {
    const { input, output } = schema["~standard"].jsonSchema;
    for (const [target, referee] of [["draft-2020-12", Ajv], ["draft-07", Ajv7]]) {
      assert.deepEqual(input({ target }), output({ target }));
      const ajv = new referee({ strictTypes: false });
      assert.equal(ajv.validateSchema(input({ target })), true, `${name} ${target}`);
      assert.equal(typeof ajv.compile(input({ target })), "function");
    }
    assert.deepEqual(input({ target: "draft-2020-12" }), schema.jsonSchema);
  }
  for (const options of [{ target: "openapi-3.0" }, { target: 7 }, {}, undefined]) {
    assert.throws(() => schemas.tenant["~standard"].jsonSchema.input(options), (error) => error instanceof ValidationError && /draft-07/.test(error.message), JSON.stringify(options));
  }
  // By the letters alone, a code that no list has is fine.
  const letters = new Ajv({ strictTypes: false }).compile(schemas.currency.with({ codes: "shape" })["~standard"].jsonSchema.input({ target: "draft-2020-12" }));
  assert.deepEqual([letters("QQQ"), letters("qqq")], [true, false]);
});

test("before the module is loaded it answers with a promise that loads it", async () => {
  const code = `
    import { readFile } from "node:fs/promises";
    const bytes = await readFile("pkg/client_bg.wasm");
    let loads = 0;
    globalThis.fetch = async () => (loads++, new Response(bytes, { headers: { "content-type": "application/wasm" } }));
    const { schemas } = await import("./pkg/entry/browser.js");
    const standard = schemas.email.with({ locale: "de" })["~standard"];
    const first = [standard.validate("ada"), standard.validate("ada@example.com")];
    const waited = first.map((result) => result instanceof Promise);
    const [wrong, fine] = await Promise.all(first);
    const then = standard.validate("ada");
    console.log(JSON.stringify([waited, wrong.issues[0].message, fine, then.issues.length, loads]));`;
  const run = promisify(execFile)(process.execPath, ["--input-type=module", "--eval", code], { cwd: new URL("../..", import.meta.url) });
  assert.deepEqual(JSON.parse((await run).stdout), [[true, true], SAYS.de.email, { value: "ada@example.com" }, 1, 1]);
});

test("react-hook-form shows each issue at its field", async () => {
  const form = createFormControl({ resolver: standardSchemaResolver(german), defaultValues: WRONG });
  let seen;
  form.subscribe({ formState: { errors: true }, callback: ({ errors }) => (seen = errors) });
  let sent = 0;
  const submit = form.handleSubmit(() => void sent++);
  await submit();
  assert.deepEqual([seen.contactEmail.message, seen.b2b.companyRegistrationId.message], [SAYS.de.email, SAYS.de.text]);
  assert.equal(sent, 0);
  form.setValue("contactEmail", "ada@example.com");
  form.setValue("b2b", { companyRegistrationId: "HRB 1" });
  await submit();
  assert.deepEqual([seen, sent], [{}, 1]);
});

test("TanStack Form shows each issue at its field", async () => {
  let sent = 0;
  const form = new FormApi({ defaultValues: { addresses: [{ country: "Germany" }] }, validators: { onChange: schemas.customer }, onSubmit: () => void sent++ });
  form.mount();
  await form.handleSubmit();
  const [issue] = form.state.fieldMeta["addresses[0].country"].errors;
  assert.deepEqual([issue.message, issue.code, issue.params], ["Enter a country code of two capital letters, like DE.", "max_length", { rule: "country", min: 2, max: 2 }]);
  assert.equal(sent, 0);
  form.setFieldValue("addresses[0].country", "DE");
  await form.handleSubmit();
  assert.equal(sent, 1);
});

test("Hono refuses with the issues, and hands on what is fine", async () => {
  const app = new Hono();
  app.post("/", sValidator("json", german), (context) => context.json(context.req.valid("json")));
  const post = async (body) => {
    const answer = await app.request("/", { method: "POST", body: JSON.stringify(body), headers: { "Content-Type": "application/json" } });
    return [answer.status, await answer.json()];
  };
  const [status, { error, success }] = await post({ ...WRONG, password: "hidden" });
  assert.deepEqual([status, success, error.map(({ message }) => message), error[0].code], [400, false, [SAYS.de.email, SAYS.de.text], "format"]);
  assert.ok(!JSON.stringify(error).includes("hidden"));
  assert.deepEqual(await post({ firstName: "Ada" }), [200, { firstName: "Ada" }]);
});

test("tRPC takes it as the input of a procedure", async () => {
  const { procedure, router, createCallerFactory } = initTRPC.create();
  const caller = createCallerFactory(router({ add: procedure.input(german).mutation(({ input }) => input.contactEmail) }))({});
  assert.equal(await caller.add({ contactEmail: "ada@example.com" }), "ada@example.com");
  await assert.rejects(caller.add(WRONG), (error) => error.code === "BAD_REQUEST" && error.message.includes(SAYS.de.email));
});
