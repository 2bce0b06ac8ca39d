// Nothing secret or personal is in what a failure shows: every operation with marks in every place, under every kind of
// failure and by every way to authorize; then whatever came out is searched for the marks.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { inspect } from "node:util";
import { EmporixClient, SpiriiClient, field, isClientError, schemas } from "commerce-customers";
import { json } from "./support/calls.mjs";
import { leaks, mail, mark, marksIn, number, shownBy, shownByEvent } from "./support/marks.mjs";
import { AUTHS, TENANT, authsOf, body, clientOf, granted, marked } from "./support/marked.mjs";

const READ = ["page", "window", "list", "object", "located", "upserted", "entries", "items"];
const reads = ({ kind }) => READ.includes(kind);
const never = () => new Promise(() => {});
const success = (operation, more) => json(body(operation), { status: operation.kind === "upserted" ? 201 : 200, headers: { "x-secret": mark("answerheader"), ...more } });
const text = (content, status = 200) => new Response(content, { status, headers: { "content-type": "application/json", "retry-after-ms": "1", "x-secret": mark("answerheader"), location: `https://${mark("location")}.example` } });
const HTML = `<!doctype html><title>${mark("html")}</title><p>${mail("html")}`;
const wrong = (...words) => Object.assign(new TypeError(mail(words.join("")), { cause: new Error(mark("innercause")) }), { [mark("causefield")]: mark("causevalue") });
const streamed = (step) => new Response(new ReadableStream({ pull: step }));
const BIG = new TextEncoder().encode(JSON.stringify([mark("big").repeat(800_000)]));

// What a service says: its words and causes are marked, its `type` is not, for that is shown.
const SAID = {
  customer: { status: 400, type: "a_type", message: mail("message"), moreInfo: mark("moreinfo"), details: [{ field: mark("detailfield"), type: mark("detailtype"), message: mail("detail"), moreInfo: mark("detailinfo") }], [mark("errorfield")]: mark("errorvalue") },
  segment: { code: number(60), status: "A Status", message: mail("message"), resourceId: mark("resource"), details: { field: mark("detailfield"), message: mail("detail") } },
  gateway: { fault: { faultstring: mail("faultstring"), detail: { errorcode: "a.code", [mark("faultfield")]: mark("faultvalue") } } },
  spirii: { error: { type: "a_type", code: mark("errorcode"), message: mail("message"), param: mark("param"), request_id: "req_1" } },
  oauth: { error: mark("oautherror"), error_description: mail("description"), access_token: mark("refusedtoken") },
  html: HTML,
  truncated: `{"message":"${mail("message")}`,
};
const written = (said) => (typeof said === "string" ? said : JSON.stringify(said));
const STATUSES = { 400: "bad_request", 401: "authentication", 403: "permission", 404: "not_found", 409: "conflict", 418: "http", 422: "bad_request", 429: "rate_limit", 500: "server", 503: "server", 302: "http" };
const aborting = (reason) => (o, { abort }) => (setTimeout(abort, 2, reason), never());
const failing = (code) => () => code;
const whenRead = (code) => (operation) => (reads(operation) ? code : null);

/**
 * `answer` and `token` stand in for the service and for its token endpoint, `auth` for the caller's own function; `code` is
 * what a call fails with, null for a success; `auths` the ways to authorize that it is about.
 */
const FAILURES = [
  { name: "a success", code: failing(null) },
  { name: "a success that is not looked at", options: { responses: "off" }, code: failing(null) },
  ...Object.entries(STATUSES).flatMap(([status, code]) =>
    Object.entries(SAID).map(([shape, said]) => ({ name: `${status}, ${shape}`, answer: () => text(written(said), Number(status)), options: { maxRetries: 1, retry: "always" }, code: failing(code) }))),
  { name: "503, then 404", answer: (o, { count }) => text(written(SAID.customer), count === 1 ? 503 : 404), options: { maxRetries: 1, retry: "always" }, code: ({ kind }) => (kind === "removed" ? null : "not_found") },
  { name: "HTML", answer: () => text(HTML), code: whenRead("decode") },
  { name: "truncated JSON", answer: (o) => text(JSON.stringify(body(o)).slice(0, -3)), code: whenRead("decode") },
  { name: "another kind of JSON", answer: ({ kind }) => json(["object", "window", "located", "upserted"].includes(kind) ? [mail("outer")] : { [mark("outerfield")]: mail("outer") }), code: whenRead("decode") },
  { name: "a text as JSON", answer: () => json(mail("outertext")), code: whenRead("decode") },
  { name: "a broken schema, strict", answer: (o) => json(body(o, false)), options: { responses: "strict" }, code: whenRead("decode") },
  { name: "a broken schema, reported", answer: (o) => json(body(o, false)), options: { responses: "report" }, code: ({ kind }) => (["located", "entries"].includes(kind) ? "decode" : null) },
  { name: "a page that comes again", answer: (o) => (o.spirii ? json({ ...body(o), count: number(61) }) : success(o, { "x-total-count": String(number(61)) })), code: ({ kind }) => (kind === "items" ? "decode" : null) },
  { name: "a body that is too large", answer: () => streamed((controller) => controller.enqueue(BIG)), code: whenRead("decode") },
  { name: "a body that breaks", answer: () => streamed((controller) => controller.error(wrong("body"))), code: whenRead("connection") },
  { name: "a body that never ends", answer: () => streamed(never), options: { timeoutMs: 10 }, code: whenRead("timeout") },
  { name: "fetch rejects", answer: () => Promise.reject(wrong("fetch")), code: failing("connection") },
  { name: "fetch rejects with a text", answer: () => Promise.reject(mail("fetchtext")), code: failing("connection") },
  { name: "fetch throws", answer: () => { throw wrong("fetch"); }, options: { maxRetries: 1, retry: "always", totalTimeoutMs: 10_000 }, code: failing("connection") },
  { name: "fetch answers no Response", answer: () => ({ [mark("noresponse")]: mail("noresponse") }), code: failing("connection") },
  { name: "fetch never answers", answer: never, options: { timeoutMs: 10 }, code: failing("timeout") },
  { name: "the whole call takes too long", answer: never, options: { totalTimeoutMs: 10 }, code: failing("timeout") },
  { name: "aborted before", signal: AbortSignal.abort(wrong("aborted")), unsent: true, code: failing("aborted") },
  { name: "aborted by an error", answer: aborting(wrong("aborted")), code: failing("aborted") },
  { name: "aborted by a text", answer: aborting(mail("abortedtext")), code: failing("aborted") },
  { name: "aborted while a body is read", answer: (o, { abort }) => streamed(() => (abort(wrong("aborted")), never())), code: failing("aborted") },
  { name: "aborted in a wait", answer: (o, { abort }) => (setTimeout(abort, 5, wrong("aborted")), new Response(HTML, { status: 429, headers: { "retry-after": "20" } })), options: { maxRetries: 1 }, code: failing("aborted") },

  ...Object.entries({ 400: SAID.oauth, 401: SAID.gateway, 403: SAID.customer, 404: SAID.segment, 429: SAID.spirii, 500: SAID.html, 503: SAID.truncated, 302: HTML }).map(([status, said]) => ({ name: `a token call: ${status}`, auths: ["client", "anonymous"], token: () => text(written(said), Number(status)), options: { maxRetries: 1 }, code: failing("token") })),
  ...Object.entries({
    "no token": { ...granted(), access_token: undefined },
    "a token that no header can carry": { ...granted(), access_token: `${mark("access")}\n${mark("secondline")}` },
    "a token of another kind": { ...granted(), access_token: { [mark("access")]: mark("access") } },
    "a list": [granted()],
    "a text": mark("accesstext"),
  }).map(([what, said]) => ({ name: `a token call: ${what}`, auths: ["client", "anonymous"], token: () => json(said), code: failing("token") })),
  { name: "a token call: HTML", auths: ["client", "anonymous"], token: () => text(HTML), code: failing("token") },
  { name: "a token call: rejects", auths: ["client", "anonymous"], token: () => Promise.reject(wrong("token")), code: failing("token") },
  { name: "a token call: too large", auths: ["client", "anonymous"], token: () => streamed((controller) => controller.enqueue(BIG)), code: failing("token") },
  { name: "a token call: never", auths: ["client", "anonymous"], token: never, options: { totalTimeoutMs: 10 }, code: failing("timeout") },
  { name: "a token call: aborted", auths: ["client", "anonymous"], token: aborting(wrong("aborted")), code: failing("aborted") },
  // The call's 401 sends an anonymous session to the refresh, which is refused: a new session begins.
  { name: "a refresh: refused", auths: ["anonymous"], answer: (o, { count }) => (count === 1 ? text(HTML, 401) : success(o)), token: (o, { url }) => (url.includes("/refresh") ? text(written(SAID.oauth), 400) : json(granted())), code: failing(null) },
  { name: "a refresh: fails", auths: ["anonymous"], answer: () => text(HTML, 401), token: (o, { url }) => (url.includes("/refresh") ? text(written(SAID.customer), 500) : json(granted())), code: failing("token") },

  ...Object.entries({
    "throws": () => { throw wrong("own"); },
    "throws a text": () => { throw mail("owntext"); },
    "rejects": async () => { throw wrong("own"); },
    "an object": () => ({ [mark("own")]: mail("own") }),
    "a token that no header can carry": () => `${mark("own")}\n${mail("own")}`,
    "a token and no time": () => ({ token: mark("own"), expiresInSeconds: mark("ownlife") }),
    "a token in an array": async () => [mark("own")],
    "a number": () => number(62),
    "a function": () => () => mark("own"),
  }).map(([what, auth]) => ({ name: `a function for tokens: ${what}`, auths: ["getToken", "keyFunction"], auth, code: failing("token") })),
  { name: "a function for tokens: never", auths: ["getToken", "keyFunction"], auth: never, options: { totalTimeoutMs: 10 }, code: failing("timeout") },
  { name: "a function for tokens: aborted", auths: ["getToken", "keyFunction"], auth: (o, { abort }) => (setTimeout(abort, 2, wrong("aborted")), never()), code: failing("aborted") },
];

const sent = new Set();
const printed = [];
let runs = 0;
let events = 0;
let withIssues = 0;

/** The errors that came of a call, those of a bulk call's items and of its result as a whole included. */
async function errorsOf(promise, where) {
  const { error, value } = await promise.then((value) => ({ value }), (error) => ({ error }));
  if (error) return [error];
  if (!Array.isArray(value?.failed) || value.failed.length === 0) return [];
  const found = [];
  for (const { error, message, status } of value.failed) {
    // Without an error they are the service's own words on one item, which may be personal.
    if (!error) continue;
    assert.deepEqual([message, status], [error.message, error.code], where);
    found.push(error);
  }
  try {
    value.throwIfFailed();
  } catch (error) {
    found.push(error);
  }
  return found;
}

/** Runs a call, and gives every leak. */
async function judge(where, call, due, least = 1) {
  const told = [];
  const errors = await errorsOf(call((event) => told.push(event)), where);
  for (const error of errors) assert.ok(isClientError(error), `${where}: ${error?.stack ?? error}`);
  assert.equal(errors[0]?.code ?? null, due, `${where}: ${errors[0]?.stack}`);
  assert.ok(told.length >= least, `${where}: ${told.length} events`);
  runs += 1;
  events += told.length;
  withIssues += told.filter(({ issues }) => issues?.length > 0).length;
  return leaks([...errors.flatMap(shownBy), ...told.flatMap(shownByEvent)], where);
}

/** One operation under one failure, with a client of its own. */
function tried(operation, auth, failure) {
  const { answer = success, token = () => json(granted()), options, unsent, signal } = failure;
  const controller = new AbortController();
  const abort = (reason) => controller.abort(reason);
  let count = 0;
  const fetch = async (url, init) => {
    for (const found of marksIn(`${url} ${JSON.stringify(init.headers)} ${init.body ?? ""}`)) sent.add(found);
    const isToken = /\/oauth\/token$|\/auth\/anonymous\//.test(new URL(url).pathname);
    return isToken ? token(operation, { url, abort }) : answer(operation, { url, abort, count: (count += 1) });
  };
  const asked = failure.auth && (() => failure.auth(operation, { abort }));
  const own = asked && (operation.spirii ? asked : { getToken: asked });
  return judge(
    `${operation.name} by ${auth}, ${failure.name}`,
    (onEvent) => operation.call(clientOf(operation, auth, { ...options, auth: own, fetch, onEvent }), { signal: signal ?? controller.signal, headers: { "X-Call": mark("callheader") } }),
    failure.code(operation),
    unsent ? 0 : 1,
  );
}

const own = Object.fromEntries(["log", "info", "warn", "error", "debug"].map((name) => [name, console[name]]));
before(() => {
  for (const name of Object.keys(own)) console[name] = (...args) => printed.push(args);
});
after(() => Object.assign(console, own));

test("the search finds marks in every disguise", () => {
  for (const disguise of [(text) => text, encodeURIComponent, (text) => text.toUpperCase(), (text) => text.replace(/./g, (char) => `%${char.charCodeAt(0).toString(16)}`)]) {
    assert.notDeepEqual(marksIn(`a ${disguise(mail("x"))} b`), []);
  }
  for (const before of ["", "a", "ab", "abc"]) {
    for (const after of ["", "d", "de"]) {
      for (const code of ["base64", "base64url", "hex"]) assert.notDeepEqual(marksIn(Buffer.from(before + mark("x") + after).toString(code)), []);
    }
  }
  assert.deepEqual(marksIn("customers.list: The service failed; try again later. (HTTP 500)"), []);
});

for (const failure of FAILURES) {
  test(failure.name, async () => {
    const calls = marked.flatMap((operation) =>
      authsOf(operation).filter((auth) => failure.auths?.includes(auth) ?? true).map((auth) => tried(operation, auth, failure)));
    assert.deepEqual((await Promise.all(calls)).flat(), []);
  });
}

test("the runtime's own fetch, and connections that are cut", async () => {
  const server = createServer((request) => request.socket.destroy()).listen(0, "127.0.0.1");
  await once(server, "listening");
  try {
    const options = { baseUrl: `http://127.0.0.1:${server.address().port}/${mark("base")}`, headers: { "X-Own": mark("header") } };
    const calls = marked.flatMap((operation) =>
      authsOf(operation).map((auth) =>
        // Service tokens are shared by all who use the same fetch: some wait for another's token call, and tell nothing.
        judge(`${operation.name} by ${auth}`, (onEvent) => operation.call(clientOf(operation, auth, { ...options, onEvent })), ["client", "anonymous"].includes(auth) ? "token" : "connection", auth === "client" ? 0 : 1)));
    assert.deepEqual((await Promise.all(calls)).flat(), []);
  } finally {
    server.close();
  }
});

test("validation: nothing that was given is shown, and nothing is sent", async () => {
  const fetch = () => assert.fail("sent");
  const calls = marked.flatMap((operation) =>
    operation.wrong.map((call, number) =>
      judge(`${operation.name}, wrong ${number}`, (onEvent) => call(clientOf(operation, authsOf(operation)[0], { fetch, onEvent })), "validation", 0)));
  assert.equal(calls.length, 40);
  assert.deepEqual((await Promise.all(calls)).flat(), []);
});

test("validation: clients, queries and schemas", async () => {
  const good = { tenant: TENANT, auth: AUTHS.token() };
  const attempts = [
    ...[42, mark("baseurl"), `https://user:${mark("urlpassword")}@${mark("urlhost")}.example`, `https://${mark("urlhost")}.example?${mark("urlquery")}#${mark("urlhash")}`].map((baseUrl) => () => new EmporixClient({ ...good, baseUrl })),
    () => new EmporixClient({ tenant: mail("badtenant"), auth: mark("badauth"), responses: mark("badresponses"), codes: mark("badcodes"), fetch: mark("badfetch"), onEvent: mark("badonevent"), headers: { [mail("bad header")]: mark("badheader") } }),
    ...[{}, { token: `${mark("bad")}\n` }, { token: mark("bad"), clientId: mark("bad") }, { clientId: mark("bad") }, { clientSecret: mark("bad") }, { getToken: mark("bad") }, { token: { [mark("bad")]: mark("bad") } }, { anonymous: mark("bad") }, { anonymous: { clientId: 5, siteCode: [mark("bad")] } }, mark("bad")].map((auth) => () => new EmporixClient({ ...good, auth })),
    ...[`${mark("badkey")}\n`, { [mark("badkey")]: 1 }, [mark("badkey")]].map((apiKey) => () => new SpiriiClient({ apiKey, baseUrl: mark("badbase") })),
    () => field(mail("bad path")).eq(`${mail("badvalue")}"`), () => field(`${mark("bad")} "`).in([`${mark("badvalue")}\n`]), () => field(mark("bad")).gt({ [mark("bad")]: 1 }), () => field(mark("bad")).eq(1).and({ [mark("bad")]: mark("bad") }),
    ...Object.values(schemas).flatMap(({ ensure }) => [{ [mail("badname")]: mark("badvalue"), mixins: { [mail("badmixin")]: mark("badmixinvalue") }, contactEmail: mark("badmail"), contactName: 5, q: 5, sort: [mark("bad sort!")], limit: mark("badlimit"), id: {}, name: 5, customerId: 5 }, `${mail("bad")} "`].map((value) => () => ensure(value, undefined))),
    () => schemas.email.validate(1, { locale: mark("badlocale"), codes: mark("badcodes") }),
  ];
  const calls = attempts.map((attempt, number) => judge(`attempt ${number}`, async () => attempt(), "validation", 0));
  assert.equal(calls.length, 63);
  assert.deepEqual((await Promise.all(calls)).flat(), []);
});

test("a client that is printed shows no secret", async () => {
  const found = [];
  for (const operation of marked) {
    for (const auth of authsOf(operation)) {
      const client = clientOf(operation, auth, { fetch: async (url) => (/oauth|anonymous/.test(url) ? json(granted()) : success(operation)) });
      const told = () => [client, client.customers, ...(operation.spirii ? [] : [client.customers.addresses(mail("customer")), client.segment(mail("segment"))])].flatMap((part) =>
        [inspect(part, { depth: 10, showHidden: true, getters: true }), inspect(part), JSON.stringify(part), String(part), Reflect.ownKeys(part).join()]);
      const unused = told();
      await operation.call(client);
      found.push(...leaks([...unused, ...told()].map((text) => ["a client", text]), `${operation.name} by ${auth}`));
      runs += 1;
    }
  }
  assert.deepEqual(found, []);
});

test("nothing was left out", () => {
  // Emporix has 24 operations and 4 ways to authorize, Spirii 2 and 2: 100 pairs.
  assert.deepEqual([marked.length, marked.flatMap(authsOf).length, FAILURES.length], [26, 100, 132]);
  // Failures that are anybody's, of token endpoints, of refreshes, of functions; then cut connections, validation, printing.
  assert.equal(runs, 101 * 100 + 18 * 48 + 2 * 24 + 11 * 26 + 100 + 40 + 63 + 100);
  assert.ok(events > 3 * runs, `${events} events`);
  // Those of answers that are no pages: 2 upserts, 3 reads and a list of addresses, 2 bulk calls.
  assert.equal(withIssues, 8 * 4);
  // Every secret was on its way, so that it could have been shown; so was everything else that is sent.
  const secrets = ["bearer", "given", "clientid", "clientsecret", "scopea", "scopeb", "storefront", "access", "refresh", "key", "keygiven", "header", "callheader", "host", "base", "tenant", "password"];
  assert.deepEqual(secrets.filter((name) => !sent.has(mark(name))), []);
  assert.equal(sent.size, 96, [...sent].join());
  assert.deepEqual(printed, []);
});
