// The packed package under esbuild: what is not used is left out, and the entries for what esbuild does with files.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { startSandbox } from "../sandbox.mjs";
import { DUE } from "./scenario.mjs";
import { project, run } from "./support.mjs";

let installed;
before(async () => (installed = await project({ files: ["scenario.mjs", "run.mjs"] })));
after(() => installed?.remove());

async function bundle(contents, options) {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: installed.path }, bundle: true, write: false, minify: true, format: "esm", target: "es2022", logLevel: "silent", ...options,
  });
  return outputFiles[0].text;
}

for (const [platform, conditions] of [["browser", undefined], ["node", undefined], ["neutral", ["workerd", "worker", "browser"]]]) {
  test(`a bundle for ${platform} ${conditions ?? ""} of types and isClientError alone holds no module`, async () => {
    for (const name of ["commerce-customers", "commerce-customers/validate"]) {
      const text = await bundle(`import { isClientError } from "${name}"; console.log(isClientError({}));`, { platform, conditions, loader: { ".wasm": "binary" } });
      assert.ok(text.length < 2_000, `${text.length} bytes`);
      assert.doesNotMatch(text, /wasm|WebAssembly|TextDecoder/i);
    }
  });
}

test("a bundle of the forms alone holds no module either", async () => {
  const text = await bundle('import { bindForm } from "commerce-customers/forms"; console.log(bindForm);', { platform: "browser" });
  assert.doesNotMatch(text, /wasm|WebAssembly/i);
});

test("one of ./validate holds nothing of the client", async () => {
  const text = await bundle('import { schemas } from "commerce-customers/validate"; console.log(schemas.tenant.validate("acme").ok);', { platform: "browser" });
  assert.match(text, /validate_bg\.wasm/);
  assert.doesNotMatch(text, /client_bg\.wasm|EmporixClient|putMany/);
});

test("a bundle for Node needs no file beside it", async () => {
  const { outputFiles } = await build({
    entryPoints: [join(installed.path, "run.mjs")], bundle: true, write: false, format: "esm", platform: "node", target: "node20", logLevel: "silent",
  });
  const folder = await mkdtemp(join(tmpdir(), "commerce-customers-alone-"));
  const file = join(folder, "alone.mjs");
  await writeFile(file, outputFiles[0].text);
  const sandbox = await startSandbox({ seed: 200 });
  try {
    const { stdout } = await run(process.execPath, [file, sandbox.url], { cwd: folder });
    assert.deepEqual(JSON.parse(stdout), DUE);
  } finally {
    await sandbox.stop();
    await rm(folder, { recursive: true });
  }
});

test("errors keep their names in a bundle that is minified", async () => {
  const text = await bundle(
    `import { ClientError, schemas } from "commerce-customers/inline";
    const told = [new ClientError({}).name];
    try { schemas.email.ensure("x") } catch (error) { told.push(error.name, error.toJSON().name, String(error).split(":")[0]) }
    console.log(JSON.stringify(told));`,
    { platform: "node" },
  );
  const file = join(installed.path, "minified.mjs");
  await writeFile(file, text);
  const { stdout } = await run(process.execPath, [file], { cwd: installed.path });
  assert.deepEqual(JSON.parse(stdout), ["ClientError", "ValidationError", "ValidationError", "ValidationError"]);
});

test("./inline is ready on first use in a bundle for browsers, and ./manual when it is given the module", async () => {
  const inline = await bundle('import { schemas } from "commerce-customers/inline"; console.log(JSON.stringify(schemas.tenant.validate("Acme").issues[0].code));', { platform: "browser" });
  const manual = await bundle(
    `import { readFile } from "node:fs/promises";
    import { init, initSync, schemas } from "commerce-customers/manual";
    import * as validate from "commerce-customers/validate/manual";
    const told = [];
    told.push(await init().catch(({ code, message }) => [code, message]));
    try { schemas.tenant.validate("acme") } catch ({ code }) { told.push(code) }
    const from = "node_modules/commerce-customers/";
    await init(await readFile(from + "client_bg.wasm"));
    validate.initSync(await readFile(from + "validate_bg.wasm"));
    told.push(schemas.tenant.validate("acme").ok, validate.schemas.tenant.validate("Acme").ok);
    console.log(JSON.stringify(told));`,
    { platform: "node", conditions: ["browser"] },
  );
  const printed = async (text) => {
    const file = join(installed.path, "printed.mjs");
    await writeFile(file, text);
    return JSON.parse((await run(process.execPath, [file], { cwd: installed.path })).stdout);
  };
  assert.equal(await printed(inline), "pattern");
  const [refused, early, ...fine] = await printed(manual);
  assert.equal(refused[0], "configuration");
  assert.match(refused[1], /give init\(\) or initSync\(\) client_bg\.wasm/);
  assert.deepEqual([early, ...fine], ["configuration", true, false]);
});
