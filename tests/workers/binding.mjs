// A worker that reaches the service by a service binding alone: nobody answers at the address that its clients have.
import { env } from "cloudflare:workers";
import { EmporixClient, isClientError } from "./pkg/entry/workerd.js";

const options = { baseUrl: "https://service.invalid", tenant: "acme", auth: { clientId: "sandbox-client", clientSecret: "sandbox-secret" } };

// One function each for all requests, so that their clients share tokens.
const ways = {
  bound: env.API.fetch.bind(env.API),
  wrapped: (url, init) => env.API.fetch(url, init),
};
const kept = Object.fromEntries(Object.entries(ways).map(([way, fetch]) => [way, new EmporixClient({ ...options, fetch })]));

export default {
  async fetch(request, given) {
    const { pathname, searchParams } = new URL(request.url);
    if (pathname === "/counts") return given.API.fetch("https://service.invalid/counts");
    const way = pathname.slice(1);
    const client = searchParams.has("own") ? new EmporixClient({ ...options, fetch: ways[way] }) : kept[way];
    try {
      const { id } = await client.customers.create({ contactEmail: searchParams.get("email"), lastName: "Bound" });
      const { lastName } = await client.customers.get(id);
      const { created } = await client.segment("vip").put(id);
      const { items } = await client.customers.list({ pageSize: 3 });
      const missing = await client.customers.get("nobody-at-all").catch((error) => error.code);
      await client.customers.delete(id);
      return Response.json({ value: [lastName, created, items.length, missing] });
    } catch (error) {
      return Response.json({ error: isClientError(error) ? { ...error.toJSON(), cause: String(error.cause) } : String(error) });
    }
  },
};
