// `commerce-customers/forms` where there is no page, and its size.
import { test } from "node:test";
import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { minify } from "terser";

const FOLDER = new URL("../../pkg/forms/", import.meta.url);
const MOST_BYTES = 5_000;

test("importing it on a server does nothing, and brings nothing else along", async () => {
  assert.deepEqual(Object.keys(await import("commerce-customers/forms")), ["bindForm"]);
  for (const name of (await readdir(FOLDER)).filter((file) => file.endsWith(".js"))) {
    const source = await readFile(new URL(name, FOLDER), "utf8");
    for (const [, from] of source.matchAll(/from "([^"]+)"/g)) assert.match(from, /^\.\/\w+\.js$/, name);
  }
});

test("it is small", async () => {
  const names = (await readdir(FOLDER)).filter((file) => file.endsWith(".js"));
  const parts = await Promise.all(names.map(async (name) => (await minify(await readFile(new URL(name, FOLDER), "utf8"), { module: true, compress: { passes: 3 } })).code));
  const size = gzipSync(parts.join("\n"), { level: 9 }).length;
  console.log(`forms: ${size} bytes gzip`);
  assert.ok(size <= MOST_BYTES, `${size}`);
});
