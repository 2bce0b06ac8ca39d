// Queries: what `field(...)` writes for each part of the language, and that the service finds the same customers by it as a
// look at all of them does; and what cannot be written safely.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { ValidationError, field } from "commerce-customers";
import { startSandbox } from "../sandbox.mjs";
import { brief, emporix, everything, json, recorder, refused } from "./support/calls.mjs";

let sandbox;
let customers;
let all;

before(async () => {
  sandbox = await startSandbox({ seed: 200 });
  customers = emporix({ baseUrl: sandbox.url }).customers;
  all = await everything(customers.all({ pageSize: 200, expand: ["mixin:*"] }));
  // A customer with everything that has to be quoted, and no e-mail address.
  for (const [number, lastName] of ODD.entries()) await customers.create({ id: `odd-${number}`, lastName, mixins: { own: { size: number } } });
  all = await everything(customers.all({ pageSize: 300, expand: ["mixin:*"] }));
});
after(() => sandbox.stop());

const ODD = ["null", "exists", "missing", "true", "false", "AND", "42", "-1.5e3", "(a)", "a:b", "~a", ">1", "a,b", " a b ", "a'b", "naïve 😀", "<b>", "*", "a+b", "%41", "ü"];
const DAY = new Date("2025-01-01T00:00:00Z");
const HALF = new Date("2025-06-30T23:59:59.999Z");
const moment = ({ metadataCreatedAt }) => Date.parse(metadataCreatedAt);
const points = ({ mixins }) => mixins?.loyalty?.points;

// How it is written, and who is meant.
const QUERIES = [
  [() => field("lastName").eq("Null"), 'lastName:"Null"', ({ lastName }) => lastName === "Null"],
  [() => field("contactEmail").eq("giulia.dangelo@example.com"), "contactEmail:giulia.dangelo@example.com", ({ contactEmail }) => contactEmail === "giulia.dangelo@example.com"],
  [() => field("lastName").eq("De Rossi"), 'lastName:"De Rossi"', ({ lastName }) => lastName === "De Rossi"],
  [() => field("active").eq(false), "active:false", ({ active }) => active === false],
  [() => field("mixins.loyalty.points").eq(5950), "mixins.loyalty.points:5950", (one) => points(one) === 5950],
  [() => field("lastName").in(["Patel", "De Rossi", "nobody"]), 'lastName:(Patel,"De Rossi",nobody)', ({ lastName }) => ["Patel", "De Rossi"].includes(lastName)],
  [() => field("mixins.own.size").in([0, 3, 1.5]), "mixins.own.size:(0,3,1.5)", ({ mixins }) => [0, 3].includes(mixins?.own?.size)],
  [() => field("lastName").in(["AND"]), 'lastName:("AND")', ({ lastName }) => lastName === "AND"],
  [() => field("mixins.loyalty.points").gt(5950), "mixins.loyalty.points:>5950", (one) => points(one) > 5950],
  [() => field("mixins.loyalty.points").gte(5950), "mixins.loyalty.points:>=5950", (one) => points(one) >= 5950],
  [() => field("mixins.loyalty.points").lt(2000.5), "mixins.loyalty.points:<2000.5", (one) => points(one) < 2000.5],
  [() => field("mixins.loyalty.points").lte(-1), "mixins.loyalty.points:<=-1", () => false],
  [() => field("mixins.loyalty.points").between(1000, 5950), "mixins.loyalty.points:(>=1000 AND <=5950)", (one) => points(one) >= 1000 && points(one) <= 5950],
  [() => field("metadataCreatedAt").gt(DAY), 'metadataCreatedAt:>"2025-01-01T00:00:00.000Z"', (one) => moment(one) > DAY],
  [() => field("metadataCreatedAt").between(DAY, HALF), 'metadataCreatedAt:(>="2025-01-01T00:00:00.000Z" AND <="2025-06-30T23:59:59.999Z")', (one) => moment(one) >= DAY && moment(one) <= HALF],
  [() => field("metadataCreatedAt").lt(DAY).and(field("active").eq(true)), 'metadataCreatedAt:<"2025-01-01T00:00:00.000Z" active:true', (one) => moment(one) < DAY && one.active],
  [() => field("lastName").matches("^D"), "lastName:~^D", ({ lastName }) => /^D/.test(lastName)],
  [() => field("lastName").matches("De R"), "lastName:(~De R)", ({ lastName }) => /De R/.test(lastName)],
  [() => field("lastName").matches("^(Patel|Bianchi)$"), "lastName:(~^(Patel|Bianchi)$)", ({ lastName }) => /^(Patel|Bianchi)$/.test(lastName)],
  [() => field("lastName").matches("^.{3,4}$"), "lastName:(~^.{3,4}$)", ({ lastName }) => /^.{3,4}$/u.test(lastName)],
  [() => field("company").isNull(), "company:null", ({ company }) => company == null],
  [() => field("mixins.loyalty").exists(), "mixins.loyalty:exists", ({ mixins }) => mixins?.loyalty !== undefined],
  [() => field("mixins.loyalty.tier").missing(), "mixins.loyalty.tier:missing", ({ mixins }) => mixins?.loyalty?.tier === undefined],
  [() => field("mixins.newsletter.topics").exists().and(field("onHold").eq(false), field("type").eq("CUSTOMER")), "mixins.newsletter.topics:exists onHold:false type:CUSTOMER", ({ mixins, onHold, type }) => mixins?.newsletter?.topics && !onHold && type === "CUSTOMER"],
];

test("each part of the language finds whom it means", async () => {
  for (const [build, text, meant] of QUERIES) {
    const query = build();
    assert.equal(query.toString(), text);
    assert.equal(`${query}`, text);
    const expected = all.filter(meant).map(({ id }) => id).sort();
    for (const found of [await customers.list({ q: query, pageSize: 300 }), await customers.search({ q: query, pageSize: 300 }), await customers.list({ q: text, pageSize: 300 })]) {
      assert.deepEqual(found.items.map(({ id }) => id).sort(), expected, text);
    }
  }
});

test("the seed holds someone for nearly all of them", () => {
  const idle = QUERIES.filter(([, , meant]) => !all.some(meant)).map(([, text]) => text);
  assert.deepEqual(idle, ["mixins.loyalty.points:<=-1"]);
});

test("a text is found whatever it looks like", async () => {
  for (const [number, lastName] of ODD.entries()) {
    for (const q of [field("lastName").eq(lastName), field("lastName").in([lastName, "nobody at all"])]) {
      const found = await customers.list({ q: q.and(field("mixins.own").exists()) });
      assert.deepEqual(found.items.map(({ id }) => id), [`odd-${number}`], String(q));
    }
  }
});

test("a long list goes by search", async () => {
  const ids = Array.from({ length: 2000 }, (_, number) => `odd-${number}`);
  const found = await customers.search({ q: field("id").in(ids), pageSize: 100 });
  assert.equal(found.items.length, ODD.length);
});

test("what cannot be written safely is refused at once", () => {
  const wrong = (build) => {
    let thrown;
    try {
      build();
    } catch (error) {
      thrown = error;
    }
    assert.ok(thrown instanceof ValidationError, String(build));
    assert.equal(thrown.code, "validation");
    assert.doesNotMatch(thrown.message + JSON.stringify(thrown.issues), /s3cret/);
    return brief(thrown.issues);
  };
  const name = field("lastName");
  for (const text of ['s3cret"', '"', "a\\b", "\\", "a\nb", "a\rb", "\t", "\0", "\u007f", "\u0085", "\ud83d", "a\udc00b"]) {
    assert.deepEqual(wrong(() => name.eq(text)), [["terms.0.values.0", "pattern"]], JSON.stringify(text));
    assert.deepEqual(wrong(() => name.in(["a", text])), [["terms.0.values.1", "pattern"]], JSON.stringify(text));
    assert.deepEqual(wrong(() => name.matches(text)), [["terms.0.values.0", "format"]], JSON.stringify(text));
  }
  for (const pattern of ["", "(a", "a)", ")(", "a AND b", "a OR b", "OR"]) assert.deepEqual(wrong(() => name.matches(pattern)), [["terms.0.values.0", "format"]], pattern);
  assert.deepEqual(wrong(() => name.in([])), [["terms.0.values", "required"]]);
  for (const value of [undefined, null, {}, [], Symbol("x"), 1n, () => 1]) {
    assert.equal(wrong(() => name.eq(value))[0][0], "terms.0.values.0", String(typeof value));
    assert.equal(wrong(() => name.in(value))[0][0].startsWith("terms.0.values"), true, String(typeof value));
    assert.equal(wrong(() => name.gt(value))[0][0], "terms.0.values.0", String(typeof value));
    assert.equal(wrong(() => name.matches(value))[0][0], "terms.0.values.0", String(typeof value));
  }
  for (const value of [NaN, Infinity, -Infinity, 1e21, 1e-7]) {
    for (const build of [() => name.eq(value), () => name.in([value]), () => name.gt(value), () => name.between(value, value)]) assert.equal(wrong(build)[0][1], "type", String(value));
  }
  for (const build of [() => name.lte("5"), () => name.gt("later"), () => name.gte(new Date(NaN)), () => name.lt(true)]) assert.match(wrong(build)[0][1], /^(?:type|format)$/, String(build));
  assert.deepEqual(wrong(() => name.between(2, 1)), [["terms.0.values", "conflict"]]);
  assert.deepEqual(wrong(() => name.between(HALF, DAY)), [["terms.0.values", "conflict"]]);
  assert.deepEqual(wrong(() => name.between(1, DAY)), [["terms.0.values", "conflict"]]);
  assert.equal(wrong(() => name.between(1))[0][0], "terms.0.values.1");
  for (const path of ["", "a b", "a:b", "a.", ".a", "a..b", "a(b", 'a"', "1a", "a\n", 7, null, undefined, {}]) {
    assert.equal(wrong(() => field(path).exists())[0][0], "terms.0.field", String(path));
  }
  // Each term tells its own.
  assert.deepEqual(wrong(() => name.exists().and(name.exists(), 7)), [["terms.2.field", "required"]]);
});

test("a range may be a point, and dates may be texts with an offset", () => {
  assert.equal(String(field("a").between(1, 1)), "a:(>=1 AND <=1)");
  assert.equal(String(field("a").between("2026-01-01T00:00:00Z", "2026-01-01T02:00:00+01:00")), 'a:(>="2026-01-01T00:00:00Z" AND <="2026-01-01T02:00:00+01:00")');
  assert.equal(String(field("a").eq(DAY)), 'a:"2025-01-01T00:00:00.000Z"');
  assert.equal(String(field("a").eq("")), 'a:""');
  assert.equal(String(field("a").eq(-0)), "a:0");
  assert.equal(String(field("mixins.loyalty-card.2nd_tier").eq(0.1)), "mixins.loyalty-card.2nd_tier:0.1");
});

test("queries do not change each other", () => {
  const one = field("a").eq(1);
  const both = one.and(field("b").eq(2));
  const more = one.and(field("c").in(["x"]), both);
  assert.deepEqual([String(one), String(both), String(more), String(one.and())], ["a:1", "a:1 b:2", "a:1 c:(x) a:1 b:2", "a:1"]);
  const values = ["x", "y"];
  const list = field("a").in(values);
  values.push("z");
  assert.equal(String(list), "a:(x,y)");
});

test("a plain text is sent as it is", async () => {
  const { fetch, last } = recorder(() => json([]));
  const client = emporix({ fetch });
  for (const q of ['type:("CUSTOMER" OR missing)', 'a:"x\\" y', "", " ", "((", "naïve 😀 \"'&+%"]) {
    await client.customers.list({ q });
    assert.equal(last().query.q, q);
    await client.customers.search({ q });
    assert.deepEqual(last().body, { q });
    await client.segment("vip").list({ q });
    assert.equal(last().query.q, q);
  }
  for (const q of [7, null, true, [], {}, { terms: [] }, { terms: [{ field: "a", op: "drop", values: [] }] }, { terms: "x" }]) {
    assert.equal((await refused(client.customers.list({ q })))[0][0].split(".")[0], "q", JSON.stringify(q));
  }
});

test("a query that says one thing when asked and another when sent is sent as it was judged, or not at all", async () => {
  const { fetch, sent } = recorder(() => json([]));
  let reads = 0;
  const shifty = { get terms() { return reads++ === 0 ? [{ field: "a", op: "eq", values: ["b"] }] : [{}]; } };
  await emporix({ fetch }).customers.list({ q: shifty });
  assert.deepEqual(sent.map(({ query }) => query.q), ["a:b"]);
});
