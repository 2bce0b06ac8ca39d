// A page of customers from bytes to objects, checked or not. `JSON.parse` alone is what all of them begin with.
import { customer, many } from "./customers.mjs";
import { ajv } from "./peers/ajv.mjs";
import { byHand } from "./peers/by-hand.mjs";
import { own } from "./peers/own.mjs";
import { valibot } from "./peers/valibot.mjs";
import { zod } from "./peers/zod.mjs";
import { keep, measured } from "./measured.mjs";
import { EmporixClient, schemas } from "commerce-customers";

const decoder = new TextDecoder();
const parsed = (bytes) => JSON.parse(decoder.decode(bytes));
const checked = ({ fineAll }) => (bytes) => {
  const page = parsed(bytes);
  if (!fineAll(page)) throw new Error("a page that is fine was refused");
  return page;
};
const [generated, compiled, jitless] = zod;

for (const count of [60, 1_000]) {
  const bytes = new TextEncoder().encode(JSON.stringify(many(count, customer)));
  // Bytes of one each: the library's own way from bytes judges a customer, not a page.
  const each = many(count, customer).map((one) => new TextEncoder().encode(JSON.stringify(one)));
  const medians = await measured(`${count} customers, from bytes`, {
    "JSON.parse alone": () => parsed(bytes),
    "commerce-customers": () => checked(own)(bytes),
    "the same, validateJson": () => each.every((one) => schemas.customer.validateJson(one).ok),
    "by hand": () => checked(byHand)(bytes),
    "ajv standalone": () => checked(ajv)(bytes),
    valibot: () => checked(valibot)(bytes),
    "zod *": () => checked(generated)(bytes),
    "zod z.compile() *": () => checked(compiled)(bytes),
    "zod jitless": () => checked(jitless)(bytes),
  });
  const alone = medians["JSON.parse alone"];
  keep(`the check alone, ${count}`, { own: medians["commerce-customers"] - alone, byHand: medians["by hand"] - alone });

  // What the client adds to the page of a call, where nothing is sent: the bytes are there at once.
  const fetch = async () => new Response(bytes, { headers: { "Content-Type": "application/json" } });
  const page = (responses) => {
    const { customers } = new EmporixClient({ tenant: "acme", auth: { token: "t" }, responses, fetch });
    return async () => (await customers.list({ pageNumber: 1, pageSize: count })).items.length;
  };
  await measured(
    `${count} customers, from a stand-in for fetch`,
    { "by hand, unchecked": async () => parsed(await (await fetch()).arrayBuffer()).length, "responses: off": page("off"), "responses: report, unread": page("report"), "responses: strict": page("strict") },
    { timed: clockedInTurn(count) },
  );
}

/** Milliseconds for a call that is waited for. */
function clockedInTurn(count) {
  const calls = Math.ceil(3_000 / count);
  return async (run) => {
    const start = performance.now();
    for (let left = calls; left > 0; left--) await run();
    return (performance.now() - start) / calls;
  };
}
