// Every operation on the assignments of a segment, of customers and of contacts of legal entities, and each failure that
// the sandbox can give.
import assert from "node:assert/strict";
import { allRefused, refused, take } from "./support.mjs";

/** The answers that these calls lead to, by operation. */
export const reached = {
  listAssignments: [200, 401],
  searchAssignments: [200, 400, 401],
  getAssignment: [200, 401, 404],
  putAssignment: [201, 204, 401, 403, 409],
  removeAssignment: [204, 401, 403],
  getCompanyAssignment: [200, 401, 404],
  putCompanyAssignment: [201, 204, 401, 403, 409],
  removeCompanyAssignment: [204, 401, 403],
  putAssignments: [207, 401, 403],
  removeAssignments: [207, 401, 403],
};

const body = {
  mixins: { membership: { status: "PREMIUM", since: null } },
  metadata: { mixins: { membership: "https://example.com/membership.json" } },
};
const stale = { metadata: { version: 1 } };

export async function calls({ managing, reading, unknown }) {
  const segment = managing.segment("contract ä");
  for (const key of ["c-1", { customerId: "c-1", legalEntityId: "l 1" }]) {
    await one(segment, key, [[403, reading.segment("contract ä")], [401, unknown.segment("contract ä")]]);
  }
  await bulk(segment, reading.segment("contract ä"), unknown.segment("contract ä"));
  await listings(segment, unknown.segment("contract ä"));
  await ofSeededCustomers(managing);
}

async function one(segment, key, refusing) {
  await refused(404, segment.get(key));
  assert.equal((await segment.put(key, body)).created, true);
  assert.equal((await segment.put(key, stale)).created, false);
  await refused(409, segment.put(key, stale));
  assert.equal((await segment.put(key)).created, false);
  await segment.get(key);
  await segment.get(key, { fields: ["customer.id", "metadata"] });
  for (const [status, other] of refusing) {
    await refused(status, other.put(key, body));
    await refused(status, other.remove(key));
    if (status === 401) await refused(status, other.get(key));
  }
  await segment.remove(key);
}

async function bulk(segment, reading, unknown) {
  const items = Array.from({ length: 12 }, (_, number) => ({
    customerId: `c-${number}`,
    ...(number % 3 ? {} : { legalEntityId: "l-1" }),
    ...(number % 2 ? {} : body),
  }));
  const put = await segment.putMany(items, { chunkSize: 5 });
  assert.deepEqual([put.succeeded, put.failed], [12, []]);
  await segment.put("c-1", body);
  const mixed = await segment.putMany([{ customerId: "c-1", ...stale }, { customerId: "c-99" }, { customerId: "c-2" }]);
  assert.equal(mixed.succeeded, 2);
  assert.deepEqual(mixed.failed.map(({ position, code }) => [position, code]), [[0, 409]]);
  const removed = await segment.removeMany(["c-99", { customerId: "c-0", legalEntityId: "l-1" }]);
  assert.equal(removed.succeeded, 2);
  for (const [status, refusing] of [[403, reading], [401, unknown]]) {
    await allRefused(status, refusing.putMany([{ customerId: "c-1" }, { customerId: "c-2" }]));
    await allRefused(status, refusing.removeMany(["c-1"]));
  }
}

async function listings(segment, unknown) {
  await segment.list();
  const page = await segment.list({
    q: "assignmentType:MANUAL",
    sort: "customer.id:desc",
    pageNumber: 1,
    pageSize: 5,
    fields: ["customer", "assignmentType"],
    totalCount: true,
  });
  assert.equal(page.items.length, 5);
  assert.equal(page.total, 11);
  await segment.search();
  const found = await segment.search({
    q: 'customer.id:("c-1","c-2","c-3")',
    sort: ["customer.id", "metadata.createdAt:asc"],
    pageNumber: 1,
    pageSize: 2,
    fields: ["customer.id"],
    totalCount: true,
  });
  assert.equal(found.items.length, 2);
  assert.equal(found.total, 3);
  assert.equal((await take(11, segment.all({ pageSize: 4, sort: "customer.id" }))).length, 11);
  await refused(400, segment.search({ q: "customer.id" }));
  await refused(401, unknown.list());
  await refused(401, unknown.search({ q: "a:b" }));
}

/** Whose names the service knows. */
async function ofSeededCustomers(client) {
  const { items } = await client.customers.list({ pageSize: 3 });
  const named = client.segment("contract-named");
  for (const { id } of items) await named.put(id);
  const assigned = await named.list({ sort: "customer.lastName" });
  assert.equal(assigned.items.length, 3);
}
