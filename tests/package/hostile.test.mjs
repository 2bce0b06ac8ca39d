// Nothing that a caller passes in, or that what a caller passes in gives, does any harm: everything the package exports, with
// anything in every place. What comes of it is a result or a ClientError: no trap, no other exception, no promise that stays
// open, nothing that nobody handles; and the next call works.
import { test } from "node:test";
import assert from "node:assert/strict";
import { Worker } from "node:worker_threads";
import { HOSTILE } from "./support/hostile.mjs";
import { ENDLESS } from "./support/places.mjs";

/** How many places there are in each group; each is tried with every hostile value. */
const PLACES = {
  "schemas, otherwise": 20 * 18,
  "schemas": 20 * 36,
  "jsonSchema": 20,
  "queries": 32,
  "isClientError": 1,
  "loading": 3,
  "error classes": 3,
  "constructors": 2,
  "options of Emporix's client": 126,
  "options of Spirii's client": 105,
  "ways to authorize": 88,
  "arguments": 126,
  "fields of arguments": 1278,
  "keys of assignments": 6,
  "progress": 4,
  "items of bulk calls": 60,
  "signals": 64,
  "answers": 26 * 9,
};
const VALUES = Object.keys(HOSTILE).length;

/** What a thread says, until it ends or its time is over. */
function thread(workerData, limitMs) {
  const worker = new Worker(new URL("support/hostile-worker.mjs", import.meta.url), { workerData });
  const said = [];
  worker.on("message", (message) => said.push(message));
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => worker.terminate(), limitMs);
    worker.once("error", reject);
    worker.once("exit", () => (clearTimeout(timer), resolve(said)));
  });
}

// In Node the module is there at once; in a browser it is not, and here it never comes. What waits most has a thread to itself.
const groups = Object.keys(PLACES);
const parts = [groups.slice(0, -2), groups.slice(-2)].map((groups) => thread({ state: "loaded", groups }, 240_000));
const STATES = { loaded: Promise.all(parts).then((said) => said.flat()), unloaded: thread({ state: "unloaded" }, 240_000) };
for (const reports of Object.values(STATES)) reports.catch(() => {}); // told by each test

for (const [state, reports] of Object.entries(STATES)) {
  for (const [group, places] of Object.entries(PLACES)) {
    test(`${state}: ${group}`, async () => {
      const report = (await reports).find((report) => report.group === group);
      assert.equal(report?.count, places * VALUES);
      assert.ok(report.wrong.length === 0, `\n${report.wrong.join("\n")}`);
    });
  }

  test(`${state}: nothing was left out`, async () => {
    const found = await reports;
    assert.deepEqual(found.map(({ group }) => group), groups);
    assert.equal(found.reduce((sum, { count }) => sum + count, 0), 3232 * 17);
    // Hostile values came to all kinds of ends, and not just to the first check.
    const codes = new Set(found.flatMap(({ codes }) => Object.keys(codes)));
    const due = { loaded: ["aborted", "connection", "decode", "result", "server", "timeout", "token", "validation"], unloaded: ["configuration", "connection", "result"] };
    for (const code of due[state]) assert.ok(codes.has(code), `${code} of ${[...codes]}`);
  });
}

// Each in a thread of its own, that is ended where it is stuck; not before the others are done, for they measure time.
const alone = Promise.allSettled(Object.values(STATES)).then(() => Object.fromEntries(Object.keys(ENDLESS).map((endless) => [endless, thread({ endless }, 5000)])));
for (const [endless, [, due]] of Object.entries(ENDLESS)) {
  test(endless, async () => {
    const [code = "open after 5 s"] = await (await alone)[endless];
    assert.equal(code, due);
  });
}
