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
let modules;
before(async () => {
  installed = await project({ files: ["scenario.mjs", "worker.mjs"] });
  const outdir = join(installed.path, "out");
  const { metafile } = await build({
    absWorkingDir: installed.path, entryPoints: ["worker.mjs"], outdir, bundle: true, format: "esm", target: "es2022", metafile: true, logLevel: "silent",
    conditions: ["workerd", "worker", "browser"], mainFields: ["browser", "module", "main"], loader: { ".wasm": "copy" }, outExtension: { ".js": ".mjs" },
  });
  const files = Object.keys(metafile.outputs).sort((one) => (one.endsWith(".mjs") ? -1 : 1));
  modules = await Promise.all(
    files.map(async (file) => ({ type: file.endsWith(".wasm") ? "CompiledWasm" : "ESModule", path: file.replace("out/", ""), contents: await readFile(join(installed.path, file)) })),
  );
});
after(() => installed?.remove());

for (const compatibilityDate of ["2022-06-01", newest]) {
  test(`workerd runs the scenario, at ${compatibilityDate}`, async (context) => {
    context.diagnostic(`workerd ${version}`);
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
