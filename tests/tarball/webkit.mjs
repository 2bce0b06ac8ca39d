// WebKitGTK by its WebDriver: just what a test of one page needs.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

const START_MS = 30_000;

/** A port that nobody listens on. */
const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

/** A browser of its own, on a display of its own. */
export async function webKit(driver) {
  const port = await freePort();
  const child = spawn("xvfb-run", ["--auto-servernum", driver, `--port=${port}`], { stdio: "ignore", detached: true });
  const failed = new Promise((_, reject) => child.once("error", reject));
  failed.catch(() => {});
  const end = () => {
    try {
      // xvfb-run, the display, the driver and the browser are one group.
      process.kill(-child.pid, "SIGTERM");
    } catch {
      // It has ended already.
    }
  };
  const ask = async (method, path, body) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { method, body: body && JSON.stringify(body) });
    const { value } = await response.json();
    assert.ok(response.ok, `${method} ${path}: ${JSON.stringify(value)}`);
    return value;
  };
  try {
    const over = Date.now() + START_MS;
    while (!(await Promise.race([ask("GET", "/status").catch(() => null), failed]))?.ready) {
      assert.ok(Date.now() < over, "the driver does not start");
      await sleep(50);
    }
    const { sessionId, capabilities } = await ask("POST", "/session", { capabilities: {} });
    const session = `/session/${sessionId}`;
    return {
      version: `${capabilities.browserName} ${capabilities.browserVersion}`,
      open: (url) => ask("POST", `${session}/url`, { url }),
      evaluate: (script) => ask("POST", `${session}/execute/sync`, { script, args: [] }),
      close: () => ask("DELETE", session).finally(end),
    };
  } catch (error) {
    end();
    throw error;
  }
}
