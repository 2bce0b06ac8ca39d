// Tries hostile values in a thread of its own, where what nobody handles can be seen instead of ending the test: in a module
// that is loaded, in one that cannot be loaded, or, where it may be stuck, one call alone.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { parentPort, workerData } from "node:worker_threads";
import { listen, tryAll } from "./hostile.mjs";
import { ENDLESS, endlessly, places, service } from "./places.mjs";

const { state, endless, groups } = workerData;
const pkg = await import(`../../../pkg/entry/${state === "unloaded" ? "browser" : "default"}.js`);
const client = (fetch) => new pkg.EmporixClient({ tenant: "acme", auth: { token: "t" }, maxRetries: 0, fetch });
const probe = client(service);
const works = async () => {
  assert.equal((await probe.customers.get("C-1")).id, "C-1");
  assert.equal(pkg.schemas.tenant.validate("acme").ok, true);
};
// The browser's entry has its wasm fetched, and Node fetches no files: each call says so, and tries again.
const says = () => assert.rejects(probe.customers.get("C-1"), (error) => error instanceof pkg.ClientError && error.code === "connection");

if (endless) {
  const [run] = ENDLESS[endless];
  parentPort.postMessage(await run(client(endlessly)).then(() => "result", (error) => error.code));
} else {
  listen();
  const rows = places(pkg);
  for (const group of groups ?? Object.keys(rows)) {
    parentPort.postMessage({ group, ...(await tryAll(pkg, rows[group], state === "loaded" ? works : says)) });
  }
  if (state === "unloaded") pkg.initSync(await readFile(new URL("../../../pkg/client_bg.wasm", import.meta.url)));
  await works();
}
