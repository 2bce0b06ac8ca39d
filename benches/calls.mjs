// What a call costs beside what it waits for: the processor time of this process for a page of 60 customers from a server in
// another process, as the operating system counts it. The contenders take turns.
import { fork } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import createClient from "openapi-fetch";
import { z } from "zod";
import { EmporixClient } from "commerce-customers";
import { customer, inZod } from "./customers.mjs";
import { measured } from "./measured.mjs";

const CALLS = 60;

/** The server, in a process of its own so that its work is not counted. */
if (process.argv[2] === "serve") {
  const body = JSON.stringify(Array.from({ length: 60 }, (_, number) => customer(number)));
  const server = createServer((_, response) => response.writeHead(200, { "Content-Type": "application/json" }).end(body));
  server.listen(0, "127.0.0.1", () => process.send(`http://127.0.0.1:${server.address().port}`));
} else {
  const server = fork(fileURLToPath(import.meta.url), ["serve"]);
  const [baseUrl] = await once(server, "message");
  try {
    await compare(baseUrl);
  } finally {
    server.kill();
  }
}

async function compare(baseUrl) {
  const path = "/customer/acme/customers";
  const headers = { Authorization: "Bearer t", Accept: "application/json" };
  const own = (responses) => new EmporixClient({ baseUrl, tenant: "acme", auth: { token: "t" }, responses });
  const [plain, strict] = [own("report"), own("strict")];
  const typed = createClient({ baseUrl, headers });
  const inZodPage = z.array(inZod);
  const contenders = {
    "fetch and JSON.parse": async () => JSON.parse(await (await fetch(`${baseUrl}${path}?pageNumber=1&pageSize=60`, { headers })).text()).length,
    "commerce-customers": async () => (await plain.customers.list({ pageNumber: 1, pageSize: 60 })).items.length,
    "the same, strict": async () => (await strict.customers.list({ pageNumber: 1, pageSize: 60 })).items.length,
    "openapi-fetch": async () => (await typed.GET("/customer/{tenant}/customers", { params: { path: { tenant: "acme" }, query: { pageNumber: 1, pageSize: 60 } } })).data.length,
    "openapi-fetch and zod": async () =>
      inZodPage.parse((await typed.GET("/customer/{tenant}/customers", { params: { path: { tenant: "acme" }, query: { pageNumber: 1, pageSize: 60 } } })).data).length,
  };
  console.log(await measured("a call for 60 customers, processor time", contenders, processorTime));
}

/** Milliseconds that this process took for a call. */
async function processorTime(run) {
  const before = process.cpuUsage();
  for (let left = CALLS; left > 0; left--) if ((await run()) !== 60) throw new Error("a contender did not get 60 customers");
  const { user, system } = process.cpuUsage(before);
  return (user + system) / CALLS / 1_000;
}
