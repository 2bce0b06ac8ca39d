// The built package in Node against the sandbox: the client's operations and its errors.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { createServer } from "node:net";
import { once } from "node:events";
import { ClientError, DecodeError, EmporixClient, ValidationError, isClientError } from "commerce-customers";
import { startSandbox } from "../sandbox.mjs";

let sandbox;
let client;

before(async () => {
  sandbox = await startSandbox();
  client = make();
});
after(() => sandbox.stop());

const make = (more = {}) =>
  new EmporixClient({ baseUrl: sandbox.url, tenant: "acme", auth: { token: "sandbox" }, maxRetries: 0, ...more });

const failure = async (promise) => {
  const error = await promise.then(
    () => assert.fail("the call should have failed"),
    (error) => error,
  );
  assert.ok(error instanceof ClientError && isClientError(error), String(error));
  return error;
};

test("lists customers page by page", async () => {
  const first = await client.customers.list({ pageNumber: 1, pageSize: 60, sort: "metadataCreatedAt" });
  assert.equal(first.items.length, 60);
  assert.equal(first.total, 200);
  assert.equal(first.hasNext, true);
  assert.deepEqual(first.issues, []);
  assert.equal(first.response.status, 200);
  assert.equal(typeof first.response.requestId, "string");
  const last = await client.customers.list({ pageNumber: 4, pageSize: 60, sort: "metadataCreatedAt" });
  assert.equal(last.items.length, 20);
  assert.equal(last.hasNext, false);
  const ids = new Set([...first.items, ...last.items].map((customer) => customer.id));
  assert.equal(ids.size, 80);
  assert.equal(first.items[0].addresses, undefined);
  const expanded = await client.customers.list({ pageSize: 1, expand: ["addresses"] });
  assert.ok(Array.isArray(expanded.items[0].addresses));
});

test("creates a customer and reads it back", async () => {
  const body = { contactEmail: "grace.hopper@example.com", firstName: "Grace", lastName: "Höpper 😀", restriction: null, ownField: [1] };
  const { id } = await client.customers.create(body, { sendPasswordResetNotifications: false });
  const customer = await client.customers.get(id);
  assert.equal(customer.lastName, body.lastName);
  assert.deepEqual(customer.ownField, [1]);
  assert.equal(customer.metadata.version, 1);

  const again = await failure(client.customers.create(body));
  assert.equal(again.code, "conflict");
  assert.equal(again.type, "conflict_resource");
  assert.equal(again.status, 409);
  assert.equal(again.operation, "customers.create");
  assert.match(again.serviceMessage, /grace\.hopper@example\.com/);
  assert.doesNotMatch(again.message + JSON.stringify(again), /grace|hopper|Bearer|"sandbox"/i);
});

test("an invalid body never reaches the network", async () => {
  let sent = 0;
  const counting = make({ fetch: (...args) => (sent++, fetch(...args)) });
  const error = await failure(counting.customers.create({ contactEmail: "no", preferredCurrency: "EURO", id: "a b" }));
  assert.ok(error instanceof ValidationError);
  assert.deepEqual(error.issues.map(({ path, code }) => [path.join("."), code]), [
    ["id", "pattern"],
    ["contactEmail", "format"],
    ["preferredCurrency", "max_length"],
  ]);
  assert.equal(sent, 0);
  await counting.customers.list({ pageSize: 1 });
  assert.equal(sent, 1);
});

test("a wrong tenant, token or id is said in words", async () => {
  assert.throws(
    () => make({ tenant: "Bad-Tenant" }),
    (error) => error instanceof ValidationError && error.issues[0].path[0] === "tenant" && /\^\[a-z\]\[a-z0-9\]\+\$/.test(error.message),
  );
  const unauthorized = await failure(make({ auth: { token: "wrong" } }).customers.list());
  assert.equal(unauthorized.code, "authentication");
  assert.equal(unauthorized.type, "oauth.v2.InvalidAccessToken");
  const forbidden = await failure(make({ auth: { token: "sandbox-read" } }).customers.create({ lastName: "X" }));
  assert.equal(forbidden.code, "permission");
  const missing = await failure(client.customers.get("C-404"));
  assert.equal(missing.code, "not_found");
  assert.equal(missing.serviceMessage, "Customer profile with ID C-404 not found.");
  for (const id of ["..", "", "a/b", "%2e%2e", 42, null, undefined, {}, Symbol("x")]) {
    const error = await failure(client.customers.get(id));
    assert.equal(error.code, "validation", String(id));
    assert.deepEqual(error.issues[0].path, ["customerNumber"]);
  }
});

test("tenants are kept apart", async () => {
  const other = make({ tenant: "globex" });
  const page = await other.customers.list();
  assert.deepEqual(page.items, []);
  assert.equal(page.hasNext, false);
});

test("a service that cannot be reached, or breaks off, is a connection error", async () => {
  const other = await startSandbox({ seed: 1 });
  const there = make({ baseUrl: other.url });
  await there.customers.list();
  await other.kill();
  const gone = await failure(there.customers.list());
  assert.equal(gone.code, "connection");
  assert.equal(gone.retryable, true);
  assert.ok(gone.cause);

  const server = createServer((socket) => {
    socket.once("data", () => {
      socket.write('HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n[{"id":');
      setImmediate(() => socket.resetAndDestroy());
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const cut = make({ baseUrl: `http://127.0.0.1:${server.address().port}` });
  const broken = await failure(cut.customers.create({ lastName: "X" }));
  assert.equal(broken.code, "connection");
  assert.equal(broken.ambiguous, true);
  server.close();
});

test("an abort ends a call with the signal's reason; a timeout is none", async () => {
  const server = createServer(() => {}).listen(0, "127.0.0.1");
  await once(server, "listening");
  const silent = make({ baseUrl: `http://127.0.0.1:${server.address().port}` });
  const controller = new AbortController();
  const call = failure(silent.customers.list({}, { signal: controller.signal }));
  controller.abort("changed my mind");
  const aborted = await call;
  assert.equal(aborted.code, "aborted");
  assert.equal(aborted.cause, "changed my mind");
  const late = await failure(silent.customers.list({}, { timeoutMs: 20 }));
  assert.equal(late.code, "timeout");
  assert.equal(late.cause, undefined);
  server.close();
});

test("an answer that is not what is due is a DecodeError", async () => {
  const answering = (body, init) => make({ fetch: async () => new Response(body, init), responses: "strict" });
  for (const [body, init] of [["<html>", {}], ["", {}], ["{}", {}], ['[{"active":"yes"}]', {}], [null, { status: 204 }]]) {
    const error = await failure(answering(body, init).customers.list());
    assert.ok(error instanceof DecodeError, String(body));
  }
  const kept = await make({ fetch: async () => new Response('[{"active":"yes"}]') }).customers.list();
  assert.deepEqual(kept.issues.map(({ path, code }) => [path, code]), [[[0, "active"], "type"]]);
});

test("an error shows nothing personal and is known across copies", async () => {
  const error = await failure(client.customers.get("C-404"));
  assert.deepEqual(Object.keys(error).filter((key) => ["serviceMessage", "details", "headers", "issues"].includes(key)), []);
  assert.equal(error.headers.get("content-type")?.includes("json"), true);
  const copy = { [Symbol.for("commerce-customers.ClientError")]: true };
  assert.ok(isClientError(copy));
  assert.ok(!isClientError(new Error("x")) && !isClientError(null) && !isClientError("x"));
  assert.equal(error.name, "ClientError");
});
