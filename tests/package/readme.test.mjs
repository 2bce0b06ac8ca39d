// The README's first use in Node is run as it stands, but for the sandbox's port.
import { test } from "node:test";
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { startSandbox } from "../sandbox.mjs";

test("the first use in Node works as the README says", async () => {
  const readme = await readFile(new URL("../../README.md", import.meta.url), "utf8");
  const [, code] = /<!-- run: node -->\n```js\n([^]*?)```/.exec(readme);
  assert.match(code, /http:\/\/127\.0\.0\.1:8787/);
  const sandbox = await startSandbox();
  try {
    const used = code.replace("http://127.0.0.1:8787", sandbox.url);
    const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", used], {
      cwd: new URL("../..", import.meta.url),
    });
    assert.equal(stdout, "Lovelace 1\n20 201 true\n");
  } finally {
    await sandbox.stop();
  }
});
