// The packed package in Node, Deno and Bun: the same scenario, by `import` and by `require`.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { existsSync, readdirSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { startSandbox } from "../sandbox.mjs";
import { DUE } from "./scenario.mjs";
import { TOOLS, project, run } from "./support.mjs";

let installed;
before(async () => (installed = await project({ files: ["scenario.mjs", "run.mjs", "run.cjs", "../starts/server.mjs"] })));
after(() => installed?.remove());

/** Bun's program is in the package of the platform. */
const bun = () => readdirSync(join(TOOLS, "@oven"), { withFileTypes: true }).map(({ name }) => join(TOOLS, "@oven", name, "bin/bun")).find(existsSync);

const RUNTIMES = [
  ["the Node of this test", () => process.execPath, []],
  // As Jest and others see the package: `require` knows CommonJS alone.
  ["Node without require(esm)", () => process.execPath, ["--no-experimental-require-module"]],
  ...["20", "22", "24"].map((version) => [`Node ${version}`, () => join(TOOLS, `node-${version}`, "bin/node"), []]),
  ["Deno", () => join(TOOLS, ".bin/deno"), ["run", "--no-lock", "--cached-only", "--allow-net=127.0.0.1"]],
  ["Bun", bun, ["run"]],
];

/** The program, where there is one; else the test is skipped, and says why. */
function programOf(context, [name, find]) {
  const program = existsSync(join(TOOLS, ".package-lock.json")) && find();
  if (program && existsSync(program)) return program;
  return context.skip(`${name} is not served for ${process.platform} on ${process.arch}`);
}

for (const runtime of RUNTIMES) {
  const [name, , flags] = runtime;
  for (const file of ["run.mjs", "run.cjs"]) {
    test(`${name} runs the scenario from ${file}`, async (context) => {
      const program = programOf(context, runtime);
      if (!program) return;
      const { stdout: version } = await run(program, ["--version"]);
      context.diagnostic(`${name}: ${version.split("\n")[0]}`);
      const sandbox = await startSandbox({ seed: 200 });
      try {
        const { stdout, stderr } = await run(program, [...flags, file, sandbox.url], { cwd: installed.path });
        assert.deepEqual(JSON.parse(stdout), DUE);
        assert.equal(stderr, "", "nothing is said beside it");
      } finally {
        await sandbox.stop();
      }
    });
  }

  test(`${name} runs the README's start`, async (context) => {
    const program = programOf(context, runtime);
    if (!program) return;
    const sandbox = await startSandbox({ seed: 200 });
    try {
      const start = await readFile(join(installed.path, "server.mjs"), "utf8");
      const file = `server-${sandbox.port}.mjs`;
      await writeFile(join(installed.path, file), start.replace("http://127.0.0.1:8787", sandbox.url));
      assert.equal((await run(program, [...flags, file], { cwd: installed.path })).stdout, "Lovelace 1\n20 201 true\n");
    } finally {
      await sandbox.stop();
    }
  });
}

test("the tarball holds what is needed and nothing else", async () => {
  const folders = [...new Set(installed.packed.map((path) => path.split("/").slice(0, -1).join("/") || path))].map((path) => path.replace(/^snippets\/.*/, "snippets"));
  assert.deepEqual(folders.sort(), [
    "LICENSE-APACHE", "LICENSE-MIT", "README.md", "cjs", "client.js", "client_bg.wasm", "entry", "face", "forms", "index.d.cts", "index.d.ts", "package.json", "snippets", "validate.d.cts", "validate.d.ts", "validate.js", "validate_bg.wasm", "ways",
  ]);
  assert.ok(installed.packed.every((path) => !/test|stamp|\.map$/.test(path)));
  const manifest = JSON.parse(await readFile(join(installed.path, "node_modules/commerce-customers/package.json"), "utf8"));
  assert.deepEqual([manifest.license, manifest.dependencies, manifest.scripts], ["MIT OR Apache-2.0", undefined, undefined]);
  const cargo = await readFile(new URL("../../Cargo.toml", import.meta.url), "utf8");
  assert.equal(manifest.version, /\[workspace\.package\]\nversion = "([^"]+)"/.exec(cargo)[1]);
});
