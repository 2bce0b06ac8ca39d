// Every kind of operation under every fault of the sandbox: the exact number of requests that arrived, and the exact outcome.
// Each cell has a tenant of its own, so that many run at once.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { startSandbox } from "../sandbox.mjs";
import { emporix } from "./support/calls.mjs";

const CUSTOMER = { contactEmail: "ada@example.com", lastName: "Lovelace" };

/** What is called, and on which path and method the fault waits. `once`: what must not be done twice. */
const KINDS = {
  read: { method: "GET", path: "/customer/*/C-1", call: ({ customers }) => customers.get("C-1") },
  search: { method: "POST", path: "/customer/*/search", call: ({ customers }) => customers.search({ q: "lastName:Lovelace" }) },
  put: { method: "PUT", path: "/customer/*/C-2", writes: true, call: ({ customers }) => customers.upsert("C-2", CUSTOMER) },
  delete: { method: "DELETE", path: "/customer/*/C-1", writes: true, call: ({ customers }) => customers.delete("C-1") },
  bulk: { method: "PUT", path: "/customer-segment/*/bulk", writes: true, call: (client) => client.segment("vip").putMany([{ customerId: "C-1" }]) },
  create: { method: "POST", path: "/customer/*/customers", writes: true, once: true, call: ({ customers }) => customers.create({ lastName: "Lovelace" }) },
  patch: { method: "PATCH", path: "/customer/*/C-1", writes: true, once: true, call: ({ customers }) => customers.patch("C-1", { lastName: "King" }) },
};

const status = (value, more) => ({ fault: "status", value, ...more });
// Long enough for a busy machine to answer what is to be answered.
const QUICK = { timeoutMs: 1_500 };
/** So many rows run at once. */
const ROWS = 6;

/**
 * A fault, and `REQUESTS OUTCOME` for what may be repeated, for what must not be, and for kinds that differ. `?` after a code:
 * ambiguous where the kind writes. `+MS`: retryAfterMs.
 */
const FAULTS = [
  ["400", status(400), "1 bad_request", "1 bad_request"],
  ["401", status(401), "1 authentication", "1 authentication"],
  ["403", status(403), "1 permission", "1 permission"],
  ["404", status(404), "1 not_found", "1 not_found"],
  ["404 after a retry", [status(503, { times: 1 }), status(404)], "2 not_found?", "1 server?", { delete: "2 gone" }],
  ["409", status(409), "1 conflict", "1 conflict"],
  ["409 after a retry", [status(503, { times: 1, retryAfter: "0" }), status(409)], "2 conflict?", "2 conflict?"],
  ["422", status(422), "1 bad_request", "1 bad_request"],
  ["418", status(418), "1 http", "1 http"],
  ["redirect", { fault: "redirect" }, "1 http", "1 http"],
  ["408", status(408), "3 http", "1 http"],
  ["429", status(429), "3 rate_limit", "3 rate_limit"],
  ["429 once", status(429, { times: 1 }), "2 ok", "2 ok"],
  ["429 for too long", status(429, { retryAfter: "61" }), "1 rate_limit+61000", "1 rate_limit+61000"],
  ["429 beyond the budget", status(429, { retryAfter: "3" }), "1 rate_limit+3000", "1 rate_limit+3000", {}, { totalTimeoutMs: 2_000 }],
  ["500", status(500), "3 server?", "1 server?"],
  ["500 once", status(500, { times: 1 }), "2 ok", "1 server?"],
  ["502", status(502), "3 server?", "1 server?"],
  ["503", status(503), "3 server?", "1 server?"],
  ["504", status(504), "3 server?", "1 server?"],
  ["501", status(501), "1 server?", "1 server?"],
  ["503 with seconds", status(503, { times: 1, retryAfter: "1" }), "2 ok", "2 ok"],
  ["503 with milliseconds", status(503, { times: 2, retryAfterMs: "20" }), "3 ok", "3 ok"],
  ["503 with a date", status(503, { times: 1, retryAfter: "date+1" }), "2 ok", "2 ok"],
  ["503 for hours", status(503, { retryAfter: "date+7200" }), "1 server?+7200000", "1 server?+7200000"],
  ["503 that was done", status(503, { times: 1, done: true }), "2 ok", "1 server?", { delete: "2 gone" }],
  ["an HTML 502", status(502, { body: "<html>ada@example.com</html>" }), "3 server?", "1 server?"],
  ["a reset before", { fault: "reset", value: "before" }, "3 connection?", "1 connection?"],
  ["a reset before, once", { fault: "reset", value: "before", times: 1 }, "2 ok", "1 connection?"],
  ["a lost answer", { fault: "reset", value: "lost", times: 1 }, "2 ok", "1 connection?", { delete: "2 gone" }],
  ["a cut answer", { fault: "reset", value: "during", times: 1 }, "2 ok", "1 connection?", { delete: "1 ok", patch: "1 ok" }],
  ["a reset after", { fault: "reset", value: "after" }, "1 ok", "1 ok"],
  ["a truncated body", { fault: "truncate", times: 1 }, "2 ok", "1 connection?", { delete: "1 ok", patch: "1 ok" }],
  ["truncated JSON", { fault: "truncate-json" }, "1 decode?", "1 decode?", { delete: "1 ok", patch: "1 ok" }],
  ["HTML", { fault: "html" }, "1 decode?", "1 decode?", { delete: "1 ok", patch: "1 ok" }],
  ["nothing", { fault: "empty" }, "1 decode?", "1 decode?", { put: "1 ok", delete: "1 ok", patch: "1 ok" }],
  ["too much", { fault: "oversize" }, "1 decode?", "1 decode?", { delete: "1 ok", patch: "1 ok" }],
  ["a slow head", { fault: "delay", value: 60 }, "1 ok", "1 ok"],
  ["a slow body", { fault: "delay-body", value: 60 }, "1 ok", "1 ok"],
  ["a head that never comes", { fault: "hang" }, "3 timeout?", "1 timeout?", {}, QUICK],
  ["a head that never comes, once", { fault: "hang", times: 1 }, "2 ok", "1 timeout?", {}, QUICK],
  ["a head beyond the budget", { fault: "hang" }, "1 timeout?", "1 timeout?", {}, { totalTimeoutMs: 1_500 }],
  // The second put finds what the first one made, and its 204 has no body that could stall.
  ["a body that stalls", { fault: "stall" }, "3 timeout?", "1 timeout?", { put: "2 ok", delete: "1 ok", patch: "1 ok" }, QUICK],
  ["500 without retries", status(500), "1 server?", "1 server?", {}, { maxRetries: 0 }],
  ["500 never tried again", status(500), "1 server?", "1 server?", {}, { retry: "never" }],
  ["500 always tried again", status(500, { times: 2 }), "3 ok", "3 ok", {}, { retry: "always" }],
];

let sandbox;
before(async () => (sandbox = await startSandbox({ seed: 0, control: true })));
after(() => sandbox.stop());

/** `REQUESTS OUTCOME` as it turned out. */
const told = (requests, { error, value }) => {
  if (value?.alreadyGone) return `${requests} gone`;
  const { code = "ok", ambiguous, retryAfterMs } = error ?? {};
  return `${requests} ${code}${ambiguous ? "?" : ""}${retryAfterMs === undefined ? "" : `+${Math.round(retryAfterMs / 1000) * 1000}`}`;
};

/** How a call ended; of a bulk call, what its one item ended with. */
const ended = async (promise) => {
  try {
    const value = await promise;
    const [failed] = value?.failed ?? [];
    return failed ? { error: failed.error } : { value };
  } catch (error) {
    return { error };
  }
};

test("every kind of operation under every fault", async () => {
  const cells = FAULTS.flatMap(([fault, rules, repeatable, once, others = {}, options = {}], row) =>
    Object.entries(KINDS).map(([name, kind], column) => {
      const due = others[name] ?? (kind.once ? once : repeatable);
      const tenant = `cell${row}x${column}`;
      return { title: `${name}: ${fault}`, name, kind, tenant, options, rules: [rules].flat(), due: kind.writes ? due : due.replace("?", "") };
    }),
  );
  assert.ok(FAULTS.length >= 14 && cells.length === FAULTS.length * 7);
  const client = ({ tenant, options }) => emporix({ baseUrl: sandbox.url, tenant, maxRetries: 2, ...options });
  await Promise.all(cells.map((cell) => emporix({ baseUrl: sandbox.url, tenant: cell.tenant }).customers.upsert("C-1", { lastName: "Byron" })));
  await sandbox.control.forgetRequests();
  await sandbox.control.faults(
    ...cells.flatMap(({ kind: { method, path }, tenant, rules }) => rules.map((rule) => ({ method, path: path.replace("*", `${tenant}/*`).replace("*/customers", "customers"), ...rule }))),
  );

  const outcomes = [];
  for (let first = 0; first < cells.length; first += ROWS * 7) {
    outcomes.push(...(await Promise.all(cells.slice(first, first + ROWS * 7).map((cell) => ended(cell.kind.call(client(cell)))))));
  }

  const { byOperation, carriedOut } = await sandbox.control.requests();
  const count = (counts, { kind, tenant }) =>
    Object.entries(counts).reduce((sum, [operation, count]) => (operation.startsWith(`${kind.method} `) && operation.includes(`/${tenant}/`) ? sum + count : sum), 0);
  const found = cells.map((cell, index) => told(count(byOperation, cell), outcomes[index]));
  const wrong = cells.flatMap(({ title, due }, index) => (found[index] === due ? [] : [`${title}: ${found[index]}, not ${due}`]));
  assert.deepEqual(wrong, []);
  // What must not be done twice was not.
  for (const cell of cells.filter(({ kind }) => kind.once)) assert.ok(count(carriedOut, cell) <= 1, cell.title);
  for (const { error } of outcomes) assert.doesNotMatch(error ? error.message + JSON.stringify(error) : "", /ada@|Lovelace|Bearer/);
});
