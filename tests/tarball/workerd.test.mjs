// The packed package in workerd, bundled as wrangler does it: by esbuild, with the wasm beside the bundle.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";
import { Log, LogLevel, Miniflare } from "miniflare";
import { compatibilityDate as newest, version } from "workerd";
import { startSandbox } from "../sandbox.mjs";
import { DUE } from "./scenario.mjs";
import { project } from "./support.mjs";

let installed;
before(async () => (installed = await project({ files: ["scenario.mjs", "worker.mjs", "../starts/worker.js"] })));
after(() => installed?.remove());

/** The script and the modules that come of a file. */
async function bundled(file) {
  const { metafile } = await build({
    absWorkingDir: installed.path, entryPoints: [file], outdir: `out-${file}`, bundle: true, format: "esm", target: "es2022", metafile: true, logLevel: "silent",
    conditions: ["workerd", "worker", "browser"], mainFields: ["browser", "module", "main"], loader: { ".wasm": "copy" }, outExtension: { ".js": ".mjs" },
  });
  const files = Object.keys(metafile.outputs).sort((one) => (one.endsWith(".mjs") ? -1 : 1));
  return Promise.all(
    files.map(async (path) => ({ type: path.endsWith(".wasm") ? "CompiledWasm" : "ESModule", path: path.split("/").pop(), contents: await readFile(join(installed.path, path)) })),
  );
}

for (const compatibilityDate of ["2022-06-01", newest]) {
  test(`workerd runs the scenario, at ${compatibilityDate}`, async (context) => {
    context.diagnostic(`workerd ${version}`);
    const modules = await bundled("worker.mjs");
    assert.deepEqual(modules.map(({ type }) => type), ["ESModule", "CompiledWasm", "CompiledWasm"]);
    assert.ok(!modules[0].contents.includes("base64"), "the bundle holds no wasm as text");
    const sandbox = await startSandbox({ seed: 200 });
    const worker = new Miniflare({ modules, compatibilityDate, log: new Log(LogLevel.ERROR) });
    try {
      const response = await fetch(await worker.ready, { method: "POST", body: sandbox.url });
      const text = await response.text();
      assert.equal(response.status, 200, text);
      assert.deepEqual(JSON.parse(text), DUE);
    } finally {
      await Promise.all([worker.dispose(), sandbox.stop()]);
    }
  });
}

test("a Worker does as the README's start says", async () => {
  const sandbox = await startSandbox({ seed: 1 });
  const bindings = { EMPORIX_URL: sandbox.url, CLIENT_ID: "sandbox-client", CLIENT_SECRET: "sandbox-secret" };
  const worker = new Miniflare({ modules: await bundled("worker.js"), compatibilityDate: newest, bindings, log: new Log(LogLevel.ERROR) });
  try {
    const url = await worker.ready;
    const post = async (body) => {
      const response = await fetch(url, { method: "POST", body });
      return [response.status, await response.json()];
    };
    const [refused, { issues }] = await post('{"contactEmail":"ada"}');
    assert.deepEqual([refused, issues[0].code], [422, "format"]);
    const [made, { id }] = await post('{"contactEmail":"ada@example.com"}');
    assert.deepEqual([made, typeof id], [201, "string"]);
  } finally {
    await Promise.all([worker.dispose(), sandbox.stop()]);
  }
});
