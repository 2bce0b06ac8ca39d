// Tokens of customers, whose requests are interleaved in one isolate: nobody is ever sent with another's.
import { after, before, beforeEach, test } from "node:test";
import assert from "node:assert/strict";
import { startSandbox } from "../sandbox.mjs";
import { ask, askMany, assertValues, startWorker } from "./support.mjs";

const NAMES = ["ada", "grace"];
const COUNT = 100;

let sandbox;
let worker;
before(async () => (sandbox = await startSandbox({ control: true, more: NAMES.flatMap((name) => ["--token", name]) })));
after(() => sandbox.stop());
beforeEach(async () => {
  await worker?.stop();
  await sandbox.control.reset();
  worker = await startWorker("customers.mjs", { SANDBOX: sandbox.url });
});
after(() => worker?.stop());

/** What each customer was sent with, after many requests of all in turns. */
async function interleaved(question, names = NAMES) {
  const answers = await askMany(worker, COUNT, (index) => ({ ...question, customer: names[index % names.length] }));
  assertValues(answers);
  return names.map((_, which) => {
    const own = answers.filter((_, index) => index % names.length === which);
    // The fullest list is the last that was made.
    return own.reduce((most, { sent, asked }) => (sent.length > most.sent.length ? { sent, asked } : most), { sent: [] });
  });
}

for (const own of [false, true]) {
  const whose = own ? "of its own for each request" : "that is kept for each customer";
  for (const way of ["plain", "lived"]) {
    test(`two customers, a client ${whose} and a function that gives a ${way} token: each call is sent with its own`, async () => {
      const seen = await interleaved({ way, own });
      for (const [which, { sent, asked }] of seen.entries()) {
        assert.deepEqual(sent, Array(COUNT / NAMES.length).fill(`Bearer ${NAMES[which]}`));
        // Kept clients share one answer, at least where it has a life.
        if (own) assert.equal(asked, COUNT / NAMES.length);
        else if (way === "lived") assert.equal(asked, 1);
      }
    });
  }
}

test("two anonymous sessions that are kept are two, and each call is sent with its own", async () => {
  const seen = await interleaved({ way: "anonymous" });
  const tokens = seen.map(({ sent }) => new Set(sent));
  assert.deepEqual(tokens.map(({ size }) => size), [1, 1]);
  assert.notDeepEqual(tokens[0], tokens[1]);
  const issued = await sandbox.control.tokens();
  assert.deepEqual([issued.issued, issued.sessions], [2, 2], JSON.stringify(issued));
});

test("anonymous clients of one request share nothing, although all say the same of themselves", async () => {
  const [{ sent }] = await interleaved({ way: "anonymous", own: true }, ["somebody"]);
  assert.equal(new Set(sent).size, COUNT);
  assert.equal((await sandbox.control.tokens()).sessions, COUNT);
});

for (const way of ["plain", "lived"]) {
  test(`a function for a ${way} token that was left alone by its request is asked again, once`, async () => {
    const question = { way, customer: "ada", stuck: true };
    assert.equal(await ask(worker, { ...question, leave: true }), "left");
    const answers = await askMany(worker, 20, () => question);
    assertValues(answers);
    assert.equal(Math.max(...answers.map(({ asked }) => asked)), 2);
  });
}
