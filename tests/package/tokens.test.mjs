// Tokens: one call for many, kept and shared where they may be, renewed, refused. Against the sandbox, whose counts say how
// many token calls there were.
import { after, before, beforeEach, test } from "node:test";
import assert from "node:assert/strict";
import { EmporixClient, SpiriiClient } from "commerce-customers";
import { startSandbox } from "../sandbox.mjs";
import { failure, json, recorder } from "./support/calls.mjs";

const TOKEN = "POST /oauth/token";
const LOGIN = "GET /customerlogin/auth/anonymous/login";
const REFRESH = "GET /customerlogin/auth/anonymous/refresh";
const LIST = "GET /customer/acme/customers";

let sandbox;
before(async () => (sandbox = await startSandbox({ seed: 5, control: true })));
after(() => sandbox.stop());
beforeEach(() => sandbox.control.reset());

const slow = (path, value, more) => sandbox.control.faults({ method: "*", path, fault: "delay", value, ...more });
const counts = async (...operations) => {
  const { byOperation } = await sandbox.control.requests();
  return operations.map((operation) => byOperation[operation] ?? 0);
};

// A `fetch` of its own keeps a test's service tokens apart from those of the others.
const own = () => (...args) => fetch(...args);
const SERVICE = { clientId: "sandbox-client", clientSecret: "sandbox-secret" };
const ANONYMOUS = { anonymous: { clientId: "sandbox-storefront", siteCode: "main", currency: "EUR" } };
const client = (auth, more) => new EmporixClient({ baseUrl: sandbox.url, tenant: "acme", auth, fetch: own(), ...more });
const list = ({ customers }, options) => customers.list({ pageSize: 1 }, options);
const many = (count, call) => Promise.all(Array.from({ length: count }, (_, index) => call(index)));

for (const [name, auth, call] of [["service", SERVICE, TOKEN], ["anonymous", ANONYMOUS, LOGIN]]) {
  test(`1,000 cold calls at once make one ${name} token call, one of 2 seconds too`, async () => {
    await slow(call.split(" ")[1], 2_000);
    const shop = client(auth);
    const pages = await many(1_000, () => list(shop));
    assert.ok(pages.every(({ items }) => items.length === 1));
    assert.deepEqual(await counts(call, LIST), [1, 1_000]);
  });

  test(`with ${name} tokens of 30 seconds 50 calls in a row fetch one`, async () => {
    await sandbox.control.lives({ life: 30 });
    const shop = client(auth);
    for (let i = 0; i < 50; i++) await list(shop);
    assert.deepEqual(await counts(call, LIST), [1, 50]);
  });

  test(`a ${name} token that was revoked is replaced once, by many calls at once`, async () => {
    const shop = client(auth);
    await list(shop);
    await sandbox.control.revokeTokens();
    await many(100, () => list(shop));
    // The refused one comes again, so there are more requests than calls.
    const [calls, renewals] = await counts(call, REFRESH);
    assert.equal(calls + renewals, 2);
    assert.equal((await sandbox.control.tokens()).issued, 2);
  });
}

test("1,000 cold calls ask a function once", async () => {
  let asked = 0;
  const getToken = async ({ reason, signal }) => {
    asked += 1;
    assert.ok(reason === "initial" && signal instanceof AbortSignal);
    await new Promise((resolve) => setTimeout(resolve, 300));
    return "sandbox";
  };
  const shop = client({ getToken });
  await many(1_000, () => list(shop));
  assert.equal(asked, 1);
});

test("a function's token is kept as long as it says, and no longer", async () => {
  const asked = [];
  const answers = [{ token: "wrong", expiresInSeconds: 600 }, { token: "sandbox", expiresInSeconds: 600 }, "sandbox", "sandbox"];
  const getToken = ({ reason }) => (asked.push(reason), answers[asked.length - 1]);
  const shop = client({ getToken });
  await list(shop);
  await list(shop);
  assert.deepEqual(asked, ["initial", "unauthorized"]);
  // Without a life it is good for the calls that wait for it: the next one may be another customer's.
  const other = client({ getToken });
  await list(other);
  await list(other);
  assert.deepEqual(asked.slice(2), ["initial", "initial"]);
});

test("two customers' clients never see each other's token", async () => {
  const seen = new Map();
  const { fetch, sent } = recorder(({ headers }) => json([{ id: headers.authorization }]));
  const make = (who) => new EmporixClient({ tenant: "acme", fetch, auth: { getToken: async () => ({ token: `token-${who}`, expiresInSeconds: 60 }) } });
  const clients = ["ada", "bob"].map((who) => [who, make(who)]);
  await many(100, async (index) => {
    const [who, shop] = clients[index % 2];
    const { items } = await list(shop);
    seen.set(who, (seen.get(who) ?? new Set()).add(items[0].id));
  });
  assert.deepEqual([...seen].map(([who, tokens]) => [who, [...tokens]]), [["ada", ["Bearer token-ada"]], ["bob", ["Bearer token-bob"]]]);
  assert.equal(sent.length, 100);
});

test("a customer who signs in after another is not taken for them", async () => {
  let session = "ada";
  const { fetch, sent } = recorder(() => json([]));
  const shop = new EmporixClient({ tenant: "acme", fetch, auth: { getToken: () => session } });
  await list(shop);
  session = "bob";
  await list(shop);
  assert.deepEqual(sent.map(({ headers }) => headers.authorization), ["Bearer ada", "Bearer bob"]);
});

test("clients with the same credentials share service tokens, others do not", async () => {
  const through = own();
  for (const more of [{}, {}, { tenant: "globex" }, {}]) await list(client(SERVICE, { fetch: through, ...more }));
  assert.deepEqual(await counts(TOKEN), [2]);
  await list(client({ ...SERVICE, scope: "customer.customer_read" }, { fetch: through }));
  await list(client(SERVICE));
  assert.deepEqual(await counts(TOKEN), [4]);
  // Sessions are one client's alone.
  await many(3, () => list(client(ANONYMOUS, { fetch: through })));
  assert.equal((await sandbox.control.tokens()).sessions, 3);
});

test("an anonymous session goes on with its refresh token", async () => {
  await sandbox.control.lives({ life: 0 });
  const shop = client(ANONYMOUS);
  for (let i = 0; i < 5; i++) await failure(list(shop));
  await sandbox.control.lives({ life: 600 });
  await list(shop);
  await list(shop);
  const [logins, refreshes] = await counts(LOGIN, REFRESH);
  assert.equal(logins, 1);
  assert.ok(refreshes >= 5, `${refreshes} refreshes`);
  assert.equal((await sandbox.control.tokens()).sessions, 1);

  // When the service does not know the session any more, a new one begins.
  await sandbox.control.revokeRefreshTokens();
  await sandbox.control.revokeTokens();
  await list(shop);
  assert.deepEqual([await counts(LOGIN), (await sandbox.control.tokens()).sessions], [[2], 2]);
});

test("what the login is given is sent, and nothing else", async () => {
  const { fetch, sent } = recorder((_, number) => (number === 1 ? json({ access_token: "t", expires_in: 60 }) : json([])));
  await list(new EmporixClient({ tenant: "acme", fetch, auth: { anonymous: { clientId: "shop", currency: "EUR", language: "de", siteCode: "main", targetLocation: "DE" } } }));
  assert.deepEqual(sent[0].query, { tenant: "acme", client_id: "shop", siteCode: "main", currency: "EUR", language: "de", targetLocation: "DE" });
  assert.deepEqual([sent[0].method, sent[0].path, Object.keys(sent[0].headers)], ["GET", "/customerlogin/auth/anonymous/login", ["accept"]]);
  assert.equal(sent[1].headers.authorization, "Bearer t");
});

test("wrong credentials are refused once, and remembered", async () => {
  const wrong = { ...SERVICE, clientSecret: "s3cret" };
  const through = own();
  const errors = await many(50, () => failure(list(client(wrong, { fetch: through }))));
  for (const error of errors) {
    assert.deepEqual([error.code, error.status, error.type, error.attempts, error.retryable], ["token", 401, "oauth.v2.InvalidClientIdentifier", 0, false]);
    assert.equal(error.operation, "customers.list");
    assert.doesNotMatch(error.message + JSON.stringify(error), /s3cret|sandbox-client/);
  }
  assert.deepEqual(await counts(TOKEN, LIST), [1, 0]);
});

test("a token endpoint that fails is tried again by the rules, for all who wait", async () => {
  for (const [rule, calls, code] of [
    [{ fault: "status", value: 503, times: 2 }, 3],
    [{ fault: "status", value: 429, times: 1, retryAfter: "1" }, 2],
    [{ fault: "reset", value: "before", times: 1 }, 2],
    [{ fault: "truncate", times: 1 }, 2],
    [{ fault: "status", value: 503 }, 3, "token"],
    [{ fault: "status", value: 503, retryAfter: "61" }, 1, "token"],
    [{ fault: "redirect" }, 1, "token"],
    [{ fault: "html" }, 1, "token"],
    [{ fault: "empty" }, 1, "token"],
    [{ fault: "oversize" }, 1, "token"],
    [{ fault: "status", value: 404 }, 1, "token"],
  ]) {
    await sandbox.control.reset();
    await sandbox.control.faults({ method: "POST", path: "/oauth/token", ...rule });
    const shop = client(SERVICE);
    const ends = await many(20, () => list(shop).then(() => undefined, (error) => error));
    const title = JSON.stringify(rule);
    assert.deepEqual([...new Set(ends.map((error) => error?.code))], [code], title);
    assert.deepEqual(await counts(TOKEN), [calls], title);
    if (rule.retryAfter === "61") assert.equal(ends[0].retryAfterMs, 61_000);
  }
});

test("a caller's own deadline and abort hold while a token is fetched", async () => {
  await sandbox.control.faults({ method: "POST", path: "/oauth/token", fault: "delay", value: 700, times: 1 });
  const shop = client(SERVICE);
  const controller = new AbortController();
  const patient = list(shop);
  const hasty = [failure(list(shop, { totalTimeoutMs: 60 })), failure(list(shop, { signal: controller.signal }))];
  setTimeout(() => controller.abort("enough"), 60);
  const [late, aborted] = await Promise.all(hasty);
  assert.deepEqual([late.code, aborted.code, aborted.cause], ["timeout", "aborted", "enough"]);
  assert.equal((await patient).items.length, 1);
  assert.deepEqual(await counts(TOKEN), [1]);
});

test("whoever fetches and leaves is followed by another", async () => {
  await sandbox.control.faults({ method: "POST", path: "/oauth/token", fault: "hang", times: 1 });
  const shop = client(SERVICE);
  const first = failure(list(shop, { totalTimeoutMs: 1_000 }));
  const others = many(20, () => list(shop));
  assert.equal((await first).code, "timeout");
  assert.equal((await others).length, 20);
  assert.deepEqual(await counts(TOKEN), [2]);
});

test("what a function throws or gives is an error with its cause, and the next call asks again", async () => {
  let asked = 0;
  const shop = (getToken) => client({ getToken: () => (asked++, getToken()) });
  for (const [getToken, cause] of [
    [() => { throw "no"; }, "no"],
    [() => Promise.reject(null), null],
    [async () => 42, undefined],
    [() => undefined, undefined],
    [() => ({ token: "a\r\nb" }), undefined],
    [() => ({ token: "t", expiresInSeconds: "soon" }), undefined],
  ]) {
    asked = 0;
    const failing = shop(getToken);
    for (const error of [await failure(list(failing)), await failure(list(failing))]) {
      assert.deepEqual([error.code, error.cause, error.attempts], ["token", cause, 0]);
    }
    assert.equal(asked, 2);
  }
  const never = await failure(list(shop(() => new Promise(() => {})), { totalTimeoutMs: 50 }));
  assert.equal(never.code, "timeout");
});

test("Spirii's key may be a function, asked before each call and again after 401", async () => {
  const given = [];
  const keys = ["wrong", "sandbox-key", "sandbox-key"];
  const spirii = new SpiriiClient({ baseUrl: sandbox.url, apiKey: (...args) => (given.push(args), keys[given.length - 1]) });
  assert.ok((await spirii.customers.list({ limit: 1 })).items.length > 0);
  await spirii.customers.list({ limit: 1 });
  assert.deepEqual(given, [[], [], []]);
});

test("token calls have no credentials of the call and no cache", async () => {
  const inits = [];
  const send = async (url, init) => (inits.push(init), fetch(url, init));
  await list(client(SERVICE, { fetch: send, headers: { "X-Trace": "7" } }));
  const [token, call] = inits;
  assert.deepEqual([token.redirect, token.cache, token.headers.Authorization, token.headers["X-Trace"]], ["manual", "no-store", undefined, undefined]);
  assert.deepEqual([call.redirect, call.cache, call.headers["X-Trace"]], ["manual", undefined, "7"]);
  assert.equal(token.headers["Content-Type"], "application/x-www-form-urlencoded");
});
