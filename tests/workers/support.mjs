// Runs a worker in workerd, Cloudflare's own runtime, with the built package as its modules, and asks it for things.
import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { Miniflare, Log, LogLevel } from "miniflare";
import { compatibilityDate as newest } from "workerd";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** The runtime as it was when this date was new, and as it is now. */
export const OLD = "2022-06-01";
export const NEWEST = newest;

/** What takes longer has hung: no call of a test is given as much. */
export const LIMIT_MS = 20_000;
const LOOK_MS = 5;

/** The package's files as workerd takes them: what its `workerd` entries reach. */
async function packageModules() {
  const paths = ["", "validate-"].flatMap((part) => ["entry", "ways"].map((folder) => `pkg/${folder}/${part}workerd.js`));
  for (const part of ["client", "validate"]) paths.push(`pkg/${part}.js`, `pkg/${part}_bg.wasm`);
  for (const folder of ["pkg/face", "pkg/snippets"]) {
    for (const entry of await readdir(`${ROOT}${folder}`, { recursive: true, withFileTypes: true })) {
      if (entry.isFile()) paths.push(`${entry.parentPath}/${entry.name}`.slice(ROOT.length));
    }
  }
  return Promise.all(
    paths.map(async (path) => ({
      type: path.endsWith(".wasm") ? "CompiledWasm" : "ESModule",
      path,
      contents: await readFile(`${ROOT}${path}`),
    })),
  );
}

const script = async (file) => ({ type: "ESModule", path: file.split("/").pop(), contents: await readFile(new URL(file, import.meta.url)) });

/**
 * A worker of this file, with these bindings. `services` names the files of workers without the package, which it reaches as
 * service bindings and which have the same bindings otherwise; `modules` names files that it imports by their last names.
 */
export async function startWorker(file, bindings, { compatibilityDate = NEWEST, services = {}, modules = [] } = {}) {
  const common = { compatibilityDate, bindings };
  const others = Object.values(services).map(async (other) => ({ ...common, name: other, modules: [await script(other)] }));
  const worker = new Miniflare({
    workers: [
      { ...common, name: "main", modules: await Promise.all([file, ...modules].map(script)).then(async (own) => [...own, ...(await packageModules())]), serviceBindings: services },
      ...(await Promise.all(others)),
    ],
    log: new Log(LogLevel.ERROR),
  });
  try {
    const url = String(await within(worker.ready, `the start of ${file}`)).replace(/\/$/, "");
    return { url, stop: () => worker.dispose() };
  } catch (error) {
    // One that does not start would keep the test's process from ending.
    await worker.dispose();
    throw error;
  }
}

/** What `promise` comes to; a failure that says `what` when that takes too long. */
export async function within(promise, what, ms = LIMIT_MS) {
  const patience = new AbortController();
  const late = sleep(ms, undefined, { signal: patience.signal }).then(() => assert.fail(`${what} took longer than ${ms} ms`));
  late.catch(() => {});
  try {
    return await Promise.race([promise, late]);
  } finally {
    patience.abort();
  }
}

/** Waits until `look` finds what it looks for. */
export async function until(look, what, ms = LIMIT_MS) {
  const over = Date.now() + ms;
  for (;;) {
    const found = await look();
    if (found) return found;
    assert.ok(Date.now() < over, `${what} did not happen within ${ms} ms`);
    await sleep(LOOK_MS);
  }
}

/** What `worker.mjs` says to `asked`: what the call came to, and the milliseconds that it took. */
export async function ask(worker, asked) {
  const sending = fetch(worker.url, { method: "POST", body: JSON.stringify(asked) }).then(async (response) => [response.status, await response.text()]);
  const [status, text] = await within(sending, `the worker's answer to ${JSON.stringify(asked)}`);
  assert.equal(status, 200, text);
  return JSON.parse(text);
}

/** So many requests at once, each as `asked` says for its number. */
export const askMany = (worker, count, asked) => Promise.all(Array.from({ length: count }, (_, index) => ask(worker, asked(index))));

/**
 * Asks, and answers a function that hangs up: with a reset, for workerd takes no notice of an orderly end before it has an
 * answer to send, and the request goes on.
 */
export function impatient(worker, asked) {
  const sending = request(worker.url, { method: "POST" });
  let answered = false;
  sending.on("response", () => (answered = true));
  sending.on("error", () => {});
  sending.end(JSON.stringify(asked));
  return () => {
    assert.ok(!answered, "the request was answered before its client hung up");
    sending.socket.resetAndDestroy();
  };
}

/** Answers are values all. */
export function assertValues(answers) {
  const failed = answers.filter(({ value }) => value === undefined);
  assert.deepEqual(failed, [], `${failed.length} of ${answers.length} calls did not answer with a value`);
}

/** How many times the sandbox was asked for this, such as `POST /oauth/token`. */
export async function countOf(sandbox, operation) {
  return (await sandbox.control.requests()).byOperation[operation] ?? 0;
}

export const TOKEN = "POST /oauth/token";
export const LIST = "GET /customer/acme/customers";

/** Waits until the sandbox has been asked for this so often. */
export const seen = (sandbox, operation, times = 1) =>
  until(async () => (await countOf(sandbox, operation)) >= times, `request ${times} of ${operation}`);

/** Waits until nothing is under way: whoever waited for a hanging answer is gone, long before an attempt's time is over. */
export const quiet = (sandbox) => until(async () => (await sandbox.control.requests()).inFlight === 0, "the end of all requests", 3_000);

/** Waits until `worker.mjs` counts as it should. */
export const counted = (worker, what, count) => until(async () => (await ask(worker, { call: "get", args: [""] }))[what] >= count, `${count} ${what}`);
