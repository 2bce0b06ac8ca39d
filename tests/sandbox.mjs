// Starts the sandbox that SANDBOX_BIN names, for the tests of the package and of the page.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const START_MS = 20_000;

/** A running sandbox, on a free port unless one is given, and with as many customers as it likes unless `seed` is given. */
export async function startSandbox({ port = 0, seed } = {}) {
  const program = process.env.SANDBOX_BIN;
  assert.ok(program, "set SANDBOX_BIN to the sandbox program; `cargo xtask test` does it");
  const flags = ["--port", String(port), "--root", ROOT, ...(seed === undefined ? [] : ["--seed", String(seed)])];
  const child = spawn(program, flags, { stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise((resolve) => {
    child.once("exit", resolve);
    child.once("error", resolve);
  });
  const url = await addressOf(child, ended);
  const end = async (signal) => {
    child.kill(signal);
    await ended;
  };
  return {
    url,
    port: Number(new URL(url).port),
    stop: () => end("SIGTERM"),
    /** Ends it at once, as a crash does. */
    kill: () => end("SIGKILL"),
  };
}

async function addressOf(child, ended) {
  const lines = createInterface({ input: child.stdout });
  const said = new Promise((resolve) => {
    lines.on("line", (line) => {
      const found = /^listening on (http:\/\/127\.0\.0\.1:\d+)/.exec(line);
      if (found) resolve(found[1]);
    });
  });
  const over = ended.then(() => assert.fail("the sandbox ended before it listened"));
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`the sandbox did not listen within ${START_MS} ms`)), START_MS);
  });
  try {
    return await Promise.race([said, over, late]);
  } finally {
    clearTimeout(timer);
  }
}
