// That nothing grows: a million validations, then 50,000 calls, in one process. The module's memory, its table of JavaScript
// values and, after a collection, the heap of JavaScript are held to what they were once warm; the run fails when one grows.
import { readFile } from "node:fs/promises";
import { EmporixClient, schemas } from "commerce-customers";
import * as glue from "../pkg/client.js";
import { customer, many, wrong } from "./customers.mjs";
import { keep } from "./measured.mjs";

/** What the heap may differ by from one collection to the next. */
const HEAP_SLACK = 512 * 1024;

// The package and this file share the glue, so that this is the package's own module.
const module = glue.initSync({ module: new WebAssembly.Module(await readFile(new URL("../pkg/client_bg.wasm", import.meta.url))) });
const memory = Object.values(module).find((value) => value instanceof WebAssembly.Memory);
const table = Object.values(module).find((value) => value instanceof WebAssembly.Table && value.get(0) === undefined);

async function sizes() {
  // What has ended lets go of what it held in the turns that follow.
  for (let turns = 0; turns < 3; turns++) {
    await new Promise((resolve) => setImmediate(resolve));
    globalThis.gc();
  }
  return { memory: memory.buffer.byteLength, table: table.length, heap: process.memoryUsage().heapUsed };
}

async function held(title, count, run) {
  for (let turn = count / 10; turn > 0; turn--) await run(turn);
  const before = await sizes();
  for (let turn = count; turn > 0; turn--) await run(turn);
  const after = await sizes();
  const [more, heap] = [after.memory - before.memory, after.heap - before.heap];
  console.log(`${count} ${title}: the module's memory ${before.memory} bytes and ${more} more, its table ${before.table} and ${after.table - before.table} more, the heap ${heap} bytes more`);
  if (more !== 0 || after.table !== before.table || heap > HEAP_SLACK) throw new Error(`${title} leave something behind`);
  keep(`memory: ${title}`, { count, memory: before.memory, more, heap });
}

const [fine, faulty] = [customer(1), wrong(1)];
const text = new TextEncoder().encode(JSON.stringify(fine));
await held("validations", 1_000_000, (turn) => {
  if (turn % 10 === 0) return schemas.customer.validateJson(text);
  return schemas.customer.validate(turn % 10 === 5 ? faulty : fine);
});

const bodies = [JSON.stringify(many(3, customer)), JSON.stringify(many(3, wrong)), "<html>"];
const fetch = async (_, { method }) => (method === "GET" ? new Response(bodies[turns++ % bodies.length]) : new Response('{"id":"1"}', { status: 201 }));
let turns = 0;
const { customers } = new EmporixClient({ tenant: "acme", auth: { token: "t" }, maxRetries: 0, fetch });
await held("calls", 50_000, async (turn) => {
  const call = turn % 5 === 0 ? customers.create({ contactEmail: turn % 2 ? "ada@example.com" : "ada" }) : customers.list({ pageSize: 3 });
  // One page in three is none.
  const page = await call.catch(() => undefined);
  return turn % 7 === 0 ? page?.issues?.length : undefined;
});
