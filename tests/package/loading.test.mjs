// Importing does nothing, and the browser's entry loads on first use: tried in Node with a stand-in for `fetch`.
import { test } from "node:test";
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";

const run = promisify(execFile);
const wasm = await readFile(new URL("../../pkg/client_bg.wasm", import.meta.url));

/** Runs code in a Node of its own, so that the module is not loaded yet. */
async function fresh(code) {
  const { stdout } = await run(process.execPath, ["--input-type=module", "--eval", code], { cwd: new URL("../..", import.meta.url) });
  return stdout.trim();
}

const browser = 'const pkg = await import("./pkg/entry/browser.js");';
const serve = (answer) => `
  import { readFile } from "node:fs/promises";
  const bytes = await readFile("pkg/client_bg.wasm");
  let loads = 0;
  globalThis.fetch = async (url) => { if (!String(url).endsWith(".wasm")) return new Response("[]"); loads++; ${answer} };
  const wasm = () => new Response(bytes, { headers: { "content-type": "application/wasm" } });
`;

test("importing compiles, fetches, starts and asks nothing", async () => {
  for (const entry of ["browser", "default", "validate-browser", "validate-default"]) {
    const out = await fresh(`
      const used = [];
      for (const name of ["fetch", "setTimeout", "queueMicrotask"]) globalThis[name] = () => used.push(name);
      for (const name of ["compile", "instantiate", "Module", "Instance"]) WebAssembly[name] = function () { used.push(name) };
      Math.random = () => used.push("random");
      await import("./pkg/entry/${entry}.js");
      console.log(JSON.stringify(used));
    `);
    assert.equal(out, "[]", entry);
  }
});

test("in a browser first calls at once share one load, and wrong options come with the first call", async () => {
  const out = await fresh(`${serve("return wasm();")} ${browser}
    const client = new pkg.EmporixClient({ tenant: "acme", auth: { token: "t" } });
    const pages = await Promise.all([client.customers.list(), client.customers.list(), pkg.init()]);
    const wrong = await new pkg.EmporixClient({ tenant: "acme", auth: { token: "t" } }).customers.get(42).catch((e) => e.code);
    console.log(loads, pages[0].items.length, wrong);`);
  assert.equal(out, "1 0 validation");
  const late = await fresh(`${serve("return wasm();")} ${browser}
    const client = new pkg.EmporixClient({ tenant: "Bad-Tenant" });
    const error = await client.customers.list().catch((error) => error);
    let thrown; try { new pkg.EmporixClient({ tenant: "Bad-Tenant" }) } catch (error) { thrown = error }
    console.log(error instanceof pkg.ValidationError, error.issues[0].path[0], thrown instanceof pkg.ValidationError);`);
  assert.equal(late, "true tenant true");
});

test("synchronous use before init is one sentence that names it", async () => {
  const out = await fresh(`${browser}
    try { pkg.schemas.tenant.validate("acme") } catch (error) { console.log(error.code, error.message) }`);
  assert.match(out, /^configuration schemas\.tenant .*init\(\)/);
});

test("a load that fails is told, and the next call tries again", async () => {
  const out = await fresh(`${serve('if (loads === 1) throw new TypeError("fetch failed"); return wasm();')} ${browser}
    const client = new pkg.EmporixClient({ tenant: "acme", auth: { token: "t" } });
    const first = await client.customers.list().catch((error) => error.code);
    const second = await client.customers.list();
    console.log(first, second.items.length, loads);`);
  assert.equal(out, "connection 0 2");
  const answers = [
    ['new Response("<html>", { status: 404 })', /HTTP 404/],
    ['new Response("text")', /of this version/],
    ['new Response(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]), { headers: { "content-type": "application/wasm" } })', /of this version/],
    // Another module with an export of the right name: kept by the glue, it would break every later call.
    ['new Response(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 5, 3, 1, 0, 1, 7, 10, 1, 6, 109, 101, 109, 111, 114, 121, 2, 0]))', /of this version/],
  ];
  for (const [answer, message] of answers) {
    const out = await fresh(`${serve(`return loads === 1 ? ${answer} : wasm();`)} ${browser}
      const error = await pkg.init().catch((error) => error);
      await pkg.init();
      console.log(error.code, error.message, pkg.schemas.tenant.validate("acme").ok);`);
    assert.match(out, /^configuration .* true$/, answer);
    assert.match(out, message, answer);
  }
});

test("bytes at hand are loaded synchronously", async () => {
  const out = await fresh(`import { readFile } from "node:fs/promises"; ${browser}
    try { pkg.initSync(new Uint8Array([1, 2, 3])) } catch (error) { console.log(error.code) }
    pkg.initSync(await readFile("pkg/client_bg.wasm"));
    console.log(pkg.schemas.tenant.validate("acme").ok);`);
  assert.equal(out, "configuration\ntrue");
  assert.ok(WebAssembly.validate(wasm));
});

test("an abort does not wait for the module, and a load that hangs ends and is tried again", async () => {
  const out = await fresh(`${serve("return loads === 1 ? new Promise(() => {}) : wasm();")} ${browser}
    const late = [];
    const { setTimeout } = globalThis;
    globalThis.setTimeout = (callback, ms, ...more) => (ms === 30000 ? late.push(callback) : setTimeout(callback, ms, ...more));
    const client = new pkg.EmporixClient({ tenant: "acme", auth: { token: "t" } });
    const { signal } = new AbortController();
    const error = (promise) => promise.catch((error) => error);
    const controller = new AbortController();
    const aborted = [
      error(client.customers.list({}, { signal: AbortSignal.abort("before") })),
      error(client.customers.all({}, { signal: controller.signal }).next()),
      error(client.segment("vip").putMany([], { signal: controller.signal })),
    ];
    const waiting = error(client.customers.list({}, { signal }));
    await new Promise((resolve) => setTimeout(resolve, 10));
    controller.abort("while");
    const told = (await Promise.all(aborted)).map(({ code, cause, operation }) => [code, cause, operation].join(" "));
    late.forEach((callback) => callback());
    const { code, retryable } = await waiting;
    const page = await client.customers.list({}, { signal });
    console.log(JSON.stringify([...told, code, retryable, page.items.length, loads]));`);
  assert.deepEqual(JSON.parse(out), [
    "aborted before customers.list", "aborted while customers.list", "aborted while segment.putMany", "connection", true, 0, 2,
  ]);
});

test("a query that is built before the module is there is judged by the first call", async () => {
  const out = await fresh(`${serve("return wasm();")} ${browser}
    const client = new pkg.EmporixClient({ tenant: "acme", auth: { token: "t" } });
    const error = await client.customers.list({ q: pkg.field("a b").eq(1) }).catch((error) => error);
    let thrown; try { pkg.field("a b").eq(1) } catch (error) { thrown = error }
    console.log(error.issues[0].path.join("."), thrown instanceof pkg.ValidationError, String(pkg.field("a").eq(1)));`);
  assert.equal(out, "q.terms.0.field true a:1");
});

const streamed = (pull) => `new Response(new ReadableStream({ start: (controller) => controller.enqueue(bytes.subarray(0, 1000)), pull: ${pull} }), { headers: { "content-type": TYPE } })`;

for (const type of ["application/wasm", "text/plain"]) {
  test(`a body that stalls or breaks off in the middle is a connection that failed, as ${type}`, async () => {
    const answer = (pull) => streamed(pull).replace("TYPE", JSON.stringify(type));
    const out = await fresh(`${serve(`return loads === 1 ? ${answer("() => new Promise(() => {})")} : loads === 2 ? ${answer('(controller) => controller.error(new TypeError("terminated"))')} : wasm();`)} ${browser}
      const late = [];
      const { setTimeout } = globalThis;
      globalThis.setTimeout = (callback, ms, ...more) => (ms === 30000 ? late.push(callback) : setTimeout(callback, ms, ...more));
      const error = (promise) => promise.catch(({ code, retryable }) => [code, retryable]);
      const stalled = error(pkg.init());
      await new Promise((resolve) => setTimeout(resolve, 20));
      late.shift()();
      console.log(JSON.stringify([await stalled, await error(pkg.init()), await error(pkg.init()) ?? null, pkg.schemas.tenant.validate("acme").ok]));`);
    assert.deepEqual(JSON.parse(out), [["connection", true], ["connection", true], null, true]);
  });
}

test("where nothing may be compiled, init rejects and what is synchronous throws, with the bytes at hand too", async () => {
  const out = await fresh(`
    const { init, schemas, field, isClientError } = await import("./pkg/entry/default.js");
    void [Request, Response]; // Node compiles a module for them when they are first named
    for (const name of ["Module", "compile"]) WebAssembly[name] = Object.assign(function () { throw new WebAssembly.CompileError("forbidden") }, { customSections: WebAssembly.Module.customSections });
    const code = (error) => isClientError(error) && error.code;
    const told = [await init().catch(code), await schemas.tenant["~standard"].validate("acme").catch(code), typeof field("a").eq("b")];
    try { schemas.tenant.validate("acme") } catch (error) { told.push(code(error), error.message.includes("wasm-unsafe-eval")) }
    console.log(JSON.stringify(told));`);
  assert.deepEqual(JSON.parse(out), ["configuration", "configuration", "object", "configuration", true]);
});

test("a load that fails after another way has led to the module is nobody's failure", async () => {
  const out = await fresh(`${serve("return new Promise((_, reject) => setTimeout(reject, 50, new TypeError('fetch failed')));")} ${browser}
    const slow = pkg.init();
    pkg.initSync(bytes);
    console.log(await slow, pkg.schemas.tenant.validate("acme").ok);`);
  assert.equal(out, "undefined true");
});

test("a runtime without Request and Response takes bytes and modules, and one of another realm", async () => {
  const out = await fresh(`
    import { readFile } from "node:fs/promises";
    import { runInNewContext } from "node:vm";
    delete globalThis.Request;
    delete globalThis.Response;
    const bytes = await readFile("pkg/client_bg.wasm");
    const { init, schemas } = await import("./pkg/entry/manual.js");
    const validate = await import("./pkg/entry/validate-manual.js");
    await init(bytes);
    validate.initSync(runInNewContext("new WebAssembly.Module(bytes)", { bytes: await readFile("pkg/validate_bg.wasm") }));
    console.log(schemas.tenant.validate("acme").ok, validate.schemas.tenant.validate("Acme").ok);`);
  assert.equal(out, "true false");
});
