// Every operation of the built client against the sandbox: each request it sends, and each answer it gets, keeps to the
// document.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { EmporixClient, SpiriiClient } from "commerce-customers";
import { startSandbox } from "../sandbox.mjs";
import * as addresses from "./calls/addresses.mjs";
import * as customers from "./calls/customers.mjs";
import * as segments from "./calls/segments.mjs";
import * as spirii from "./calls/spirii.mjs";
import { startJudge } from "./judge.mjs";
import { recorder } from "./recorder.mjs";

const SERVICES = { customers, addresses, segments, spirii };
/** The statuses that were seen, by operation, over all services. */
const seen = new Map();

let sandbox;
let judge;
before(async () => {
  judge = await startJudge();
  sandbox = await startSandbox();
});
// What did not start must not keep the program waiting for what did.
after(() => Promise.all([sandbox?.stop(), judge?.stop()]));

/** One client for each thing that a caller may be, all with the same `fetch`. */
function clients(fetch) {
  const common = { baseUrl: sandbox.url, fetch, maxRetries: 0, responses: "strict" };
  const emporix = (token, more) => new EmporixClient({ ...common, tenant: "acme", auth: { token }, ...more });
  return {
    managing: emporix("sandbox"),
    reading: emporix("sandbox-read"),
    unknown: emporix("unknown"),
    lenient: emporix("sandbox", { codes: "shape" }),
    withoutTenantHeader: emporix("sandbox", { tenantHeader: false }),
    spirii: new SpiriiClient({ ...common, apiKey: "sandbox-key" }),
    readingSpirii: new SpiriiClient({ ...common, apiKey: "sandbox-read" }),
    unknownSpirii: new SpiriiClient({ ...common, apiKey: "unknown" }),
  };
}

for (const [name, service] of Object.entries(SERVICES)) {
  test(`${name}: requests and answers keep to the document`, async () => {
    const { fetch, exchanges } = recorder();
    // A call that went wrong is reported after what was recorded, which may say why.
    const wrong = await service.calls(clients(fetch)).then(() => null, (error) => error);
    const faults = [];
    for (const exchange of exchanges) {
      const { operation, faults: found } = await judge.faults(exchange);
      const { request, answer } = exchange;
      if (operation) statusesOf(operation).add(answer.status);
      const what = `${request.method} ${request.url.slice(sandbox.url.length)} ${answer.status}`;
      faults.push(...found.map((fault) => `${what}: ${fault}`));
    }
    assert.deepEqual(faults, []);
    if (wrong) throw wrong;
    for (const [operation, statuses] of Object.entries(service.reached)) {
      for (const status of statuses) {
        assert.ok([status].flat().some((one) => statusesOf(operation).has(one)), `${operation} never answered ${status}`);
      }
    }
  });
}

const statusesOf = (operation) => {
  if (!seen.has(operation)) seen.set(operation, new Set());
  return seen.get(operation);
};

test("every operation of the document was called, and answered well and badly", () => {
  const called = [...seen].filter(([, statuses]) => statuses.size > 0);
  assert.deepEqual(called.map(([operation]) => operation).sort(), judge.operations.map(({ id }) => id).sort());
  for (const [operation, statuses] of called) {
    assert.ok([...statuses].some((status) => status < 300), `${operation} never succeeded`);
    assert.ok([...statuses].some((status) => status >= 400), `${operation} was never refused`);
  }
  const all = new Set(called.flatMap(([, statuses]) => [...statuses]));
  assert.deepEqual([200, 201, 202, 204, 207, 400, 401, 403, 404, 409].filter((status) => !all.has(status)), []);
});

test("a client without the tenant's header keeps to the document too", async () => {
  const { fetch, exchanges } = recorder();
  const { withoutTenantHeader, managing } = clients(fetch);
  await managing.customers.list({ pageSize: 1 });
  await withoutTenantHeader.customers.list({ pageSize: 1 });
  assert.deepEqual(exchanges.map(({ request }) => request.headers["emporix-tenant"]), ["acme", undefined]);
  for (const exchange of exchanges) assert.deepEqual((await judge.faults(exchange)).faults, []);
});
