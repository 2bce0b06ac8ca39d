// The assignments of a segment, one and many to read, one to write, through the package, against the sandbox.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { field } from "commerce-customers";
import { startSandbox } from "../sandbox.mjs";
import { emporix, failure, failures, json, recorder, refusals, refused } from "./support/calls.mjs";

let sandbox;
let client;
let recording;

before(async () => {
  sandbox = await startSandbox({ seed: 200 });
  recording = recorder();
  client = emporix({ baseUrl: sandbox.url, fetch: recording.fetch });
});
after(() => sandbox.stop());

const last = () => recording.last();
const path = (rest) => `/customer-segment/acme/segments/${rest}`;

test("a list asks for what it is given, and no more", async () => {
  const vip = client.segment("vip");
  const unasked = await vip.list();
  assert.deepEqual([last().method, last().path, last().pairs, last().body], ["GET", path("vip/customers"), [], undefined]);
  assert.equal(last().headers["x-total-count"], undefined);
  assert.deepEqual([unasked.total, unasked.pageNumber, unasked.issues], [null, 1, []]);
  assert.ok(unasked.items.length > 0);

  const page = await vip.list({ q: "assignmentType:MANUAL", sort: "metadata.createdAt:desc", pageNumber: 2, pageSize: 5 });
  assert.deepEqual(last().query, { q: "assignmentType:MANUAL", sort: "metadata.createdAt:desc", pageNumber: "2", pageSize: "5" });
  assert.deepEqual([page.items.length, page.pageNumber, page.pageSize, page.hasNext], [5, 2, 5, true]);
  assert.ok(page.items.every(({ assignmentType }) => assignmentType === "MANUAL"));
  const times = page.items.map(({ metadata }) => metadata.createdAt);
  assert.deepEqual(times, [...times].sort().reverse());

  await vip.list({ pageNumber: 2 });
  assert.deepEqual(last().query, { pageNumber: "2", pageSize: "60" });
});

test("a search puts q into the body and the rest into the address", async () => {
  const query = { sort: "metadata.createdAt", pageNumber: 1, pageSize: 4, fields: ["customer.id", "assignmentType"] };
  const page = await client.segment("vip").search({ q: field("assignmentType").eq("AUTOMATIC"), ...query, totalCount: true });
  assert.deepEqual([last().method, last().path, last().body], ["POST", path("vip/customers/search"), { q: "assignmentType:AUTOMATIC" }]);
  assert.deepEqual(last().query, { sort: "metadata.createdAt", pageNumber: "1", pageSize: "4", fields: "customer.id,assignmentType" });
  assert.equal(last().headers["x-total-count"], "true");
  assert.ok(page.items.every(({ assignmentType }) => assignmentType === "AUTOMATIC"));
  assert.deepEqual([page.items.length, page.hasNext, Number.isInteger(page.total)], [4, true, true]);
  const listed = await client.segment("vip").list({ q: "assignmentType:AUTOMATIC", ...query, totalCount: true });
  assert.deepEqual([listed.items, listed.total], [page.items, page.total]);
});

test("the total is asked for, and ends the pages", async () => {
  const vip = client.segment("vip");
  const { total } = await vip.list({ totalCount: true, pageSize: 1 });
  assert.equal(last().headers["x-total-count"], "true");
  const whole = await vip.list({ totalCount: true, pageSize: total });
  assert.deepEqual([whole.items.length, whole.total, whole.hasNext], [total, total, false]);
  const unknown = await vip.list({ totalCount: false, pageSize: total });
  assert.equal(last().headers["x-total-count"], "false");
  // A full page may have one behind it, for all that is known.
  assert.deepEqual([unknown.total, unknown.hasNext], [null, true]);
});

test("fields leave out the rest", async () => {
  const vip = client.segment("vip");
  const page = await vip.list({ fields: ["customer.id", "assignmentType"], pageSize: 3 });
  assert.equal(last().query.fields, "customer.id,assignmentType");
  assert.deepEqual(page.issues, []);
  for (const item of page.items) {
    assert.deepEqual([Object.keys(item).sort(), Object.keys(item.customer)], [["assignmentType", "customer"], ["id"]]);
  }
  const one = await vip.get(page.items[0].customer.id, { fields: ["assignmentType"] });
  assert.deepEqual([Object.keys(one), last().query], [["assignmentType"], { fields: "assignmentType" }]);
  assert.deepEqual(await refused(vip.list({ fields: ["a,b", ""] })), [["fields.0", "pattern"], ["fields.1", "pattern"]]);
  assert.deepEqual(await refused(vip.get("C-1", { fields: "customer" })), [["fields", "type"]]);
});

test("an assignment of a shopper is put, read and removed", async () => {
  const segment = client.segment("test-b2c");
  assert.deepEqual(await segment.put("C-1"), { created: true });
  assert.deepEqual([last().method, last().path, last().body], ["PUT", path("test-b2c/customers/C-1"), {}]);
  const first = await segment.get("C-1");
  assert.deepEqual([first.customer.id, first.legalEntity, first.assignmentType, first.metadata.version], ["C-1", undefined, "MANUAL", 1]);
  const body = { mixins: { vip: { since: "2026-01-01" } }, metadata: { version: 1, mixins: { vip: "https://schemas.example.com/vip/v1.json" } } };
  assert.deepEqual(await segment.put({ customerId: "C-1" }, body), { created: false });
  assert.deepEqual([last().path, last().body], [path("test-b2c/customers/C-1"), body]);
  const second = await segment.get({ customerId: "C-1" });
  assert.deepEqual([second.mixins, second.metadata.version, second.metadata.mixins], [body.mixins, 2, body.metadata.mixins]);
  assert.deepEqual(await segment.remove("C-1"), { alreadyGone: false });
  assert.deepEqual([last().method, last().body], ["DELETE", undefined]);
  assert.equal((await failure(segment.get("C-1"))).code, "not_found");
});

test("one for a legal entity is another assignment", async () => {
  const segment = client.segment("test-b2b");
  const key = { customerId: "C-1", legalEntityId: "LE-1" };
  assert.deepEqual(await segment.put(key), { created: true });
  assert.equal(last().path, path("test-b2b/customers/C-1/LE-1"));
  const { customer, legalEntity } = await segment.get(key);
  assert.deepEqual([customer.id, legalEntity.id], ["C-1", "LE-1"]);
  assert.equal((await failure(segment.get("C-1"))).code, "not_found");
  assert.deepEqual(await segment.put("C-1"), { created: true });
  assert.equal((await segment.list()).items.length, 2);
  assert.deepEqual(await segment.remove(key), { alreadyGone: false });
  assert.equal(last().path, path("test-b2b/customers/C-1/LE-1"));
  const error = await failure(segment.get(key));
  assert.deepEqual([error.code, error.pathTemplate], ["not_found", "/customer-segment/{tenant}/segments/{segmentId}/customers/{customerId}/{legalEntityId}"]);
  assert.equal((await segment.list()).items.length, 1);
  await segment.remove({ customerId: "C-1", legalEntityId: undefined });
  assert.deepEqual((await segment.list()).items, []);
});

test("an older version is a conflict in the segment service's words", async () => {
  const segment = client.segment("test-versions");
  await segment.put("C-1");
  await segment.put("C-1", { metadata: { version: 1 } });
  const error = await failure(segment.put("C-1", { metadata: { version: 1 } }));
  assert.deepEqual([error.code, error.status, error.type, error.serviceMessage], ["conflict", 409, "Conflict", "The resource you are attempting to access has changed."]);
});

test("search is a customer like any other, bulk is none", async () => {
  const segment = client.segment("test-ids");
  assert.deepEqual(await segment.put("search"), { created: true });
  assert.equal((await segment.get("search")).customer.id, "search");
  assert.deepEqual(await segment.put({ customerId: "search", legalEntityId: "bulk" }), { created: true });
  assert.equal((await segment.get({ customerId: "search", legalEntityId: "bulk" })).legalEntity.id, "bulk");
  assert.deepEqual(await segment.remove("search"), { alreadyGone: false });
  const odd = { customerId: 'a"b ü 😀%', legalEntityId: "x?y#z" };
  assert.deepEqual(await segment.put(odd), { created: true });
  const stored = await segment.get(odd);
  assert.deepEqual([stored.customer.id, stored.legalEntity.id], [odd.customerId, odd.legalEntityId]);

  const sent = recording.sent.length;
  for (const key of ["bulk", { customerId: "bulk" }, { customerId: "bulk", legalEntityId: "LE-1" }]) {
    for (const issues of await refusals([segment.get(key), segment.put(key), segment.remove(key)])) {
      assert.deepEqual(issues, [["customerId", "pattern"]]);
    }
  }
  for (const key of [{}, { legalEntityId: "LE-1" }]) {
    for (const issues of await refusals([segment.get(key), segment.put(key), segment.remove(key)])) {
      assert.deepEqual(issues, [["customerId", "required"]]);
    }
  }
  const none = client.segment("..");
  for (const issues of await refusals([none.list(), none.search(), none.get("C-1"), none.put("C-1"), none.remove("C-1"), none.all().next(), none.putMany([]), none.removeMany([])])) {
    assert.deepEqual(issues, [["segmentId", "pattern"]]);
  }
  assert.deepEqual(await refused(segment.put("C-1", { mixins: 1, metadata: { version: "1" } })), [["mixins", "type"], ["metadata.version", "type"]]);
  assert.deepEqual(await refused(segment.put("C-1", null)), [["", "type"]]);
  assert.equal(recording.sent.length, sent);
});

test("a token that may read cannot write", async () => {
  const segment = emporix({ baseUrl: sandbox.url, auth: { token: "sandbox-read" } }).segment("vip");
  const [first] = (await segment.list()).items;
  assert.ok((await segment.search({ q: "assignmentType:MANUAL" })).items.length > 0);
  assert.ok(first);
  for (const error of await failures([segment.put("C-1"), segment.remove("C-1"), segment.put({ customerId: "C-1", legalEntityId: "L" })])) {
    assert.deepEqual([error.code, error.status, error.type], ["permission", 403, "Forbidden"]);
  }
});

test("a query that the service refuses says which part", async () => {
  const error = await failure(client.segment("vip").list({ q: "(((" }));
  assert.deepEqual([error.code, error.type, error.details.length], ["bad_request", "Bad Request", 1]);
  assert.equal(error.details[0].field, "q");
});

test("a created assignment is one by its status alone", async () => {
  const answering = (status) => emporix({ fetch: async () => (status === 204 ? new Response(null, { status }) : json({}, { status })) }).segment("vip");
  assert.deepEqual(await answering(201).put("C-1"), { created: true });
  assert.deepEqual(await answering(200).put("C-1"), { created: false });
  assert.deepEqual(await answering(204).put("C-1"), { created: false });
});
