// Nothing walks out of the tenant's path: every operation that takes an id, with ids that try to. And what a listing is
// asked for, when it is no page number, no sort, no expand.
import { test } from "node:test";
import assert from "node:assert/strict";
import { brief, emporix, failure, json, recorder, refusals, refused, spirii } from "./support/calls.mjs";
import { GOOD, operations } from "./support/operations.mjs";

// Empty, dots, slashes and control characters, also percent-encoded: those would ask for another resource.
const WALKING = ["", ".", "..", "%2e%2e", "%2E", ".%2e", "a/b", "../C-2", "a\\b", "a%2fb", "a%5Cb", "a\nb", "a\r\nX: y", "a\0b", "a%00b", "\ud83d"];
// Odd, and yet a name like any other once it is encoded.
const ODD = ['a"b', "a'b", "😀", "a b", "a?b=c", "a#b", "a&b", "a;b", "a:b", "%", "%zz", "%252e%252e", "...", "ü", "{tenant}", "search", "+", "a,b", "\u202e"];
const NO_TEXT = [42, null, undefined, true, {}, [], Symbol("x"), 7n, () => "C-1"];

const withIds = operations.filter(({ ids }) => ids.length > 0);
const answered = (kind) => json(kind === "page" || kind === "list" || kind === "entries" ? [] : { id: "1" });

/** Each operation with each of its ids replaced in turn by each of `values`. */
async function each(values, judge) {
  for (const operation of withIds) {
    for (const id of operation.ids) {
      for (const value of values) {
        const { fetch, sent } = recorder(() => answered(operation.kind));
        const given = operation.ids.map((name) => (name === id ? value : GOOD[name]));
        // Without a legal entity a key asks for the assignment of the shopper.
        if (id === "legalEntityId" && value === undefined) continue;
        const call = () => operation.call({ fetch }, ...given);
        await judge({ operation, id, value, given, call, sent, title: `${operation.name} ${id}=${String(value)}` });
      }
    }
  }
}

test("the operations with ids are all that there are", () => {
  assert.equal(operations.length, 26);
  assert.equal(withIds.length, 22);
});

test("an id that would walk away is refused before anything is sent", async () => {
  await each(WALKING, async ({ id, call, sent, title }) => {
    assert.deepEqual(await refused(call()), [[id, "pattern"]], title);
    assert.equal(sent.length, 0, title);
  });
});

test("an id that is no text is refused before anything is sent", async () => {
  await each(NO_TEXT, async ({ operation, id, value, call, sent, title }) => {
    const issues = await refused(call());
    assert.equal(issues.length, 1, title);
    assert.equal(issues[0][0], id, title);
    // An object in the place of a customer's id is a key without one.
    const key = id === "customerId" && !operation.ids.includes("legalEntityId") && Object.prototype.toString.call(value) === "[object Object]";
    const absent = value === undefined || key;
    assert.equal(issues[0][1], absent ? "required" : "type", title);
    assert.equal(sent.length, 0, title);
  });
});

test("an odd id is one segment of the tenant's path", async () => {
  const segments = (path) => path.split("/").slice(1);
  for (const operation of withIds) {
    const { fetch, sent } = recorder(() => answered(operation.kind));
    await operation.call({ fetch }, ...operation.ids.map((name) => GOOD[name]));
    const usual = segments(sent[0].path);
    for (const id of operation.ids) {
      // The placeholder tells which of several equal segments is this id's.
      const { fetch: marked, sent: marks } = recorder(() => answered(operation.kind));
      await operation.call({ fetch: marked }, ...operation.ids.map((name) => (name === id ? "HERE" : GOOD[name])));
      const place = segments(marks[0].path).indexOf("HERE");
      for (const odd of ODD) {
        const title = `${operation.name} ${id}=${odd}`;
        const { fetch, sent } = recorder(() => answered(operation.kind));
        await operation.call({ fetch }, ...operation.ids.map((name) => (name === id ? odd : GOOD[name])));
        assert.equal(sent.length, 1, title);
        const { pathname, hash, host } = new URL(sent[0].url);
        const asked = segments(pathname);
        assert.deepEqual([host, hash], ["127.0.0.1:9", ""], title);
        assert.equal(asked.length, usual.length, title);
        assert.equal(decodeURIComponent(asked[place]), odd, title);
        assert.deepEqual(asked.toSpliced(place, 1), usual.toSpliced(place, 1), title);
      }
    }
  }
});

test("a segment has no customer called bulk, and one called search", async () => {
  for (const id of ["bulk", "%62ulk", "b%75l%6B"]) {
    for (const operation of operations.filter(({ ids }) => ids.includes("customerId"))) {
      const { fetch, sent } = recorder(() => json({}));
      const given = operation.ids.map((name) => (name === "customerId" ? id : GOOD[name]));
      assert.deepEqual(await refused(operation.call({ fetch }, ...given)), [["customerId", "pattern"]], id);
      assert.equal(sent.length, 0);
    }
  }
  const { fetch, last } = recorder(() => json({}));
  const vip = emporix({ fetch }).segment("vip");
  await vip.get("search");
  assert.deepEqual([last().method, last().path], ["GET", "/customer-segment/acme/segments/vip/customers/search"]);
  await vip.put({ customerId: "C-1", legalEntityId: "bulk" });
  assert.equal(last().path, "/customer-segment/acme/segments/vip/customers/C-1/bulk");
  // In a body it is an id like any other.
  const { fetch: entries, last: many } = recorder(() => json([{ code: 201 }], { status: 207 }));
  const result = await emporix({ fetch: entries }).segment("vip").putMany([{ customerId: "bulk" }]);
  assert.deepEqual([result.succeeded, many().body], [1, [{ customerId: "bulk" }]]);
});

const listings = (options) => {
  const { customers } = emporix(options);
  const segment = emporix(options).segment("vip");
  return { "customers.list": (q) => customers.list(q), "customers.search": (q) => customers.search(q), "segment.list": (q) => segment.list(q), "segment.search": (q) => segment.search(q) };
};

test("a page has a number, a whole one from 1 on", async () => {
  const { fetch, sent } = recorder(() => json([]));
  for (const [name, list] of Object.entries(listings({ fetch }))) {
    for (const parameter of ["pageNumber", "pageSize"]) {
      for (const [value, code] of [[0, "minimum"], [-1, "minimum"], [1.5, "type"], [NaN, "type"], [Infinity, "type"], ["2", "type"], [null, "type"], [2n, "type"], [true, "type"]]) {
        assert.deepEqual(await refused(list({ [parameter]: value })), [[parameter, code]], `${name} ${parameter}=${String(value)}`);
      }
    }
  }
  const { customers } = spirii({ fetch });
  for (const [query, code] of [[{ limit: 0 }, "minimum"], [{ limit: 1.5 }, "type"], [{ limit: "2" }, "type"], [{ limit: NaN }, "type"], [{ offset: -1 }, "minimum"], [{ offset: 0.5 }, "type"], [{ offset: "0" }, "type"]]) {
    assert.deepEqual(await refused(customers.list(query)), [[Object.keys(query)[0], code]], JSON.stringify(query));
  }
  for (const maxPages of [0, -1, 1.5, NaN, "2"]) {
    const iterations = [emporix({ fetch }).customers, emporix({ fetch }).segment("vip"), customers].map((listing) => listing.all({ maxPages }));
    for (const [[path]] of await refusals(iterations.map((all) => all.next()))) assert.equal(path, "maxPages", String(maxPages));
  }
  assert.equal(sent.length, 0);
});

test("a sort names fields, and an expand what there is", async () => {
  const { fetch, sent, last } = recorder(() => json([]));
  for (const [name, list] of Object.entries(listings({ fetch }))) {
    for (const sort of ["last name", " lastName", "lastName ", "lastName: asc", "lastName :asc", "", ",", "lastName,", "lastName:up", "lastName:asc:desc", "last-name", "a&b=c", "a\n"]) {
      assert.deepEqual(await refused(list({ sort })), [["sort", "pattern"]], `${name} ${JSON.stringify(sort)}`);
      assert.deepEqual(await refused(list({ sort: ["lastName", sort] })), [["sort.1", "pattern"]], `${name} ${JSON.stringify(sort)}`);
    }
    assert.equal((await refused(list({ sort: 7 })))[0][0], "sort");
  }
  const { customers } = emporix({ fetch });
  for (const expand of ["mixins", "mixin:", "address", "addresses,accounts", "", "mixin:a b", "mixin:a,b"]) {
    assert.deepEqual(await refused(customers.list({ expand: [expand] })), [["expand.0", "one_of"]], expand);
    assert.deepEqual(await refused(customers.get("C-1", { expand: [expand] })), [["expand.0", "one_of"]], expand);
  }
  assert.equal(sent.length, 0);
  await customers.list({ sort: "name.en:desc,lastName" });
  assert.equal(last().query.sort, "name.en:desc,lastName");
  await customers.list({ sort: ["lastName:DESC", "firstName"], expand: ["addresses", "mixin:loyalty"] });
  assert.deepEqual(last().query, { sort: "lastName:DESC,firstName", expand: "addresses,mixin:loyalty" });
});

test("every issue is named at once, and nothing of the values", async () => {
  const { fetch, sent } = recorder();
  const key = { customerId: "secret/1", legalEntityId: "a/secret" };
  const error = await failure(emporix({ fetch }).segment("..").get(key, { fields: ["secret,b", ""] }));
  assert.deepEqual(brief(error.issues), [["segmentId", "pattern"], ["customerId", "pattern"], ["legalEntityId", "pattern"], ["fields.0", "pattern"], ["fields.1", "pattern"]]);
  assert.doesNotMatch(JSON.stringify(error) + error.message + JSON.stringify(error.issues), /secret/);
  assert.equal(sent.length, 0);
});
