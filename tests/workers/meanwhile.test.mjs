// A token call that outlives its lease is not the only one any more: what another brought meanwhile is for all, also for the one
// whose own token call fails in the end.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { ask, assertValues, startWorker, until } from "./support.mjs";

// A service whose first token call is answered, with a failure, when the second one has had its token; every later one fails.
let tokenCalls = 0;
let fail;
const failed = new Promise((resolve) => (fail = resolve));
const service = createServer(async ({ url }, response) => {
  const say = (status, body) => response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  if (url !== "/oauth/token") return say(200, [{ id: "C-1" }]);
  const number = ++tokenCalls;
  if (number === 2) return say(200, { access_token: "good", token_type: "Bearer", expires_in: 3600 });
  await failed;
  return say(503, {});
});

let worker;
before(async () => {
  service.listen(0, "127.0.0.1");
  await once(service, "listening");
  worker = await startWorker("worker.mjs", { SANDBOX: `http://127.0.0.1:${service.address().port}` });
});
after(async () => {
  await worker?.stop();
  service.closeAllConnections();
  service.close();
});

test("one whose token call failed late goes on with the token that another has", async () => {
  const first = ask(worker, { call: "list" });
  await until(() => tokenCalls === 1, "the first token call");
  // It takes the lease over, and has its answer.
  assertValues([await ask(worker, { call: "list" })]);
  assert.equal(tokenCalls, 2);
  fail();
  assertValues([await first]);
  assert.equal(tokenCalls, 2, "token calls, with a good token at hand");
});
