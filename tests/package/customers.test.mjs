// The seven operations on customers, through the package, against the sandbox.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { field } from "commerce-customers";
import { startSandbox } from "../sandbox.mjs";
import { emporix, failure, failures, recorder, refusals, refused } from "./support/calls.mjs";

let sandbox;
let customers;
let last;

before(async () => {
  sandbox = await startSandbox({ seed: 200 });
  const recording = recorder();
  last = recording.last;
  customers = emporix({ baseUrl: sandbox.url, fetch: recording.fetch }).customers;
});
after(() => sandbox.stop());

/** A new customer; ids differ, so that the tests do not meet each other's. */
let made = 0;
const create = async (more = {}) => (await customers.create({ id: `T-${(made += 1)}`, lastName: "Lovelace", ...more })).id;

test("a list asks for what it is given, and no more", async () => {
  await customers.list();
  assert.deepEqual([last().method, last().path, last().pairs, last().body], ["GET", "/customer/acme/customers", [], undefined]);
  const page = await customers.list({ q: 'lastName:"De Rossi"', sort: ["metadataCreatedAt:desc", "lastName"], pageNumber: 1, pageSize: 5, expand: ["addresses", "mixin:*"] });
  assert.deepEqual(last().query, { q: 'lastName:"De Rossi"', sort: "metadataCreatedAt:desc,lastName", pageNumber: "1", pageSize: "5", expand: "addresses,mixin:*" });
  assert.ok(page.items.length > 0);
  assert.ok(page.items.every((customer) => customer.lastName === "De Rossi" && customer.addresses.length > 0));
  assert.deepEqual([page.pageNumber, page.pageSize, page.issues], [1, 5, []]);
});

test("a search puts q into the body and the rest into the address", async () => {
  const query = { sort: "lastName:desc", pageNumber: 2, pageSize: 3, expand: ["accounts"] };
  const page = await customers.search({ q: "active:true", ...query });
  assert.deepEqual([last().method, last().path], ["POST", "/customer/acme/customers/search"]);
  assert.deepEqual(last().body, { q: "active:true" });
  assert.deepEqual(last().query, { sort: "lastName:desc", pageNumber: "2", pageSize: "3", expand: "accounts" });
  assert.equal(last().headers["content-type"], "application/json");
  assert.equal(page.items.length, 3);
  assert.ok(page.items.every((customer) => customer.active && customer.accounts.length === 1));
  assert.deepEqual([page.pageNumber, page.pageSize, page.hasNext], [2, 3, true]);
  const listed = await customers.list({ q: "active:true", ...query });
  assert.deepEqual(listed.items, page.items);
  // Without q there is an object all the same.
  assert.equal((await customers.search()).items.length, 60);
  assert.deepEqual(last().body, {});
  const built = await customers.search({ q: field("lastName").eq("De Rossi").and(field("active").eq(true)) });
  assert.deepEqual(last().body, { q: 'lastName:"De Rossi" active:true' });
  assert.ok(built.items.length > 0);
});

test("a page number without a size gets one", async () => {
  const page = await customers.list({ pageNumber: 2 });
  assert.deepEqual(last().query, { pageNumber: "2", pageSize: "60" });
  assert.deepEqual([page.items.length, page.pageNumber, page.pageSize, page.hasNext], [60, 2, 60, true]);
  await customers.search({ pageNumber: 4 });
  assert.deepEqual(last().query, { pageNumber: "4", pageSize: "60" });
  const unasked = await customers.list();
  assert.deepEqual([last().pairs, unasked.items.length, unasked.pageNumber, unasked.pageSize], [[], 60, 1, 60]);
});

test("what is expanded is there, and nothing else is", async () => {
  const id = await create({ contactEmail: "expand@example.com", mixins: { loyalty: { tier: "gold" } } });
  await customers.addresses(id).add({ contactName: "Ada", isDefault: true });
  const plain = await customers.get(id);
  assert.deepEqual([plain.addresses, plain.accounts, plain.mixins], [undefined, undefined, undefined]);
  assert.deepEqual(last().pairs, []);
  const all = await customers.get(id, { expand: ["addresses", "accounts", "mixin:*"] });
  assert.deepEqual(last().query, { expand: "addresses,accounts,mixin:*" });
  assert.deepEqual([all.addresses.length, all.accounts[0].id, all.mixins], [1, "expand@example.com", { loyalty: { tier: "gold" } }]);
  const one = await customers.get(id, { expand: ["mixin:loyalty"] });
  assert.deepEqual([one.mixins, one.addresses], [{ loyalty: { tier: "gold" } }, undefined]);
});

test("create gives the id, and asks for a mail only when told", async () => {
  const created = await customers.create({ id: "T-create", contactEmail: "create@example.com", password: "correct horse" }, { sendPasswordResetNotifications: false });
  assert.deepEqual(created, { id: "T-create" });
  assert.deepEqual(last().query, { sendPasswordResetNotifications: "false" });
  const customer = await customers.get("T-create");
  assert.deepEqual([customer.customerNumber, customer.contactEmail, customer.password], ["T-create", "create@example.com", undefined]);
  const generated = await customers.create({ lastName: "Byron" });
  assert.match(generated.id, /^[a-z0-9]+$/);
  assert.deepEqual(last().pairs, []);
});

test("an e-mail address or an id that is in use is a conflict", async () => {
  const id = await create({ contactEmail: "taken@example.com" });
  const other = await create({ contactEmail: "free@example.com" });
  for (const call of [
    () => customers.create({ contactEmail: "taken@example.com" }),
    () => customers.create({ contactEmail: "TAKEN@example.com" }),
    () => customers.create({ id }),
    () => customers.upsert("T-new", { contactEmail: "taken@example.com" }),
    () => customers.upsert(other, { contactEmail: "taken@example.com" }),
    () => customers.patch(other, { contactEmail: "taken@example.com" }),
  ]) {
    const error = await failure(call());
    assert.deepEqual([error.code, error.status, error.type, error.retryable, error.ambiguous], ["conflict", 409, "conflict_resource", false, false]);
    assert.doesNotMatch(error.message + JSON.stringify(error), /taken/i);
  }
  assert.equal((await customers.get(other)).contactEmail, "free@example.com");
});

test("upsert tells created from updated, and replaces", async () => {
  const created = await customers.upsert("T-put", { lastName: "Lovelace", company: "Engines", onHold: true }, { sendPasswordResetNotifications: false });
  assert.deepEqual(created, { created: true, id: "T-put" });
  assert.deepEqual([last().method, last().path, last().query], ["PUT", "/customer/acme/customers/T-put", { sendPasswordResetNotifications: "false" }]);
  const updated = await customers.upsert("T-put", { lastName: "King" });
  assert.deepEqual(updated, { created: false });
  assert.equal("id" in updated, false);
  const customer = await customers.get("T-put");
  assert.deepEqual([customer.lastName, customer.company ?? null, customer.metadata.version], ["King", null, 2]);
});

test("a patch changes what it names", async () => {
  const id = await create({ company: "Engines", firstName: "Ada", restriction: "GB" });
  assert.equal(await customers.patch(id, { lastName: "King", active: false, onHold: true, restriction: null }), undefined);
  assert.deepEqual([last().method, last().headers["content-type"]], ["PATCH", "application/json"]);
  const customer = await customers.get(id);
  assert.deepEqual([customer.lastName, customer.company, customer.active, customer.onHold, customer.restriction], ["King", "Engines", false, true, null]);
});

test("a merge patch has its own type, and neither active nor onHold", async () => {
  const id = await create({ company: "Engines", firstName: "Ada" });
  await customers.patch(id, { lastName: "King", restriction: null }, { mergePatch: true });
  assert.equal(last().headers["content-type"], "application/merge-patch+json");
  assert.deepEqual(last().body, { lastName: "King", restriction: null });
  assert.deepEqual([(await customers.get(id)).lastName, (await customers.get(id)).company], ["King", "Engines"]);
  const before = last();
  assert.deepEqual(await refused(customers.patch(id, { active: true, onHold: false }, { mergePatch: true })), [["active", "conflict"], ["onHold", "conflict"]]);
  assert.deepEqual(await refused(customers.patch(id, { onHold: false, lastName: 1 }, { mergePatch: true })), [["onHold", "conflict"], ["lastName", "type"]]);
  assert.deepEqual(await refused(customers.patch(id, {}, { mergePatch: "yes" })), [["mergePatch", "type"]]);
  assert.equal(last(), before);
  await customers.patch(id, { active: false }, { mergePatch: false });
  assert.equal((await customers.get(id)).active, false);
});

test("an e-mail address cannot be taken away", async () => {
  const id = await create({ contactEmail: "kept@example.com" });
  const before = last();
  for (const issues of await refusals([customers.patch(id, { contactEmail: null }), customers.patch(id, { contactEmail: null }, { mergePatch: true }), customers.upsert(id, { contactEmail: null })])) {
    assert.deepEqual(issues, [["contactEmail", "conflict"]]);
  }
  assert.equal(last(), before);
  assert.equal((await customers.get(id)).contactEmail, "kept@example.com");
});

test("an older version is a conflict, and nothing is changed", async () => {
  const id = await create();
  await customers.patch(id, { lastName: "King", metadata: { version: 1 } });
  for (const { code } of await failures([customers.patch(id, { lastName: "Late", metadata: { version: 1 } }), customers.upsert(id, { lastName: "Late", metadata: { version: 1 } })])) {
    assert.equal(code, "conflict");
  }
  await customers.upsert(id, { lastName: "Noel", metadata: { version: 2 } });
  const customer = await customers.get(id);
  assert.deepEqual([customer.lastName, customer.metadata.version], ["Noel", 3]);
  // Without a version nothing is locked.
  await customers.patch(id, { lastName: "Free" });
  assert.equal((await customers.get(id)).lastName, "Free");
});

test("a delete is done once, and its number is not given out again", async () => {
  const id = await create();
  assert.deepEqual(await customers.delete(id), { alreadyGone: false });
  assert.deepEqual([last().method, last().body, last().headers["content-type"]], ["DELETE", undefined, undefined]);
  for (const { code } of await failures([customers.delete(id), customers.get(id), customers.patch(id, { lastName: "X" })])) {
    assert.equal(code, "not_found");
  }
  for (const error of await failures([customers.create({ id }), customers.upsert(id, { lastName: "X" })])) {
    assert.deepEqual([error.code, error.type], ["conflict", "conflict_resource"]);
  }
});

test("a token that may read cannot write", async () => {
  const reader = emporix({ baseUrl: sandbox.url, auth: { token: "sandbox-read" } }).customers;
  const id = await create();
  assert.equal((await reader.get(id)).id, id);
  assert.ok((await reader.search({ q: "active:true" })).items.length > 0);
  for (const error of await failures([reader.create({}), reader.upsert(id, {}), reader.patch(id, {}), reader.delete(id)])) {
    assert.deepEqual([error.code, error.status, error.type], ["permission", 403, "Forbidden"]);
  }
});
