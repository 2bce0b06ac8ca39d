// Many calls of every kind in one process, one in twenty with a fault: each promise settles, each failure is typed, nothing
// grows, and nothing that must not be done twice is. `cargo xtask soak` runs it in full, with SOAK_CALLS.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { ClientError, EmporixClient, isClientError } from "commerce-customers";
import * as glue from "../../pkg/client.js";
import { startSandbox } from "../sandbox.mjs";

const CALLS = Number(process.env.SOAK_CALLS ?? 4_000);
const AT_ONCE = 48;
/** After so many of the calls memory has taken its final size. */
const WARM_UP = 0.25;

// The package and the test share the glue, so that this is the package's own module.
const module = glue.initSync({ module: new WebAssembly.Module(await readFile(new URL("../../pkg/client_bg.wasm", import.meta.url))) });
const memory = Object.values(module).find((value) => value instanceof WebAssembly.Memory);
const table = Object.values(module).find((value) => value instanceof WebAssembly.Table && value.get(0) === undefined);
const sizes = () => ({ memory: memory.buffer.byteLength, table: table.length });

// Each hits one request in 240: together five in a hundred.
const FAULTS = [
  { fault: "status", value: 503, retryAfterMs: "5" },
  { fault: "status", value: 503, retryAfter: "0" },
  { fault: "status", value: 500 },
  { fault: "status", value: 429, retryAfterMs: "5" },
  { fault: "reset", value: "before" },
  { fault: "reset", value: "lost" },
  { fault: "reset", value: "during" },
  { fault: "truncate" },
  { fault: "truncate-json" },
  { fault: "html" },
  { fault: "stall" },
  { fault: "revoke" },
].map((rule) => ({ method: "*", path: "/customer*", every: 240, ...rule }));

let sandbox;
before(async () => (sandbox = await startSandbox({ seed: 50, control: true, more: ["--token-life", "20"] })));
after(() => sandbox.stop());

test(`${CALLS} calls with faults leave nothing behind and do nothing twice`, { timeout: Math.max(240_000, CALLS * 20) }, async (t) => {
  await sandbox.control.faults(...FAULTS);
  const client = new EmporixClient({
    baseUrl: sandbox.url, tenant: "acme", timeoutMs: 2_000,
    auth: { clientId: "sandbox-client", clientSecret: "sandbox-secret" },
  });
  const vip = client.segment("vip");
  const { customers } = client;
  const known = (await customers.list({ pageSize: 50 })).items.map(({ customerNumber }) => customerNumber);
  const some = (turn) => known[turn % known.length];
  const marked = (turn) => ({ headers: { "x-sandbox-mark": `${turn}` } });
  const kinds = [
    (turn) => customers.get(some(turn)),
    (turn) => customers.get(some(turn), { expand: ["addresses"] }),
    () => customers.list({ pageSize: 10, sort: "id" }),
    () => customers.search({ q: "lastName:Lovelace", pageSize: 5 }),
    (turn) => customers.create({ lastName: `L${turn}` }, {}, marked(turn)),
    (turn) => customers.patch(some(turn), { firstName: `F${turn}` }, marked(turn)),
    (turn) => customers.upsert(`S-${turn}`, { lastName: "Put" }),
    (turn) => customers.delete(`S-${turn - 57}`),
    (turn) => customers.addresses(some(turn)).list(),
    (turn) => vip.put(some(turn)),
    (turn) => vip.remove(some(turn)),
    (turn) => vip.putMany([{ customerId: some(turn) }, { customerId: "" }]).then(({ failed }) => failed.slice(0, -1).forEach(({ error }) => { if (error) throw error; })),
    () => customers.get(".."),
    (turn) => customers.get(some(turn), {}, { signal: AbortSignal.timeout(turn % 7) }),
  ];

  const ends = new Map();
  const strange = [];
  let [begun, settled, warm] = [0, 0, null];
  const worker = async () => {
    while (begun < CALLS) {
      const turn = begun++;
      try {
        await kinds[turn % kinds.length](turn);
        ends.set("ok", (ends.get("ok") ?? 0) + 1);
      } catch (error) {
        if (!(error instanceof ClientError && isClientError(error))) strange.push(error);
        ends.set(error.code, (ends.get(error.code) ?? 0) + 1);
      }
      settled += 1;
      if (settled === Math.floor(CALLS * WARM_UP)) warm = sizes();
    }
  };
  const started = performance.now();
  await Promise.all(Array.from({ length: AT_ONCE }, worker));

  t.diagnostic(`${Math.round((performance.now() - started) / 1000)} s; ends: ${JSON.stringify(Object.fromEntries(ends))}; ${JSON.stringify(sizes())}`);
  assert.deepEqual([begun, settled, strange], [CALLS, CALLS, []]);
  assert.deepEqual(sizes(), warm);
  const { carriedOut, marks } = await sandbox.control.requests();
  assert.deepEqual(marks.repeated, []);
  assert.ok(marks.sent > CALLS / 10 && carriedOut["POST /customer/acme/customers"] > CALLS / 20);
  // Those that a handful of a few thousand calls end with may be missing in a short run.
  const rare = CALLS >= 20_000 ? ["connection", "server"] : [];
  for (const code of ["ok", "validation", "aborted", "decode", ...rare]) assert.ok(ends.get(code) > 0, code);
});
