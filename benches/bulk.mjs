// 10,000 assignments in chunks of 200, four requests at once: beside a loop by hand that does the same and tells which failed.
import { EmporixClient } from "commerce-customers";
import { byProcessor, measured } from "./measured.mjs";
import { serving } from "./server.mjs";

const [ITEMS, CHUNK, AT_ONCE] = [10_000, 200, 4];
const items = Array.from({ length: ITEMS }, (_, number) => ({ customerId: `C-${number}` }));

/** The loop by hand. */
async function byHand(url) {
  const headers = { Authorization: "Bearer t", Accept: "application/json", "Content-Type": "application/json" };
  const failed = [];
  let next = 0;
  const worker = async () => {
    while (next < items.length) {
      const start = next;
      next += CHUNK;
      const response = await fetch(url, { method: "PUT", headers, body: JSON.stringify(items.slice(start, next)) });
      if (!response.ok) throw new Error(`status ${response.status}`);
      for (const { index, code } of await response.json()) if (code >= 300) failed.push({ position: start + index - 1, code });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return { succeeded: items.length - failed.length, failed };
}

await serving(async (baseUrl) => {
  const segment = new EmporixClient({ baseUrl, tenant: "acme", auth: { token: "t" } }).segment("vip");
  const url = `${baseUrl}/customer-segment/acme/segments/vip/customers/bulk`;
  const contenders = { "a loop by hand": () => byHand(url), "commerce-customers": () => segment.putMany(items) };
  for (const [name, run] of Object.entries(contenders)) {
    const { succeeded } = await run();
    const requests = await (await fetch(`${baseUrl}/requests`)).json();
    if (succeeded !== ITEMS || requests !== ITEMS / CHUNK) throw new Error(`${name}: ${succeeded} of ${ITEMS} in ${requests} requests`);
  }
  const waited = async (run) => {
    const start = performance.now();
    await run();
    return performance.now() - start;
  };
  await measured(`${ITEMS} assignments`, contenders, { timed: waited });
  await measured(`${ITEMS} assignments, processor time`, contenders, { timed: byProcessor(1) });
});
