// What a call costs beside what it waits for: the processor time of this process for a page of 60 customers from a server in
// another process, as the operating system counts it.
import createClient from "openapi-fetch";
import { EmporixClient } from "commerce-customers";
import { zod } from "./peers/zod.mjs";
import { byProcessor, measured } from "./measured.mjs";
import { serving } from "./server.mjs";

const [generated, , jitless] = zod;

await serving(async (baseUrl) => {
  const path = "/customer/acme/customers";
  const headers = { Authorization: "Bearer t", Accept: "application/json" };
  const own = (responses) => {
    const { customers } = new EmporixClient({ baseUrl, tenant: "acme", auth: { token: "t" }, responses });
    return async () => (await customers.list({ pageNumber: 1, pageSize: 60 })).items.length;
  };
  const byHand = async () => JSON.parse(await (await fetch(`${baseUrl}${path}?pageNumber=1&pageSize=60`, { headers })).text());
  const typed = createClient({ baseUrl, headers });
  const got = async () => (await typed.GET("/customer/{tenant}/customers", { params: { path: { tenant: "acme" }, query: { pageNumber: 1, pageSize: 60 } } })).data;
  const checked = ({ fineAll }) => async () => {
    const page = await got();
    return fineAll(page) ? page.length : 0;
  };
  const contenders = {
    "fetch and JSON.parse": async () => (await byHand()).length,
    "commerce-customers": own("report"),
    "the same, strict": own("strict"),
    "the same, off": own("off"),
    "openapi-fetch": async () => (await got()).length,
    "openapi-fetch and zod *": checked(generated),
    "openapi-fetch and zod jitless": checked(jitless),
  };
  for (const [name, run] of Object.entries(contenders)) if ((await run()) !== 60) throw new Error(`${name} did not get 60 customers`);
  await measured("a call for 60 customers, processor time", contenders, { timed: byProcessor(60) });
});
