// Spirii's listing of customers: what is sent, against a stand-in for `fetch`, and what it finds, against the sandbox.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { startSandbox } from "../sandbox.mjs";
import { everything, failure, json, recorder, refused, spirii } from "./support/calls.mjs";

let sandbox;
let customers;
let last;

before(async () => {
  sandbox = await startSandbox({ seed: 1 });
  const recording = recorder();
  last = recording.last;
  customers = spirii({ baseUrl: sandbox.url, fetch: recording.fetch }).customers;
});
after(() => sandbox.stop());

const page = (more) => json({ data: [], count: 0, limit: 50, offset: 0, ...more });

test("every parameter is sent as it is given, and none besides", async () => {
  const { fetch, last } = recorder(() => page());
  const { customers } = spirii({ fetch });
  await customers.list();
  assert.deepEqual([last().method, last().path, last().pairs], ["GET", "/v2/customers", []]);
  assert.equal(last().headers.authorization, "Bearer sandbox-key");
  assert.equal(last().headers["emporix-tenant"], undefined);
  for (const [query, pairs] of [
    [{ limit: 7, offset: 0 }, [["limit", "7"], ["offset", "0"]]],
    [{ sortBy: "cpoName", sortDirection: "asc" }, [["sortBy", "cpoName"], ["sortDirection", "asc"]]],
    [{ search: "Ø & Å=1+2 #" }, [["search", "Ø & Å=1+2 #"]]],
    [{ customerIds: [3, 1, 2] }, [["customerIds", "3"], ["customerIds", "1"], ["customerIds", "2"]]],
    [{ types: ["Private", "CPOSubsidiary"] }, [["types", "Private"], ["types", "CPOSubsidiary"]]],
    [{ ownerId: 1, directOwnerId: 2, cpoId: 3 }, [["ownerId", "1"], ["directOwnerId", "2"], ["cpoId", "3"]]],
    [{ createdAt: "2026-01-01T00:00:00+02:00" }, [["createdAt", "2026-01-01T00:00:00+02:00"]]],
    [{ createdAtFrom: new Date(0), createdAtTo: new Date(1) }, [["createdAtFrom", "1970-01-01T00:00:00.000Z"], ["createdAtTo", "1970-01-01T00:00:00.001Z"]]],
    [{ updatedAt: new Date(Date.UTC(2026, 1, 3)) }, [["updatedAt", "2026-02-03T00:00:00.000Z"]]],
    [{ updatedAtFrom: "2026-01-01T00:00:00Z", updatedAtTo: "2026-01-01T01:00:00+01:00" }, [["updatedAtFrom", "2026-01-01T00:00:00Z"], ["updatedAtTo", "2026-01-01T01:00:00+01:00"]]],
    [{ extraQuery: { country: "DK", active: true, size: 1.5, ids: [1, "b&c"] } }, [["country", "DK"], ["active", "true"], ["size", "1.5"], ["ids", "1"], ["ids", "b&c"]]],
    [{ search: undefined, limit: 1 }, [["limit", "1"]]],
  ]) {
    await customers.list(query);
    assert.deepEqual(last().pairs, pairs, JSON.stringify(query));
  }
});

test("what is no query is refused before anything is sent", async () => {
  const { fetch, sent } = recorder(() => page());
  const { customers } = spirii({ fetch });
  const day = "2026-01-01T00:00:00Z";
  for (const [query, issues] of [
    // An empty filter would let everybody pass.
    [{ customerIds: [], types: [] }, [["customerIds", "required"], ["types", "required"]]],
    [{ extraQuery: { x: NaN } }, [["extraQuery.x", "type"]]],
    [{ createdAtFrom: "2026-01-01T00:00:01Z", createdAtTo: day }, [["createdAtTo", "conflict"]]],
    [{ createdAtFrom: "2026-01-01T00:00:01Z", createdAtTo: "2026-01-01T01:00:00+01:00" }, [["createdAtTo", "conflict"]]],
    [{ createdAtFrom: new Date(1), createdAtTo: new Date(0) }, [["createdAtTo", "conflict"]]],
    [{ updatedAtFrom: new Date(1), updatedAtTo: "1970-01-01T00:00:00Z" }, [["updatedAtTo", "conflict"]]],
    [{ createdAt: new Date(NaN) }, [["createdAt", "format"]]],
    [{ createdAt: "2026-02-29T00:00:00Z", updatedAtFrom: "2026-01-01", updatedAtTo: "" }, [["createdAt", "format"], ["updatedAtFrom", "format"], ["updatedAtTo", "format"]]],
    [{ createdAt: 0 }, [["createdAt", "type"]]],
    [{ sortBy: "country", sortDirection: "up" }, [["sortBy", "one_of"], ["sortDirection", "one_of"]]],
    [{ types: ["Private", "private"] }, [["types.1", "one_of"]]],
    [{ customerIds: [1, "2", 1.5] }, [["customerIds.1", "type"], ["customerIds.2", "type"]]],
    [{ customerIds: 1 }, [["customerIds", "type"]]],
    [{ ownerId: "1", cpoId: 1.5, directOwnerId: NaN }, [["ownerId", "type"], ["directOwnerId", "type"], ["cpoId", "type"]]],
    [{ search: 7 }, [["search", "type"]]],
    [{ limit: 0, offset: -1 }, [["limit", "minimum"], ["offset", "minimum"]]],
    [{ extraQuery: { a: {} } }, [["extraQuery.a", "type"]]],
    [{ extraQuery: [] }, [["extraQuery", "type"]]],
  ]) {
    assert.deepEqual(await refused(customers.list(query)), issues, JSON.stringify(query));
  }
  assert.equal(sent.length, 0);
});

test("a page tells its place as the service does", async () => {
  const first = await customers.list();
  assert.deepEqual([first.items.length, first.limit, first.offset, first.count, first.hasNext, first.issues], [50, 50, 0, 120, true, []]);
  assert.equal(first.response.status, 200);
  assert.match(first.response.headers.get("x-ratelimit-limit"), /^\d+$/);
  const end = await customers.list({ limit: 30, offset: 100 });
  assert.deepEqual([end.items.length, end.limit, end.offset, end.count, end.hasNext], [20, 30, 100, 120, false]);
  const exact = await customers.list({ limit: 20, offset: 100 });
  assert.deepEqual([exact.items.length, exact.hasNext], [20, false]);
  const behind = await customers.list({ offset: 500 });
  assert.deepEqual([behind.items, behind.offset, behind.count, behind.hasNext], [[], 500, 120, false]);
  // The service may answer less than was asked for, or not say.
  const given = (body) => spirii({ fetch: async () => json(body) }).customers.list({ limit: 100, offset: 3 });
  const less = await given({ data: [{ id: 1 }], count: 9, limit: 1, offset: 3 });
  assert.deepEqual([less.limit, less.offset, less.count, less.hasNext], [1, 3, 9, true]);
  const silent = await given({ data: [{ id: 1 }] });
  assert.deepEqual([silent.limit, silent.offset, silent.count, silent.hasNext], [100, 3, null, false]);
});

test("the service finds what was meant", async () => {
  const { items: all } = await customers.list({ limit: 120 });
  const ids = all.slice(0, 3).map(({ id }) => id).sort();
  assert.deepEqual((await customers.list({ customerIds: ids })).items.map(({ id }) => id).sort(), ids);
  const types = new Set((await customers.list({ types: ["CPO", "Private"], limit: 120 })).items.map(({ type }) => type));
  assert.deepEqual([...types].sort(), ["CPO", "Private"]);
  const owned = all.find(({ owner }) => owner);
  assert.ok((await customers.list({ directOwnerId: owned.owner.id })).items.every(({ owner }) => owner.id === owned.owner.id));
  assert.ok((await customers.list({ ownerId: owned.owner.id })).count >= (await customers.list({ directOwnerId: owned.owner.id })).count);
  assert.ok((await customers.list({ cpoId: owned.cpo.id })).items.every(({ cpo }) => cpo.id === owned.cpo.id));
  assert.ok((await customers.list({ search: owned.name })).items.some(({ id }) => id === owned.id));
  assert.equal((await customers.list({ createdAt: new Date(owned.createdAt) })).items[0].id, owned.id);
  const day = new Date(owned.createdAt);
  const since = await customers.list({ createdAtFrom: day });
  // The order is the service's default for this filter.
  assert.deepEqual([last().pairs, since.items[0].id], [[["createdAtFrom", day.toISOString()]], owned.id]);
  const sorted = (await customers.list({ sortBy: "name", sortDirection: "asc", limit: 5, extraQuery: { types: "Business" } })).items;
  assert.ok(sorted.every(({ type }) => type === "Business"));
});

test("all of it comes in parts", async () => {
  const { fetch, sent } = recorder();
  const items = await everything(spirii({ baseUrl: sandbox.url, fetch }).customers.all({ limit: 45, sortBy: "id", sortDirection: "asc" }));
  assert.deepEqual([items.length, new Set(items.map(({ id }) => id)).size], [120, 120]);
  assert.deepEqual(sent.map(({ query }) => [query.limit, query.offset]), [["45", "0"], ["45", "45"], ["45", "90"]]);
});

test("the error envelope is understood", async () => {
  const unknown = await failure(customers.list({ extraQuery: { nothing: 1 } }));
  assert.deepEqual([unknown.code, unknown.status, unknown.type], ["bad_request", 400, "invalid_request"]);
  assert.deepEqual(unknown.details.map(({ field, type }) => [field, type]), [["nothing", "unknown_field"]]);
  assert.equal(typeof unknown.serviceMessage, "string");
  assert.match(unknown.requestId, /\S/);
  const wrong = await failure(spirii({ baseUrl: sandbox.url, apiKey: "wrong" }).customers.list());
  assert.deepEqual([wrong.code, wrong.type, wrong.operation], ["authentication", "unauthorized", "spirii.customers.list"]);
  const forbidden = await failure(spirii({ baseUrl: sandbox.url, apiKey: "sandbox-read" }).customers.list({ ownerId: 1 }));
  assert.deepEqual([forbidden.code, forbidden.type, forbidden.details[0].field], ["permission", "forbidden", "ownerId"]);
  assert.doesNotMatch(wrong.message + JSON.stringify(wrong), /wrong/);
});

test("a client without a key is refused", () => {
  for (const apiKey of ["", "a b\n", 42, undefined, null]) {
    assert.throws(() => spirii({ apiKey }), ({ code, issues }) => code === "validation" && issues[0].path[0] === "apiKey", String(apiKey));
  }
});
