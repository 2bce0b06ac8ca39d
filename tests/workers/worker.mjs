// The worker under test. Each request makes one call and answers what it came to, how long that took, and how many requests and
// heads of answers there were so far, and with which `cache` a token was fetched; unless it leaves before:
//
// - `call` and `args`: an operation of the table below, with `callOptions`;
// - `own`: by a client of this request, in place of one that module scope keeps, both made with `options`;
// - `leave`: answer at this moment, and let the call be;
// - `abort`: abort the call at this moment, and `look` how many requests are left; `signalMs`: by a timeout, -1 for before.
//
// A moment is `{ seen: operation }`, when the sandbox was asked for it; `{ event: type }`, when the client told of it; or
// `{ heads: count }`, when so many heads of answers were there, for a client that is `watched`.
import { env } from "cloudflare:workers";
import { EmporixClient, isClientError } from "./pkg/entry/workerd.js";

const calls = {
  list: (client, options) => client.customers.list({ pageSize: 5 }, options),
  get: (client, options, id) => client.customers.get(id, undefined, options),
  create: (client, options, body) => client.customers.create(body, undefined, options),
  patch: (client, options, id, body) => client.customers.patch(id, body, options),
  remove: (client, options, id) => client.customers.delete(id, options),
  assign: (client, options, id) => client.segment("vip").put(id, undefined, options),
  runtime: async () => ({ knowsCache: "cache" in Request.prototype, knowsRefs: typeof FinalizationRegistry === "function" }),
  assignMany: (client, options, items) => client.segment("vip").putMany(items, options),
};

// Plain data: what requests share must not be a promise of one of them.
const kept = new Map();
const told = {};
let [requests, heads] = [0, 0];
let tokenCache = null;

const onEvent = ({ type }) => (told[type] = (told[type] ?? 0) + 1);
const watchedFetch = async (url, init) => {
  if (url.endsWith("/oauth/token")) tokenCache = "cache" in init ? init.cache : "none";
  const response = await fetch(url, init);
  heads += 1;
  return response;
};

function make({ watched, ...options } = {}) {
  const auth = { clientId: "sandbox-client", clientSecret: "sandbox-secret" };
  return new EmporixClient({ baseUrl: env.SANDBOX, tenant: "acme", auth, onEvent, ...(watched && { fetch: watchedFetch }), ...options });
}

function clientOf({ own, options }) {
  if (own) return make(options);
  const name = JSON.stringify(options ?? null);
  if (!kept.has(name)) kept.set(name, make(options));
  return kept.get(name);
}

const sandboxCounts = async () => (await fetch(`${env.SANDBOX}/_sandbox/requests`)).json();

async function until(look) {
  while (!(await look())) await scheduler.wait(5);
}

function moment({ seen, event, heads: count }) {
  if (event) return until(() => told[event] > 0);
  if (count) return until(() => heads >= count);
  return until(async () => (await sandboxCounts()).byOperation[seen] > 0);
}

/** The signal of a call that is aborted by this controller, or by a timeout, if at all. */
function signalOf({ abort, signalMs }, controller) {
  if (abort) return { signal: controller.signal };
  if (signalMs === undefined) return {};
  return { signal: signalMs < 0 ? AbortSignal.abort(reason) : AbortSignal.timeout(signalMs) };
}

const reason = new Error("the test's own reason");

/** What a call comes to, as JSON can say it. */
async function outcome(call) {
  try {
    return { value: (await call()) ?? null };
  } catch (error) {
    if (!isClientError(error)) return { strange: String(error?.stack ?? error) };
    return { error: { ...error.toJSON(), cause: error.cause && String(error.cause) } };
  }
}

export default {
  async fetch(request) {
    const asked = await request.json();
    requests += 1;
    const started = Date.now();
    const controller = new AbortController();
    const options = { ...asked.callOptions, ...signalOf(asked, controller) };
    const calling = outcome(() => calls[asked.call](clientOf(asked), options, ...(asked.args ?? [])));
    if (asked.leave) {
      await moment(asked.leave);
      return Response.json("left");
    }
    const answer = {};
    let aborted;
    if (asked.abort) {
      await moment(asked.abort);
      aborted = Date.now();
      controller.abort(reason);
    }
    Object.assign(answer, await calling, { ms: Date.now() - started, requests, heads, tokenCache });
    if (aborted) answer.abortMs = Date.now() - aborted;
    if (asked.look) {
      await until(async () => (answer.left = (await sandboxCounts()).inFlight) === 0 || Date.now() - started > 5_000);
    }
    return Response.json(answer);
  },
};
