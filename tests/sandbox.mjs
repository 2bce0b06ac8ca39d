// Starts the sandbox that SANDBOX_BIN names, for the tests of the package and of the page.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const START_MS = 20_000;

/**
 * A running sandbox, on a free port unless one is given, and with as many customers as it likes unless `seed` is given. With
 * `control` tests may steer it; `root` is the folder whose `www/` and `pkg/` it serves; `more` are further flags.
 */
export async function startSandbox({ port = 0, seed, control = false, root = ROOT, more = [] } = {}) {
  const program = process.env.SANDBOX_BIN;
  assert.ok(program, "set SANDBOX_BIN to the sandbox program; `cargo xtask test` does it");
  const flags = ["--port", String(port), "--root", root, ...more];
  if (seed !== undefined) flags.push("--seed", String(seed));
  if (control) flags.push("--control");
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
    control: steering(`${url}/_sandbox`),
    stop: () => end("SIGTERM"),
    /** Ends it at once, as a crash does. */
    kill: () => end("SIGKILL"),
  };
}

/** What `--control` lets a test do. */
function steering(base) {
  const ask = async (method, path, body) => {
    const response = await fetch(base + path, { method, body: body && JSON.stringify(body) });
    const text = await response.text();
    assert.ok(response.ok, `${method} ${path}: ${response.status} ${text}`);
    return text && JSON.parse(text);
  };
  return {
    /** These faults and no others: `{ method, path, fault, value, times, skip, every, … }`. */
    faults: (...rules) => ask("PUT", "/faults", rules),
    /** The requests since they were last forgotten: `{ total, byOperation, carriedOut, marks, … }`. */
    requests: () => ask("GET", "/requests"),
    forgetRequests: () => ask("DELETE", "/requests"),
    /** How many tokens were issued, and to how many anonymous sessions. */
    tokens: () => ask("GET", "/tokens"),
    /** How long tokens live that are issued from now on: `{ life, refreshLife }` in seconds. */
    lives: (lives) => ask("POST", "/tokens", lives),
    revokeTokens: () => ask("DELETE", "/tokens"),
    revokeRefreshTokens: () => ask("DELETE", "/tokens/refresh"),
    /** As at the start, but for the data. */
    reset: () => ask("POST", "/reset"),
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
