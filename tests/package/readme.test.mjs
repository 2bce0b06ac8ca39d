// The README's programs for Node are run as they stand, but for the sandbox's port.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { startSandbox } from "../sandbox.mjs";

const readme = await readFile(new URL("../../README.md", import.meta.url), "utf8");
const programs = [...readme.matchAll(/<!-- run: node -->\n```js\n([^]*?)```/g)].map(([, code]) => code);

test("what it shows of files is what they hold", async () => {
  const shown = [...readme.matchAll(/<!-- file: (\S+) -->\n(?:<!-- run: node -->\n)?```js\n([^]*?)```/g)];
  assert.equal(shown.length, 6);
  for (const [, file, code] of shown) assert.equal(code, await readFile(new URL(`../../${file}`, import.meta.url), "utf8"), file);
});

test("the versions that it names are those of the lock files", async () => {
  const table = readme.slice(readme.indexOf("## Where it runs"), readme.indexOf("## Validation"));
  const locks = {
    "": ["workerd", "wrangler", "esbuild"],
    "tests/tarball/": ["bun", "deno", "node-20", "node-22", "node-24", "typescript-5", "typescript-7"],
    "tests/bundlers/": ["jest", "next", "rollup", "vite", "vitest", "webpack"],
  };
  for (const [folder, names] of Object.entries(locks)) {
    const { packages } = JSON.parse(await readFile(new URL(`../../${folder}package-lock.json`, import.meta.url), "utf8"));
    for (const name of names) {
      const version = packages[`node_modules/${name}`]?.version;
      assert.ok(version && table.includes(version), `${name} ${version}`);
    }
  }
});

let sandbox;
before(async () => (sandbox = await startSandbox()));
after(() => sandbox?.stop());

async function printed(code) {
  const used = code.replaceAll("http://127.0.0.1:8787", sandbox.url);
  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", used], {
    cwd: new URL("../..", import.meta.url),
  });
  return stdout;
}

test("the first use in Node works as the README says", async () => {
  assert.equal(programs.length, 4);
  assert.equal(await printed(programs[0]), "Lovelace 1\n20 201 true\n");
});

test("so do iterating, assigning many, addresses and Spirii", async () => {
  assert.equal(await printed(programs[1]), "true [ [ 'validation', 'Enter an id.' ] ]\ntrue\n");
});

test("so do credentials and events", async () => {
  const lines = ["token token 1 200", "request customers.delete 1 ", "response customers.delete 1 404", "not_found 1 false false", ""];
  assert.equal(await printed(programs[2]), lines.join("\n"));
});

test("so does validation, alone and in Hono", async () => {
  const lines = [
    "Höchstens 2 Zeichen",
    "[",
    "  'contactName required: Geben Sie den Namen der Kontaktperson ein.',",
    "  'country one_of: Geben Sie den Code eines Landes ein, zum Beispiel DE für Deutschland.'",
    "]",
    "400 Geben Sie den Namen der Kontaktperson ein.",
    "",
  ];
  assert.equal(await printed(programs[3]), lines.join("\n"));
});
