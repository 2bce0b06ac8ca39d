// What services answer, and what the client makes of it: the ways in which the services differ from their documents and
// from each other, answers that break their schema, answers that are none. Each answer is given by a stand-in for `fetch`.
import { test } from "node:test";
import assert from "node:assert/strict";
import { brief, emporix, failure, json, recorder, spirii, undecodable } from "./support/calls.mjs";
import { GOOD, operations } from "./support/operations.mjs";

const answering = (body, init) => ({ fetch: async () => json(body, init) });
const saying = (text, init) => ({ fetch: async () => new Response(text, init) });
const customers = (body, init) => emporix(answering(body, init)).customers;
const segment = (body, init) => emporix(answering(body, init)).segment("vip");
const call = (operation, options) => operation.call(options, ...operation.ids.map((name) => GOOD[name]));

// Where the services' documents contradict themselves, each other or what is observed: what the client gives.
const INCONSISTENCIES = [
  ["an id of the service follows no pattern", async () => {
    const customer = { id: "0d/ü 1:2", customerNumber: "C".repeat(100) };
    const page = await customers([customer]).list();
    assert.deepEqual([page.items, page.issues], [[customer], []]);
  }],
  ["an id to create is 1 to 66 characters, not one", async () => {
    const { fetch, last } = recorder(() => json({ id: "C-1042" }, { status: 201 }));
    assert.deepEqual(await emporix({ fetch }).customers.create({ id: "C-1042" }), { id: "C-1042" });
    assert.equal(last().body.id, "C-1042");
  }],
  ["an assignment may name its customer by customerId", async () => {
    const assignment = { customer: { customerId: "C-1" }, legalEntity: { department: "Sales" }, assignmentType: "MANUAL" };
    const page = await segment([assignment]).list();
    assert.deepEqual([page.items, page.issues], [[assignment], []]);
    assert.deepEqual(await segment(assignment).get("C-1"), assignment);
  }],
  ["mixins are asked for by mixin:*", async () => {
    const { fetch, last } = recorder(() => json({ mixins: { loyalty: { tier: "gold" } } }));
    const { mixins } = await emporix({ fetch }).customers.get("C-1", { expand: ["mixin:*"] });
    assert.deepEqual([last().query, mixins], [{ expand: "mixin:*" }, { loyalty: { tier: "gold" } }]);
  }],
  ["metadata may lack its mixins", async () => {
    const page = await customers([{ metadata: { version: 3 } }, { metadata: {} }, { metadata: null }]).list();
    assert.deepEqual(page.issues, []);
  }],
  ["a tenant is held to its pattern for every operation", async () => {
    for (const tenant of ["Acme", "ac", "a".repeat(17), "1ab", "acme/x"]) {
      assert.throws(() => emporix({ tenant }), ({ code, issues }) => code === "validation" && issues[0].path[0] === "tenant");
    }
  }],
  ["a patch is done whether it is 200 or 204, with or without a body", async () => {
    for (const [text, init] of [["", { status: 200 }], [null, { status: 204 }], ["{}", {}], ["OK", {}], ['{"id":"C-1"}', {}]]) {
      assert.equal(await emporix(saying(text, init)).customers.patch("C-1", { lastName: "L" }), undefined);
    }
  }],
  ["a delete is done whether it is 200, 202 or 204", async () => {
    for (const [text, status] of [["", 200], ["", 202], [null, 204], ["{}", 202]]) {
      assert.deepEqual(await emporix(saying(text, { status })).customers.delete("C-1"), { alreadyGone: false });
      assert.deepEqual(await emporix(saying(text, { status })).segment("vip").remove("C-1"), { alreadyGone: false });
      assert.deepEqual(await emporix(saying(text, { status })).customers.addresses("C-1").delete("A-1"), { alreadyGone: false });
    }
  }],
  ["the total is asked for by a header, not in the address", async () => {
    const { fetch, last } = recorder(() => json([], { headers: { "X-Total-Count": "7" } }));
    const page = await emporix({ fetch }).segment("vip").list({ totalCount: true, pageSize: 5 });
    assert.deepEqual([last().headers["x-total-count"], last().query, page.total], ["true", { pageSize: "5" }, 7]);
  }],
  ["page numbers are numbers for both services, printed as decimals", async () => {
    const { fetch, last } = recorder(() => json([]));
    await emporix({ fetch }).segment("vip").list({ pageNumber: 12, pageSize: 1000000 });
    assert.deepEqual(last().query, { pageNumber: "12", pageSize: "1000000" });
    await emporix({ fetch }).customers.list({ pageNumber: 1e3, pageSize: 60 });
    assert.deepEqual(last().query, { pageNumber: "1000", pageSize: "60" });
  }],
  ["entries of a bulk call are joined by position, whatever their index", async () => {
    const items = ["A", "B", "C"].map((customerId) => ({ customerId }));
    for (const indices of [[1, 2, 3], [0, 1, 2], [3, 2, 1], [null, undefined, "x"]]) {
      const entries = indices.map((index, place) => (place === 1 ? { index, code: 400, status: "Bad Request", message: "no" } : { index, code: 204, status: "OK" }));
      const result = await segment(entries, { status: 207 }).putMany(items);
      assert.equal(result.succeeded, 2);
      assert.deepEqual(result.failed, [{ position: 1, item: items[1], code: 400, status: "Bad Request", message: "no" }]);
    }
  }],
  ["a bulk DELETE carries its array, with its type", async () => {
    const { fetch, last } = recorder(() => json([{ code: 204, status: "OK" }], { status: 207 }));
    await emporix({ fetch }).segment("vip").removeMany([{ customerId: "C-1", legalEntityId: "LE-1" }]);
    const { method, body, headers } = last();
    assert.deepEqual([method, body, headers["content-type"]], ["DELETE", [{ customerId: "C-1", legalEntityId: "LE-1" }], "application/json"]);
  }],
  ["a customer's type is free text, and may be empty or null", async () => {
    const page = await customers([{ type: "CUSTOMER" }, { type: "CONTACT" }, { type: "GUEST" }, { type: "" }, { type: null }, {}]).list();
    assert.deepEqual(page.issues, []);
  }],
  ["a conflict on a patch is a conflict, though none is documented", async () => {
    const error = await failure(customers({ status: 409, type: "conflict_resource" }, { status: 409 }).patch("C-1", { metadata: { version: 1 } }));
    assert.equal(error.code, "conflict");
  }],
  ["an e-mail address of the service is not judged", async () => {
    const page = await customers([{ contactEmail: "[email protected]", email: "", accounts: [{ id: "x y" }] }]).list();
    assert.deepEqual(page.issues, []);
  }],
  ["neither are a language, a date or a link to a schema", async () => {
    const customer = { preferredLanguage: "de", metadataCreatedAt: "yesterday", lastLogin: null, metadata: { mixins: { a: "v1600077014/x.json" } } };
    const page = await customers([customer]).list();
    assert.deepEqual([page.issues, page.items], [[], [customer]]);
  }],
  ["a status that is not documented is taken by what it means", async () => {
    for (const [status, code] of [[404, "not_found"], [400, "bad_request"], [422, "bad_request"], [405, "http"], [503, "server"], [429, "rate_limit"]]) {
      assert.equal((await failure(segment({ status: "No" }, { status }).list())).code, code);
    }
  }],
  ["a restriction is absent, null or a text", async () => {
    const { fetch, last } = recorder(() => new Response(null, { status: 204 }));
    for (const body of [{}, { restriction: null }, { restriction: "DE" }]) {
      await emporix({ fetch }).customers.patch("C-1", body);
      assert.deepEqual(last().body, body);
      await emporix({ fetch }).customers.upsert("C-1", body);
      assert.deepEqual(last().body, body);
    }
    assert.deepEqual((await customers([{ restriction: null }, { restriction: "DE" }]).list()).issues, []);
  }],
];

for (const [name, judge] of INCONSISTENCIES) test(name, judge);

test("every field may be null, and what is not known is kept", async () => {
  const nulls = (names) => Object.fromEntries(names.split(" ").map((name) => [name, null]));
  const customer = { ...nulls("id customerNumber contactEmail email title firstName lastName company preferredLanguage preferredCurrency active onHold businessModel b2b restriction accounts defaultAddress addresses mixins metadata lastLogin type photoUrl"), own: { a: [1] } };
  const inner = { b2b: nulls("companyRegistrationId legalEntities"), addresses: [nulls("id contactName country isDefault tags metadata mixins")], metadata: nulls("version mixins"), accounts: [nulls("id providerId")], mixins: { loyalty: null } };
  const assignment = nulls("customer legalEntity assignmentType mixins metadata");
  const parts = { customer: nulls("id firstName email"), legalEntity: nulls("id name"), metadata: nulls("createdAt modifiedAt version mixins") };
  const company = nulls("id name externalId country type contactDetails billingDetails payoutInformation financialSetup billingSettings cpo owner locations createdAt updatedAt");
  for (const options of [{}, { responses: "strict" }, { responses: "off" }]) {
    const given = (body) => emporix({ ...answering(body), ...options });
    const page = await given([customer, inner]).customers.list();
    assert.deepEqual([page.items, page.issues], [[customer, inner], []]);
    assert.deepEqual(await given(customer).customers.get("C-1"), customer);
    assert.deepEqual(await given(inner.addresses).customers.addresses("C-1").list(), inner.addresses);
    assert.deepEqual((await given([assignment, parts]).segment("vip").list()).items, [assignment, parts]);
    assert.deepEqual(await given(assignment).segment("vip").get("C-1"), assignment);
    const window = await spirii({ ...answering({ data: [company, { cpo: { id: null, name: null } }], count: null, limit: null, offset: null }), ...options }).customers.list();
    assert.deepEqual([window.items[0], window.count, window.issues], [company, null, []]);
  }
});

test("a field of the wrong type is thrown, reported or let through, as asked", async () => {
  const rows = [
    [{ active: "yes" }, ["active", "type"]],
    [{ addresses: [{ country: "DEU" }] }, ["addresses.0.country", "max_length"]],
    [{ preferredCurrency: "eur" }, ["preferredCurrency", "pattern"]],
    [{ businessModel: "B2X" }, ["businessModel", "one_of"]],
    [{ metadata: { version: "1" } }, ["metadata.version", "type"]],
    [{ mixins: [] }, ["mixins", "type"]],
    [{ b2b: { legalEntities: "none" } }, ["b2b.legalEntities", "type"]],
  ];
  const items = rows.map(([item]) => item);
  const expected = rows.map(([, [path, code]], index) => [`${index}.${path}`, code]);
  const listing = (responses) => emporix({ ...answering(items), responses }).customers;
  for (const responses of ["report", undefined]) {
    const page = await listing(responses).list();
    assert.deepEqual([brief(page.issues), page.items], [expected, items]);
  }
  const off = await listing("off").list();
  assert.deepEqual([off.issues, off.items], [[], items]);
  const error = await undecodable(listing("strict").list());
  assert.deepEqual([brief(error.issues), error.status, error.operation], [expected, 200, "customers.list"]);
  for (const [item, issue] of rows) {
    assert.deepEqual(await emporix(answering(item)).customers.get("C-1"), item);
    const error = await undecodable(emporix({ ...answering(item), responses: "strict" }).customers.get("C-1"));
    assert.deepEqual(brief(error.issues), [issue]);
  }
  const window = { data: [{ id: "seven" }, { type: 1 }], count: 2, limit: 50, offset: 0 };
  const page = await spirii(answering(window)).customers.list();
  assert.deepEqual(brief(page.issues).map(([path]) => path).filter((path) => /^\d/.test(path)), ["0.id", "1.type"]);
  await undecodable(spirii({ ...answering(window), responses: "strict" }).customers.list());
});

const NO_JSON = { truncated: '[{"id":"1"', html: "<!doctype html><title>Sign in</title>", empty: "", blank: " \n", text: "OK" };

test("an answer that is no JSON, where JSON is due, is a DecodeError under every setting", async () => {
  for (const responses of ["strict", "report", "off"]) {
    for (const operation of operations) {
      for (const [name, text] of Object.entries(NO_JSON)) {
        const title = `${operation.name} ${name} ${responses}`;
        const outcome = call(operation, { ...saying(text, { headers: { "content-type": "text/html", "x-request-id": "r-1" } }), responses });
        if (operation.kind === "nothing" || (operation.kind === "upserted" && text.trim() === "")) {
          await outcome;
        } else if (operation.kind === "entries") {
          const { succeeded, failed } = await outcome;
          assert.equal(succeeded, 0, title);
          assert.deepEqual([failed.length, failed[0].status, failed[0].error.code], [1, "decode", "decode"], title);
        } else {
          const error = await undecodable(outcome);
          assert.deepEqual([error.operation, error.status, error.requestId, error.attempts], [operation.name, 200, "r-1", 1], title);
          assert.equal(error.ambiguous, operation.write === true, title);
          assert.equal(error.retryable, false, title);
          assert.doesNotMatch(error.message, /Sign in|OK\b/, title);
        }
      }
    }
  }
});

test("an answer of the wrong outer kind is a DecodeError under every setting", async () => {
  const wrong = { page: [{}, null, 1, "x", { data: [] }], list: [{}, null, 1], object: [[], null, 1, "x", true], located: [[], null, 1], upserted: [[], null, 1], window: [[], {}, null, { data: {} }, { data: null }] };
  for (const responses of ["strict", "report", "off"]) {
    for (const operation of operations) {
      for (const body of wrong[operation.kind] ?? []) {
        const error = await undecodable(call(operation, { ...answering(body), responses }));
        assert.equal(error.operation, operation.name, JSON.stringify(body));
      }
    }
  }
});

test("a 2xx without content is what the facts allow, and no more", async () => {
  for (const operation of operations) {
    for (const status of [204, 205]) {
      const outcome = call(operation, saying(null, { status }));
      if (operation.kind === "nothing" || operation.kind === "upserted") await outcome;
      else if (operation.kind === "entries") assert.equal((await outcome).failed[0].status, "decode");
      else assert.equal((await undecodable(outcome)).status, status);
    }
  }
  assert.deepEqual(await emporix(saying("", { status: 201 })).customers.upsert("C-1", {}), { created: true });
  assert.deepEqual(await emporix(saying("", { status: 201 })).segment("vip").put("C-1"), { created: true });
  assert.deepEqual(await emporix(saying(null, { status: 204 })).segment("vip").put("C-1"), { created: false });
  assert.deepEqual(await emporix(saying("", { status: 200 })).customers.upsert("C-1", {}), { created: false });
});

test("the total is the best header that can be read, and ends nothing unless it is X-Total-Count", async () => {
  const one = [{ id: "1" }];
  for (const [headers, query, total, hasNext] of [
    [{ "x-total-count": "2", count: "1", "hybris-count": "9" }, { pageSize: 1 }, 2, true],
    [{ "x-total-count": "1" }, { pageSize: 1 }, 1, false],
    [{ count: "1" }, { pageSize: 1 }, 1, true],
    [{ "hybris-count": "9" }, { pageSize: 1 }, 9, true],
    [{ "x-total-count": "", count: "many", "hybris-count": "-1" }, { pageSize: 1 }, null, true],
    [{}, {}, null, false],
    [{}, { pageNumber: 3, pageSize: 2 }, null, false],
  ]) {
    const page = await customers(one, { headers }).list(query);
    assert.deepEqual([page.total, page.hasNext], [total, hasNext], JSON.stringify([headers, query]));
  }
});


test("a page's issues are looked for when they are read, once, and only under report", async () => {
  const wrong = [{ firstName: 7 }, { lastName: 8 }];
  const page = await customers(wrong).list();
  assert.deepEqual(Object.keys(page).sort(), ["hasNext", "issues", "items", "pageNumber", "pageSize", "response", "total"]);
  // Mended before anybody asked: of this one nothing is said.
  page.items[0].firstName = "Ada";
  assert.deepEqual(brief(page.issues), [["1.lastName", "type"]]);
  page.items[1].lastName = "Lovelace";
  assert.deepEqual(brief(page.issues), [["1.lastName", "type"]], "they are found once");
  assert.equal(page.issues, page.issues);
  assert.deepEqual(brief(JSON.parse(JSON.stringify(await customers(wrong).list())).issues), [["0.firstName", "type"], ["1.lastName", "type"]]);

  const window = await spirii(answering({ data: [{ name: 7 }], count: "many" })).customers.list();
  assert.deepEqual(brief(window.issues), [["0.name", "type"], ["count", "type"]]);
  assert.deepEqual((await emporix({ ...answering(wrong), responses: "off" }).customers.list()).issues, []);
  assert.equal((await failure(emporix({ ...answering(wrong), responses: "strict" }).customers.list())).code, "decode");
});
