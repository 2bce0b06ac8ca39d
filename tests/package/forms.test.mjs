// The forms' subpath: found by its name, silent where there is no page, and small.
import { test } from "node:test";
import assert from "node:assert/strict";
import { readFile, readdir, writeFile, mkdtemp, rm } from "node:fs/promises";
import { execFile } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";

const run = promisify(execFile);
const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const FORMS = new URL("../../pkg/forms/", import.meta.url);
/** Bytes, gzip. */
const LIMIT = 4_250;

test("importing does nothing where there is no page", async () => {
  const { stdout } = await run(process.execPath, ["--input-type=module", "--eval", `
    const used = [];
    for (const name of ["fetch", "setTimeout", "queueMicrotask"]) globalThis[name] = () => used.push(name);
    for (const name of ["compile", "instantiate", "Module", "Instance"]) WebAssembly[name] = function () { used.push(name) };
    for (const name of ["document", "HTMLFormElement", "window"]) Object.defineProperty(globalThis, name, { get: () => used.push(name), configurable: true });
    const forms = await import("commerce-customers/forms");
    console.log(JSON.stringify([Object.keys(forms), used]));
  `], { cwd: ROOT });
  assert.equal(stdout.trim(), '[["bindForm"],[]]');
});

test("it stands alone: no file outside its folder, so that it goes with any entry", async () => {
  for (const name of await readdir(FORMS)) {
    if (!name.endsWith(".js")) continue;
    for (const [, from] of (await readFile(new URL(name, FORMS), "utf8")).matchAll(/\bfrom "([^"]+)"|import\("([^"]+)"/g)) {
      assert.match(from, /^\.\/[a-z]+\.js$/, name);
    }
  }
});

/** One module of all the files, as bundlers make it. Two that name something alike do not load together. */
async function bundle(name = "index.js", done = new Set()) {
  if (done.has(name)) return "";
  done.add(name);
  const text = await readFile(new URL(name, FORMS), "utf8");
  let whole = "";
  for (const [, from] of text.matchAll(/^import .* from "\.\/(.+)";$/gm)) whole += await bundle(from, done);
  const own = text.replace(/^import .*$/gm, "");
  return whole + (name === "index.js" ? own : own.replace(/^export /gm, ""));
}

test("it is small", async (t) => {
  const folder = await mkdtemp(join(tmpdir(), "forms-"));
  t.after(() => rm(folder, { recursive: true }));
  const [long, short] = ["long.mjs", "short.mjs"].map((name) => join(folder, name));
  await writeFile(long, await bundle());
  const terser = join(ROOT, "node_modules/terser/bin/terser");
  await run(process.execPath, [terser, long, "--module", "--ecma", "2020", "--mangle", "--compress", "passes=3", "--output", short]);
  assert.equal(typeof (await import(pathToFileURL(short))).bindForm, "function");
  const minified = await readFile(short);
  const size = gzipSync(minified, { level: 9 }).length;
  t.diagnostic(`forms: ${minified.length} bytes, ${size} gzip`);
  assert.ok(size <= LIMIT, `${size} bytes gzip are more than ${LIMIT}`);
});
