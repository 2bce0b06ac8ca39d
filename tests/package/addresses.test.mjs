// The eight operations on a customer's addresses, through the package, against the sandbox.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { startSandbox } from "../sandbox.mjs";
import { brief, emporix, failure, failures, json, recorder, refusals, refused, undecodable } from "./support/calls.mjs";

let sandbox;
let customers;
let recording;

before(async () => {
  sandbox = await startSandbox({ seed: 1 });
  recording = recorder();
  customers = emporix({ baseUrl: sandbox.url, fetch: recording.fetch }).customers;
});
after(() => sandbox.stop());

const shopper = async () => {
  const { id } = await customers.create({ lastName: "Lovelace" });
  return { id, addresses: customers.addresses(id) };
};
const defaults = (addresses) => addresses.filter(({ isDefault }) => isDefault).map(({ id }) => id);

test("an address is added, read, listed, changed and removed", async () => {
  const { id: customer, addresses } = await shopper();
  assert.deepEqual(await addresses.list(), []);
  const home = { id: "home", contactName: "Ada Lovelace", street: "St James's Square", streetNumber: "12", zipCode: "SW1Y 4JH", city: "London", country: "GB", tags: ["SHIPPING"], mixins: { gate: { code: 7 } } };
  assert.deepEqual(await addresses.add(home), { id: "home" });
  assert.deepEqual([recording.last().method, recording.last().path, recording.last().body], ["POST", `/customer/acme/customers/${customer}/addresses`, home]);
  const { id } = await addresses.add({ contactName: "Ada" });
  assert.match(id, /^[a-z0-9]+$/);
  const stored = await addresses.get("home");
  assert.deepEqual({ ...stored, metadata: undefined, isDefault: undefined }, { ...home, metadata: undefined, isDefault: undefined });
  assert.deepEqual([stored.isDefault, stored.metadata.version], [false, 1]);
  assert.deepEqual((await addresses.list()).map((address) => address.id), ["home", id]);
  assert.equal(await addresses.patch("home", { city: "Marylebone" }), undefined);
  assert.deepEqual([recording.last().method, recording.last().headers["content-type"]], ["PATCH", "application/json"]);
  const changed = await addresses.get("home");
  assert.deepEqual([changed.city, changed.street, changed.metadata.version], ["Marylebone", home.street, 2]);
  assert.deepEqual(await addresses.delete(id), { alreadyGone: false });
  assert.deepEqual((await addresses.list()).map((address) => address.id), ["home"]);
});

test("upsert tells created from updated; creating needs the contact's name", async () => {
  const { addresses } = await shopper();
  assert.deepEqual(await addresses.upsert("office", { contactName: "Ada", city: "London" }), { created: true, id: "office" });
  assert.deepEqual(await addresses.upsert("office", { zipCode: "W1" }), { created: false });
  const office = await addresses.get("office");
  assert.deepEqual([office.contactName, office.zipCode, office.city], ["Ada", "W1", undefined]);
  // Only the service knows whether it would create.
  const error = await failure(addresses.upsert("none", { city: "London" }));
  assert.deepEqual([error.code, error.details[0].field, error.details[0].type], ["bad_request", "contactName", "required"]);
});

test("one address is the default, and the profile shows it", async () => {
  const { id, addresses } = await shopper();
  const profile = () => customers.get(id, { expand: ["addresses"] });
  await addresses.add({ id: "a", contactName: "A", isDefault: true });
  await addresses.add({ id: "b", contactName: "B", isDefault: true });
  await addresses.add({ id: "c", contactName: "C" });
  assert.deepEqual(defaults(await addresses.list()), ["b"]);
  assert.deepEqual([(await profile()).defaultAddress.id, (await profile()).addresses.length], ["b", 3]);
  await addresses.patch("c", { isDefault: true });
  assert.deepEqual([defaults(await addresses.list()), (await profile()).defaultAddress.id], [["c"], "c"]);
  await addresses.upsert("a", { contactName: "A", isDefault: true });
  assert.deepEqual(defaults((await profile()).addresses), ["a"]);
  await addresses.patch("a", { isDefault: false });
  assert.deepEqual([defaults(await addresses.list()), (await profile()).defaultAddress ?? null], [[], null]);
});

test("a default that vanished in between is not found, and nothing else is changed", async () => {
  const { id, addresses } = await shopper();
  await addresses.add({ id: "old", contactName: "A", isDefault: true });
  await addresses.add({ id: "new", contactName: "B" });
  const [known] = defaults(await addresses.list());
  // Somebody else removes it.
  assert.deepEqual(await emporix({ baseUrl: sandbox.url }).customers.addresses(id).delete(known), { alreadyGone: false });
  for (const error of await failures([addresses.get(known), addresses.patch(known, { isDefault: false }), addresses.addTags(known, ["X"]), addresses.removeTags(known, ["X"]), addresses.delete(known)])) {
    assert.deepEqual([error.code, error.status], ["not_found", 404]);
    assert.equal(error.serviceMessage, `Customer address with ID ${known} not found.`);
  }
  const customer = await customers.get(id, { expand: ["addresses"] });
  assert.deepEqual([customer.addresses.map(({ id }) => id), customer.defaultAddress ?? null], [["new"], null]);
  await addresses.patch("new", { isDefault: true });
  assert.deepEqual(defaults(await addresses.list()), ["new"]);
});

test("tags are added and removed, joined by commas", async () => {
  const { addresses } = await shopper();
  await addresses.add({ id: "home", contactName: "Ada", tags: ["A"] });
  assert.equal(await addresses.addTags("home", ["B", "späti 1", "A", "c&d=e"]), undefined);
  const { method, query, body } = recording.last();
  assert.deepEqual([method, query, body], ["POST", { tags: "B,späti 1,A,c&d=e" }, undefined]);
  assert.deepEqual((await addresses.get("home")).tags, ["A", "B", "späti 1", "c&d=e"]);
  assert.equal(await addresses.removeTags("home", ["A", "späti 1", "never there"]), undefined);
  assert.equal(recording.last().method, "DELETE");
  assert.deepEqual((await addresses.get("home")).tags, ["B", "c&d=e"]);
});

test("a tag that would become another is refused before anything is sent", async () => {
  const sent = recording.sent.length;
  const addresses = customers.addresses("C-1");
  for (const change of ["addTags", "removeTags"]) {
    assert.deepEqual(await refused(addresses[change]("home", [])), [["tags", "required"]]);
    assert.deepEqual(await refused(addresses[change]("home")), [["tags", "required"]]);
    assert.deepEqual(await refused(addresses[change]("home", ["A,B"])), [["tags.0", "pattern"]]);
    assert.deepEqual(await refused(addresses[change]("home", ["A", ""])), [["tags.1", "pattern"]]);
    assert.deepEqual(await refused(addresses[change]("home", ["A\nB", 7, null])), [["tags.0", "pattern"], ["tags.1", "type"], ["tags.2", "type"]]);
    assert.deepEqual(await refused(addresses[change]("home", "A")), [["tags", "type"]]);
    assert.deepEqual(await refused(addresses[change]("..", ["A,"])), [["addressId", "pattern"], ["tags.0", "pattern"]]);
  }
  assert.equal(recording.sent.length, sent);
});

test("what is no address is refused before anything is sent", async () => {
  const sent = recording.sent.length;
  const addresses = customers.addresses("C-1");
  for (const [body, issues] of [
    [{}, [["contactName", "required"]]],
    [{ contactName: "A", country: "DEU" }, [["country", "max_length"]]],
    [{ contactName: "A", country: "ZZ" }, [["country", "one_of"]]],
    [{ contactName: "A", country: "de" }, [["country", "pattern"]]],
    [{ contactName: null }, [["contactName", "type"]]],
    [{ contactName: "A", isDefault: "yes", tags: "HOME" }, [["isDefault", "type"], ["tags", "type"]]],
    [{ contactName: "A", metadata: { version: -1 } }, [["metadata.version", "minimum"]]],
    [[], [["", "type"]]],
  ]) {
    assert.deepEqual((await refused(addresses.add(body))).sort(), [...issues].sort(), JSON.stringify(body));
  }
  for (const call of [(body) => addresses.upsert("A-1", body), (body) => addresses.patch("A-1", body)]) {
    assert.deepEqual(await refused(call({ country: "DEU" })), [["country", "max_length"]]);
    assert.deepEqual(await refused(call({ contactName: 1 })), [["contactName", "type"]]);
  }
  for (const id of ["..", "", "a/b", ".", "%2e%2e", "a\\b"]) {
    for (const issues of await refusals([addresses.get(id), addresses.upsert(id, {}), addresses.patch(id, {}), addresses.delete(id), addresses.addTags(id, ["A"])])) {
      assert.deepEqual(issues, [["addressId", "pattern"]]);
    }
    const none = customers.addresses(id);
    for (const issues of await refusals([none.list(), none.add({ contactName: "A" }), none.get("A-1")])) assert.deepEqual(issues, [["customerNumber", "pattern"]]);
  }
  assert.equal(recording.sent.length, sent);
});

test("sixty addresses are one list", async () => {
  const { id, addresses } = await shopper();
  for (let count = 0; count < 60; count++) await addresses.add({ contactName: `Ada ${count}`, isDefault: true });
  const listed = await addresses.list();
  assert.deepEqual([listed.length, new Set(listed.map((address) => address.id)).size, defaults(listed).length], [60, 60, 1]);
  assert.deepEqual(listed.map(({ contactName }) => contactName), Array.from({ length: 60 }, (_, count) => `Ada ${count}`));
  const customer = await customers.get(id, { expand: ["addresses"] });
  assert.deepEqual([customer.addresses.length, customer.defaultAddress.contactName], [60, "Ada 59"]);
});

test("an id in use, an older version, a customer who is not there", async () => {
  const { addresses } = await shopper();
  await addresses.add({ id: "home", contactName: "A" });
  assert.equal((await failure(addresses.add({ id: "home", contactName: "B" }))).code, "conflict");
  await addresses.patch("home", { city: "X", metadata: { version: 1 } });
  for (const { code } of await failures([addresses.patch("home", { city: "Y", metadata: { version: 1 } }), addresses.upsert("home", { contactName: "A", metadata: { version: 1 } })])) {
    assert.equal(code, "conflict");
  }
  const nobody = customers.addresses("nobody");
  for (const error of await failures([nobody.list(), nobody.add({ contactName: "A" }), nobody.get("a"), nobody.upsert("a", { contactName: "A" }), nobody.patch("a", {}), nobody.delete("a"), nobody.addTags("a", ["A"]), nobody.removeTags("a", ["A"])])) {
    assert.deepEqual([error.code, error.serviceMessage], ["not_found", "Customer profile with ID nobody not found."]);
  }
});

test("an answer with nulls is kept, one of the wrong kind is none", async () => {
  const odd = { id: null, contactName: null, country: null, isDefault: null, tags: null, metadata: null, mixins: null, own: 1 };
  const answering = (body, more) => emporix({ fetch: async () => json(body), ...more }).customers.addresses("C-1");
  assert.deepEqual(await answering([odd, {}], { responses: "strict" }).list(), [odd, {}]);
  assert.deepEqual(await answering(odd, { responses: "strict" }).get("a"), odd);
  assert.deepEqual(await answering([{ tags: "HOME" }]).list(), [{ tags: "HOME" }]);
  const error = await undecodable(answering([{ tags: "HOME" }, { isDefault: 1 }], { responses: "strict" }).list());
  assert.deepEqual(brief(error.issues), [["0.tags", "type"], ["1.isDefault", "type"]]);
  for (const body of [{}, null, "x"]) await undecodable(answering(body, { responses: "off" }).list());
});
