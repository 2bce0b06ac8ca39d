// What is judged here is judged alike in a native Rust program.
import { test } from "node:test";
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { schemas } from "commerce-customers";
import { judged, texts } from "./support/generated.mjs";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** What the example prints for these lines. */
function native(lines) {
  return new Promise((resolve, reject) => {
    const options = { cwd: ROOT, maxBuffer: 2 ** 28 };
    const program = execFile("cargo", ["run", "--quiet", "--package", "commerce-customers", "--example", "judge"], options, (error, stdout) => (error ? reject(error) : resolve(stdout)));
    program.stdin.end(lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
  });
}

test("a native program finds the same issues in the same texts", async () => {
  const lines = texts(schemas, 500);
  const found = (await native(lines)).trimEnd().split("\n").map((line) => JSON.parse(line));
  assert.equal(found.length, 10_000);
  let fine = 0;
  for (const [index, line] of lines.entries()) {
    assert.deepEqual(found[index], judged(schemas, line), `${line.schema} ${line.text}`);
    fine += found[index].length === 0;
  }
  assert.ok(fine > 2_000 && fine < 8_000, `${fine} are fine`);
});
