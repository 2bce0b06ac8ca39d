// What services say of a failure, in the four shapes that are documented, in none, and as a page of HTML: what becomes of it
// in the error, and that nothing of it is shown where an error is printed.
import { test } from "node:test";
import assert from "node:assert/strict";
import { inspect } from "node:util";
import { DecodeError, ValidationError } from "commerce-customers";
import { emporix, failure, json, spirii } from "./support/calls.mjs";
import { GOOD, operations } from "./support/operations.mjs";

const call = (operation, options) => operation.call(options, ...operation.ids.map((name) => GOOD[name]));
const SECRET = "ada@example.com";

const SHAPES = [
  {
    name: "the customer service's",
    body: { status: 400, type: "bad_request", message: `${SECRET} is odd`, moreInfo: "x", details: [{ field: "contactEmail", type: "format", message: `${SECRET} twice`, moreInfo: "y" }, { field: "b2b" }] },
    type: "bad_request",
    details: [{ field: "contactEmail", type: "format", message: `${SECRET} twice`, moreInfo: "y" }, { field: "b2b" }],
  },
  {
    name: "the segment service's: status in words, details one object",
    body: { code: 400, status: "Bad Request", message: `${SECRET} is odd`, resourceId: "C-1", details: { field: "customerId", type: "pattern", message: `${SECRET} twice`, moreInfo: "y" } },
    type: "Bad Request",
    details: [{ field: "customerId", type: "pattern", message: `${SECRET} twice`, moreInfo: "y" }],
  },
  {
    name: "the gateway's fault",
    body: { fault: { faultstring: `${SECRET} is odd`, detail: { errorcode: "oauth.v2.InvalidAccessToken" } } },
    type: "oauth.v2.InvalidAccessToken",
    details: [],
  },
  {
    name: "Spirii's envelope",
    body: { error: { type: "invalid_request", code: "missing_required_field", message: `${SECRET} is odd`, param: "country_code", request_id: "req_1" } },
    type: "invalid_request",
    details: [{ field: "country_code", type: "missing_required_field", message: `${SECRET} is odd` }],
    requestId: "req_1",
  },
  { name: "the live service's nulls", body: { type: null, status: 404, message: `${SECRET} is odd`, details: null }, details: [] },
  { name: "a type that breaks the documents' own pattern", body: { type: "application/json", message: `${SECRET} is odd` }, type: "application/json", details: [] },
  { name: "nothing said", body: {}, message: false, details: [] },
  { name: "wrong types throughout", body: { status: {}, type: 7, message: [SECRET], details: [null, 1, "x"] }, message: false },
  { name: "a list", body: [SECRET], message: false, details: [] },
  { name: "null", body: null, message: false, details: [] },
  { name: "HTML", text: `<!doctype html><title>502 ${SECRET}</title>`, message: false, details: [] },
  { name: "truncated", text: `{"message":"${SECRET}`, message: false, details: [] },
  { name: "empty", text: "", message: false, details: [] },
];

const STATUSES = [
  [400, "bad_request"], [422, "bad_request"], [401, "authentication"], [403, "permission"], [404, "not_found"], [409, "conflict"],
  [429, "rate_limit"], [500, "server"], [502, "server"], [503, "server"], [504, "server"], [405, "http"], [410, "http"], [418, "http"], [413, "http"],
];

for (const { name, body, text, type, message = true, details, requestId = null } of SHAPES) {
  test(`an error body: ${name}`, async () => {
    for (const [status, code] of STATUSES) {
      const options = { fetch: async () => new Response(text ?? JSON.stringify(body), { status, headers: { "content-type": "application/json" } }) };
      for (const promise of [emporix(options).customers.create({ contactEmail: SECRET }), spirii(options).customers.list({ search: SECRET })]) {
        const error = await failure(promise);
        assert.ok(!(error instanceof ValidationError) && !(error instanceof DecodeError));
        assert.deepEqual([error.code, error.status, error.type], [code, status, type], `${status}`);
        assert.equal(error.serviceMessage, message ? `${SECRET} is odd` : undefined);
        if (details) assert.deepEqual(error.details, details);
        assert.ok(Array.isArray(error.details));
        assert.equal(error.requestId ?? null, requestId);
        assert.equal(error.headers.get("content-type"), "application/json");
        assert.equal(error.retryable, code === "server" || code === "rate_limit");
        // A printed error shows the client's own sentence alone.
        assert.doesNotMatch(error.message + JSON.stringify(error) + inspect(error), /ada@|is odd|twice|sandbox-key|Bearer/);
        assert.match(error.message, new RegExp(`^${error.operation.replaceAll(".", "\\.")}: .*\\(HTTP ${status}\\)$`));
      }
    }
  });
}

test("every operation fails alike", async () => {
  for (const operation of operations) {
    for (const [status, code] of STATUSES) {
      const options = { fetch: async () => json(SHAPES[0].body, { status }) };
      if (operation.kind === "entries") {
        const result = await call(operation, options);
        assert.deepEqual([result.succeeded, result.failed.length], [0, 1]);
        const [{ code: number, status: word, error }] = result.failed;
        assert.deepEqual([number, word, error.code, error.operation], [status, code, code, operation.name]);
        continue;
      }
      const error = await failure(call(operation, options));
      assert.deepEqual([error.code, error.status, error.operation], [code, status, operation.name]);
      assert.match(error.pathTemplate, operation.name.startsWith("spirii.") ? /^\/v2\/customers$/ : /^\/customer(-segment)?\/\{tenant\}\//);
      assert.equal(error.ambiguous, operation.write === true && status >= 500, `${operation.name} ${status}`);
      assert.equal(error.serviceMessage, SHAPES[0].body.message);
    }
  }
});

test("the request's id is the header's, else the other header's, else the envelope's", async () => {
  const body = SHAPES[3].body;
  for (const [headers, expected] of [
    [{ "x-request-id": "a", "x-correlation-id": "b" }, "a"],
    [{ "x-correlation-id": "b" }, "b"],
    [{}, "req_1"],
  ]) {
    const error = await failure(spirii({ fetch: async () => json(body, { status: 429, headers }) }).customers.list());
    assert.equal(error.requestId, expected);
    assert.equal(error.toJSON().requestId, expected);
  }
});

test("a redirect is no answer, and is not followed", async () => {
  let asked = 0;
  const options = { fetch: async (url, init) => (asked++, assert.equal(init.redirect, "manual"), new Response(null, { status: 302, headers: { location: "https://elsewhere.example" } })) };
  const error = await failure(emporix(options).customers.get("C-1"));
  assert.deepEqual([error.code, error.status, asked], ["http", 302, 1]);
});

test("toJSON says where issues are, but for names that nobody's table knows", async () => {
  const error = await failure(emporix().customers.create({ mixins: { "ada@example.com": 5 }, preferredCurrency: "EURO" }));
  assert.deepEqual(error.issues.map(({ path }) => path), [["preferredCurrency"], ["mixins", "ada@example.com"]]);
  assert.deepEqual(error.toJSON().issues, [{ path: "preferredCurrency", code: "max_length" }, { path: "mixins.*", code: "type" }]);
  assert.doesNotMatch(JSON.stringify(error) + error.message, /ada/);
});
