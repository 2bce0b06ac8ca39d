// Starts the sandbox on a free port, for tests of the built package.
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** A running sandbox: its address, and `stop()`. */
export async function startSandbox(...flags) {
  const program = process.env.SANDBOX_BIN;
  if (!program) throw new Error("SANDBOX_BIN is not set; run `cargo xtask test`");
  const child = spawn(program, ["--port", "0", "--root", root, ...flags], { stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const address = await new Promise((resolve, reject) => {
    createInterface({ input: child.stdout }).on("line", (line) => {
      const match = /listening on (http:\S+)/.exec(line);
      if (match) resolve(match[1]);
    });
    ended.then((code) => reject(new Error(`the sandbox ended with ${code} before it listened`)));
  });
  return {
    address,
    async stop(signal = "SIGTERM") {
      child.kill(signal);
      return ended;
    },
  };
}
