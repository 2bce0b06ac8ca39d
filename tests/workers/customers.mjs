// A worker with clients for customers: each request makes one call for its customer, and answers with which tokens those of its
// customer were sent so far.
//
// `way` says where tokens come from: `plain`, a function that gives a token; `lived`, one that gives its life, too; `anonymous`.
// `own` asks for a client of this request. With `stuck` the function never answers, and the request leaves once it was asked.
import { env } from "cloudflare:workers";
import { EmporixClient, isClientError } from "./pkg/entry/workerd.js";

const kept = new Map();
// Plain data for all requests: who was sent with which Authorization, and how often whose function was asked.
const sent = {};
const asked = {};

const watchedFetch = (url, init) => {
  const customer = init.headers["x-sandbox-mark"];
  if (customer) (sent[customer] ??= []).push(init.headers.Authorization);
  return fetch(url, init);
};

const ways = {
  plain: (customer, stuck) => ({ getToken: () => token(customer, stuck) }),
  lived: (customer, stuck) => ({ getToken: async () => ({ token: await token(customer, stuck), expiresInSeconds: 600 }) }),
  anonymous: () => ({ anonymous: { clientId: "sandbox-storefront" } }),
};

/** A customer's token is the customer's name, and comes after other customers had their turn. */
async function token(customer, stuck) {
  asked[customer] = (asked[customer] ?? 0) + 1;
  if (stuck && asked[customer] === 1) await new Promise(() => {});
  await scheduler.wait(20);
  return customer;
}

function clientOf({ customer, way, own, stuck }) {
  const make = () => new EmporixClient({ baseUrl: env.SANDBOX, tenant: "acme", auth: ways[way](customer, stuck), fetch: watchedFetch, headers: { "x-sandbox-mark": customer } });
  if (own) return make();
  if (!kept.has(customer)) kept.set(customer, make());
  return kept.get(customer);
}

export default {
  async fetch(request) {
    const { leave, ...question } = await request.json();
    const { customer } = question;
    const calling = clientOf(question).customers.list({ pageSize: 1 }).then(
      (page) => ({ value: page.items.length }),
      (error) => ({ error: isClientError(error) ? error.toJSON() : String(error) }),
    );
    if (leave) {
      while (!asked[customer]) await scheduler.wait(5);
      return Response.json("left");
    }
    return Response.json({ ...(await calling), sent: sent[customer], asked: asked[customer] });
  },
};
