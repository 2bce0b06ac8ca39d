// Every place of the package's face where a caller, or what a caller gives, can put a value.
import { everything, json } from "./calls.mjs";
import { boom } from "./hostile.mjs";

/** A service that answers at once what is due. */
export const service = async (url, { method }) => {
  const { pathname } = new URL(url);
  if (/\/oauth\/token$|\/auth\/anonymous\//.test(pathname)) return json({ access_token: "t", expires_in: 60 });
  if (pathname === "/v2/customers") return json({ data: [], count: 0 });
  if (pathname.endsWith("/bulk")) return json([{ code: 204 }], { status: 207 });
  if (/\/(customers|addresses|search)$/.test(pathname) && (method === "GET" || pathname.endsWith("/search"))) return json([]);
  return json({ id: "C-1" }, { status: 200 });
};

const each = (names, row) => names.split(" ").map((name) => row(name));
const QUERY = "q sort pageNumber pageSize expand fields totalCount maxPages sendPasswordResetNotifications";
const SPIRII_QUERY = "limit offset sortBy sortDirection search customerIds types ownerId directOwnerId cpoId createdAt createdAtFrom createdAtTo updatedAt updatedAtFrom updatedAtTo extraQuery maxPages";
const BODY = "id contactEmail contactName preferredCurrency country password restriction type b2b tags isDefault active metadata mixins customerId unknown";
const CALL = "signal timeoutMs totalTimeoutMs maxRetries retry headers mergePatch";
const CLIENT = "baseUrl tenant auth apiKey fetch onEvent responses codes timeoutMs totalTimeoutMs maxRetries retry headers dangerouslyAllowBrowser tenantHeader";

/** Every place, by groups of rows `[where, run]`. */
export function places(pkg) {
  const { EmporixClient, SpiriiClient, field, schemas } = pkg;
  const common = { maxRetries: 0, timeoutMs: 1000, fetch: service };
  const emporix = (more) => new EmporixClient({ ...common, tenant: "acme", auth: { token: "t" }, ...more });
  const spirii = (more) => new SpiriiClient({ ...common, apiKey: "k", ...more });
  const client = emporix();
  const spiriiClient = spirii();
  const { customers } = client;
  const addresses = customers.addresses("C-1");
  const segment = client.segment("vip");
  const walk = everything;

  // Each method with good arguments, those named `query`, `body` and `options` being objects whose fields are tried as well.
  const METHODS = {
    "customers.list": [["query", "options"], (...a) => customers.list(...a)],
    "customers.search": [["query", "options"], (...a) => customers.search(...a)],
    "customers.all": [["query", "options"], (...a) => walk(customers.all(...a))],
    "customers.get": [["C-1", "query", "options"], (...a) => customers.get(...a)],
    "customers.create": [["body", "query", "options"], (...a) => customers.create(...a)],
    "customers.upsert": [["C-1", "body", "query", "options"], (...a) => customers.upsert(...a)],
    "customers.patch": [["C-1", "body", "options"], (...a) => customers.patch(...a)],
    "customers.delete": [["C-1", "options"], (...a) => customers.delete(...a)],
    "customers.addresses(…).list": [["C-1"], (id) => customers.addresses(id).list()],
    "customers.addresses(…).add": [["C-1"], (id) => customers.addresses(id).add({ contactName: "Ada" })],
    "addresses.list": [["options"], (...a) => addresses.list(...a)],
    "addresses.get": [["A-1", "options"], (...a) => addresses.get(...a)],
    "addresses.add": [["body", "options"], (...a) => addresses.add(...a)],
    "addresses.upsert": [["A-1", "body", "options"], (...a) => addresses.upsert(...a)],
    "addresses.patch": [["A-1", "body", "options"], (...a) => addresses.patch(...a)],
    "addresses.delete": [["A-1", "options"], (...a) => addresses.delete(...a)],
    "addresses.addTags": [["A-1", ["HOME"], "options"], (...a) => addresses.addTags(...a)],
    "addresses.removeTags": [["A-1", ["HOME"], "options"], (...a) => addresses.removeTags(...a)],
    "segment(…).get": [["vip"], (id) => client.segment(id).get("C-1")],
    "segment(…).putMany": [["vip"], (id) => client.segment(id).putMany([{ customerId: "C-1" }])],
    "segment.list": [["query", "options"], (...a) => segment.list(...a)],
    "segment.search": [["query", "options"], (...a) => segment.search(...a)],
    "segment.all": [["query", "options"], (...a) => walk(segment.all(...a))],
    "segment.get": [["C-1", "query", "options"], (...a) => segment.get(...a)],
    "segment.put": [["C-1", "body", "options"], (...a) => segment.put(...a)],
    "segment.remove": [["C-1", "options"], (...a) => segment.remove(...a)],
    "segment.putMany": [[[{ customerId: "C-1" }], "bulk"], (...a) => segment.putMany(...a)],
    "segment.removeMany": [[["C-1"], "bulk"], (...a) => segment.removeMany(...a)],
    "spirii.list": [["spiriiQuery", "options"], (...a) => spiriiClient.customers.list(...a)],
    "spirii.all": [["spiriiQuery", "options"], (...a) => walk(spiriiClient.customers.all(...a))],
  };
  const FIELDS = { query: QUERY, spiriiQuery: SPIRII_QUERY, body: BODY, options: CALL, bulk: `${CALL} chunkSize concurrency onProgress` };
  const empty = (argument) => (argument in FIELDS ? {} : argument);
  const rowsOf = (pick) => Object.entries(METHODS).flatMap(([name, [args, call]]) => pick(args.map(empty), call, args, name));
  const at = (args, index, value) => args.with?.(index, value) ?? args.map((arg, place) => (place === index ? value : arg));

  const options = (make, names) => names.split(" ").flatMap((name) => [
    [`${name}`, (it) => make({ [name]: it })],
    [`${name}, what it gives`, (it) => make({ [name]: () => it })],
    [`${name}, what it gives later`, (it) => make({ [name]: async () => it })],
    [`${name}, what it throws`, (it) => make({ [name]: () => { throw it; } })],
    [`${name}, what it rejects with`, (it) => make({ [name]: () => Promise.reject(it) })],
    [`${name}, a field of it`, (it) => make({ [name]: { a: it } })],
    [`${name}, an item of it`, (it) => make({ [name]: [it] })],
  ]);
  const called = (more) => emporix(more).customers.get("C-1");
  const authorized = (auth) => called({ auth });

  // What `fetch` answers; a body that never ends has to be left by a timeout.
  const answer = (fields) => ({ status: 200, headers: new Headers(), text: async () => "[]", ...fields });
  const reader = (fields) => answer({ body: { getReader: () => ({ cancel: async () => {}, read: async () => ({ done: true }), ...fields }) } });
  const ANSWERS = {
    "a response": (it) => it,
    "status": (it) => answer({ status: it }),
    "headers": (it) => answer({ headers: it }),
    "headers.get": (it) => answer({ headers: { get: it } }),
    "what headers.get gives": (it) => answer({ headers: { get: () => it } }),
    "what headers.get throws": (it) => answer({ headers: { get: () => { throw it; } } }),
    "text": (it) => answer({ text: it }),
    "what text gives": (it) => answer({ text: () => it }),
    "what text gives later": (it) => answer({ text: async () => it }),
    "what text throws": (it) => answer({ text: () => { throw it; } }),
    "what text rejects with": (it) => answer({ text: () => Promise.reject(it) }),
    "body": (it) => answer({ body: it }),
    "body.getReader": (it) => answer({ body: { getReader: it } }),
    "what body.getReader gives": (it) => answer({ body: { getReader: () => it } }),
    "body.cancel": (it) => answer({ body: { cancel: it } }),
    "what body.cancel gives": (it) => answer({ body: { cancel: () => it } }),
    "read": (it) => reader({ read: it }),
    "what read gives": (it) => reader({ read: () => it }),
    "what read gives later": (it) => reader({ read: async () => it }),
    "what read rejects with": (it) => reader({ read: () => Promise.reject(it) }),
    "done": (it) => reader({ read: async () => ({ done: it, value: it }) }),
    "value": (it) => reader({ read: async () => ({ done: false, value: it }) }),
    "cancel of what is too large": (it) => reader({ read: async () => ({ done: false, value: { byteLength: 2 ** 30 } }), cancel: it }),
    "what cancel of what is too large gives": (it) => reader({ read: async () => ({ done: false, value: { byteLength: 2 ** 30 } }), cancel: () => it }),
    "cancel of what never ends": (it) => reader({ read: () => new Promise(() => {}), cancel: it }),
    "what cancel of what never ends gives": (it) => reader({ read: () => new Promise(() => {}), cancel: () => it }),
  };
  const briefly = { timeoutMs: 5, totalTimeoutMs: 10 };
  const answering = Object.entries(ANSWERS).flatMap(([name, make]) => [
    [`a page: ${name}`, (it) => emporix({ fetch: async () => make(it), ...briefly }).customers.list()],
    [`an object: ${name}`, (it) => emporix({ fetch: () => make(it), ...briefly }).customers.get("C-1")],
    [`nothing: ${name}`, (it) => emporix({ fetch: () => make(it), ...briefly }).customers.delete("C-1")],
    [`an iteration: ${name}`, (it) => walk(emporix({ fetch: () => make(it), ...briefly }).segment("vip").all())],
    [`a bulk call: ${name}`, (it) => emporix({ fetch: () => make(it), ...briefly }).segment("vip").putMany([{ customerId: "C-1" }])],
    [`Spirii: ${name}`, (it) => spirii({ fetch: () => make(it), ...briefly }).customers.list()],
    [`a retry: ${name}`, (it) => emporix({ fetch: () => { const given = make(it); try { given.status = 503; given.headers = new Headers({ "retry-after-ms": "1" }); } catch { /* a hostile one */ } return given; }, ...briefly, maxRetries: 1 }).customers.get("C-1")],
    [`a service token: ${name}`, (it) => emporix({ fetch: () => make(it), ...briefly, auth: { clientId: "c", clientSecret: "s" } }).customers.get("C-1")],
    [`an anonymous token: ${name}`, (it) => emporix({ fetch: () => make(it), ...briefly, auth: { anonymous: { clientId: "c" } } }).customers.get("C-1")],
  ]);

  // Signals that work as such at first sight; a getter throws or lies from its n-th reading on.
  const signal = (fields) => ({ aborted: false, reason: undefined, addEventListener() {}, removeEventListener() {}, ...fields });
  const later = (name, reading, it, first = false) => {
    let readings = 0;
    return Object.defineProperty(signal(), name, { get: () => { if (++readings < reading) return first; if (typeof it === "function") return it(); return it; } });
  };
  const aborting = (it) => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(it), 1);
    return controller.signal;
  };
  const SIGNALS = {
    "aborted": (it) => signal({ aborted: it }),
    "reason": (it) => signal({ aborted: true, reason: it }),
    "addEventListener": (it) => signal({ addEventListener: it }),
    "removeEventListener": (it) => signal({ removeEventListener: it }),
    "what addEventListener throws": (it) => signal({ addEventListener: () => { throw it; } }),
    "what removeEventListener throws": (it) => signal({ removeEventListener: () => { throw it; } }),
    "what is called back": (it) => signal({ addEventListener: (name, listener) => setTimeout(() => (typeof listener === "function" ? listener(it) : 0), 1), reason: it }),
    "a reason that it has": (it) => AbortSignal.abort(it),
    "a reason that it gets": aborting,
    ...Object.fromEntries([2, 3, 4, 5].map((reading) => [`aborted, reading ${reading}`, (it) => later("aborted", reading, it)])),
    "a reason that cannot be read": (it) => Object.defineProperty(signal({ aborted: true }), "reason", { get: () => { throw it; } }),
    ...Object.fromEntries([2, 3].map((reading) => [`addEventListener, reading ${reading}`, (it) => later("addEventListener", reading, it, () => {})])),
  };
  const slow = emporix({ fetch: (url, init) => new Promise((resolve) => setTimeout(() => resolve(service(url, init)), 3)) });
  const signalled = Object.entries(SIGNALS).flatMap(([name, make]) => [
    [`a call: ${name}`, (it) => slow.customers.list({}, { signal: make(it) })],
    [`an iteration: ${name}`, (it) => walk(slow.customers.all({}, { signal: make(it) }))],
    [`a bulk call: ${name}`, (it) => slow.segment("vip").putMany([{ customerId: "C-1" }, { customerId: "C-2" }], { signal: make(it), chunkSize: 1 })],
    [`another bulk call: ${name}`, (it) => slow.segment("vip").removeMany(new Set(["C-1", "C-2"]), { signal: make(it), concurrency: 1 })],
  ]);

  // Iterables of items.
  const stepping = (next, more) => ({ [Symbol.asyncIterator]: () => ({ next, ...more }) });
  const once = (step) => { let steps = 0; return () => ((steps += 1) > 2 ? { done: true } : step()); };
  const ITEMS = {
    "an item": (it) => [it, it],
    "an item of a Set": (it) => new Set([it, "C-1"]),
    "an item of a generator": function* (it) { yield it; },
    "customerId": (it) => [{ customerId: it }],
    "legalEntityId": (it) => [{ customerId: "C-1", legalEntityId: it }],
    "mixins": (it) => [{ customerId: "C-1", mixins: it }, { customerId: "C-1", mixins: { a: it } }, { customerId: "C-1", metadata: it }],
    "what a generator throws": function* (it) { yield { customerId: "C-1" }; throw it; },
    "Symbol.iterator": (it) => ({ [Symbol.iterator]: it }),
    "Symbol.asyncIterator": (it) => ({ [Symbol.asyncIterator]: it }),
    "an iterator": (it) => ({ [Symbol.asyncIterator]: () => it }),
    "next": (it) => stepping(it),
    "a step": (it) => stepping(once(() => it)),
    "a step that comes later": (it) => stepping(once(async () => it)),
    "done": (it) => stepping(once(() => ({ done: it, value: it }))),
    "value": (it) => stepping(once(() => ({ done: false, value: it }))),
    "return": (it) => stepping(once(() => ({ done: false, value: "C-1" })), { return: it }),
    "an array that cannot be opened": (it) => Object.defineProperty(["C-1", "C-2", "C-3"], Symbol.iterator, { value: () => { throw it; } }),
    "a Set that cannot be opened": (it) => Object.defineProperty(new Set(["C-1", "C-2", "C-3"]), Symbol.iterator, { value: () => { throw it; } }),
    "the length of an array": (it) => new Proxy(["C-1"], { get: (target, name) => (name === "length" ? it : name === Symbol.iterator ? boom : target[name]) }),
    "the size of a Set": (it) => Object.defineProperties(new Set(["C-1"]), { size: { value: it }, [Symbol.iterator]: { value: boom } }),
  };
  const bulk = Object.entries(ITEMS).flatMap(([name, make]) => [
    [`putMany: ${name}`, async (it) => { (await segment.putMany(make(it))).throwIfFailed(); }],
    [`removeMany: ${name}`, async (it) => { (await segment.removeMany(make(it), { chunkSize: 1 })).throwIfFailed(); }],
    [`an aborted call: ${name}`, (it) => segment.removeMany(make(it), { signal: AbortSignal.abort() })],
  ]);

  const terms = (...values) => field("a").eq(1).and(...values).toString();
  const QUERIES = [
    ["field", (it) => field(it).eq(1).toString()],
    ["field, twice", (it) => field(it).missing().and(field(it).exists()).toString()],
    ...each("eq in gt gte lt lte matches", (name) => [name, (it) => field("a")[name](it).toString()]),
    ...each("eq in gt gte lt lte matches", (name) => [`${name}, an item`, (it) => field("a")[name]([it]).toString()]),
    ...each("isNull exists missing", (name) => [name, (it) => field("a")[name](it).toString()]),
    ["between, from", (it) => field("a").between(it, 2).toString()],
    ["between, to", (it) => field("a").between(1, it).toString()],
    ["between", (it) => field("a").between(it, it).toString()],
    ["and", (it) => terms(it)],
    ["and, a second", (it) => terms(field("b").eq(2), it)],
    ["and, in an array", (it) => terms([it])],
    ["and, terms", (it) => terms({ terms: it })],
    ["and, a term", (it) => terms({ terms: [it] })],
    ...each("field op values", (name) => [`and, ${name} of a term`, (it) => terms({ terms: [{ field: "a", op: "eq", values: [1], [name]: it }] })]),
    ["q, terms", (it) => customers.list({ q: { terms: it } })],
    ["q, a term", (it) => customers.search({ q: { terms: [it] } })],
  ];

  const JUDGED = each("validate ensure", (name) => [
    ["value", (schema, it) => schema[name](it)],
    ["an item", (schema, it) => schema[name]([it])],
    ["options", (schema, it) => schema[name]({}, it)],
    ["codes", (schema, it) => schema[name]({}, { codes: it })],
    ["locale", (schema, it) => schema[name]("x", { locale: it })],
    ...each("id contactEmail mixins metadata q sort tags extraQuery types createdAt addresses unknown", (place) => [place, (schema, it) => schema[name]({ contactName: "a", customerId: "b", [place]: it })]),
    ["a mixin", (schema, it) => schema[name]({ contactName: "a", customerId: "b", mixins: { a: it } })],
  ].map(([where, run]) => [`${name}: ${where}`, run])).flat();

  // The rest of a schema: fields, languages, and the interface that other libraries call.
  const ASKED = [
    ["validateField: path", (schema, it) => schema.validateField(it, 1)],
    ["validateField: a part of the path", (schema, it) => schema.validateField(["addresses", it], 1)],
    ["validateField: value", (schema, it) => schema.validateField("addresses", it)],
    ["validateField: value at the root", (schema, it) => schema.validateField("", it)],
    ["validateField: options", (schema, it) => schema.validateField("id", 1, it)],
    ["validateJson: text", (schema, it) => schema.validateJson(it)],
    ["validateJson: options", (schema, it) => schema.validateJson("{}", it)],
    ["with", (schema, it) => schema.with(it).validate(1)],
    ["with, twice", (schema, it) => schema.with({ locale: "de" }).with(it).validate(1)],
    ...each("codes locale messages unknown", (name) => [`with: ${name}`, (schema, it) => schema.with({ [name]: it }).validate(1, { [name]: it })]),
    ["messages: what they give", (schema, it) => schema.validate(1, { messages: () => it })],
    ["~standard.validate", (schema, it) => schema["~standard"].validate(it)],
    ["~standard.validate: options", (schema, it) => schema["~standard"].validate(1, it)],
    ["~standard.jsonSchema", (schema, it) => schema["~standard"].jsonSchema.input(it)],
    ["~standard.jsonSchema: target", (schema, it) => schema["~standard"].jsonSchema.output({ target: it })],
  ];

  return {
    "schemas, otherwise": Object.entries(schemas).flatMap(([schema, it]) => ASKED.map(([where, run]) => [`schemas.${schema}.${where}`, (value) => run(it, value)])),
    "schemas": Object.entries(schemas).flatMap(([schema, it]) => JUDGED.map(([where, run]) => [`schemas.${schema}.${where}`, (value) => run(it, value)])),
    "jsonSchema": Object.entries(schemas).map(([name, schema]) => [`schemas.${name}.jsonSchema, changed`, (it) => { schema.jsonSchema.properties = it; return schema.jsonSchema; }]),
    "queries": QUERIES,
    "isClientError": [["isClientError", (it) => pkg.isClientError(it)]],
    "loading": [["init", (it) => pkg.init(it)], ["what init is given later", (it) => pkg.init((async () => it)())], ["initSync", (it) => pkg.initSync(it)]],
    "error classes": each("ClientError DecodeError ValidationError", (name) => [name, (it) => new pkg[name](it).toJSON()]),
    "constructors": [["EmporixClient", (it) => new EmporixClient(it)], ["SpiriiClient", (it) => new SpiriiClient(it)]],
    "options of Emporix's client": [...options(called, CLIENT), ...options((more) => emporix(more).segment("vip").putMany([{ customerId: "C-1" }]), "fetch onEvent headers")],
    "options of Spirii's client": options((more) => spirii(more).customers.list(), CLIENT),
    "ways to authorize": [
      ...options(authorized, "token getToken clientId anonymous"),
      ...options((more) => authorized({ clientId: "c", clientSecret: "s", ...more }), "clientId clientSecret scope"),
      ...options((more) => authorized({ anonymous: { clientId: "c", ...more } }), "clientId siteCode currency language targetLocation"),
      ...each("token expiresInSeconds", (name) => [`${name} of what getToken gives`, (it) => authorized({ getToken: async () => ({ token: "t", [name]: it }) })]),
      ["the second token", (it) => { let asked = 0; return called({ auth: { getToken: () => (asked++ ? it : "t") }, fetch: async () => json({}, { status: 401 }) }); }],
      ["the second key", (it) => { let asked = 0; return spirii({ apiKey: () => (asked++ ? it : "k"), fetch: async () => json({}, { status: 401 }) }).customers.list(); }],
    ],
    "arguments": rowsOf((args, call, given, name) => [
      ...args.map((_, index) => [`${name}, argument ${index}`, (it) => call(...at(args, index, it))]),
      [`${name}, every argument`, (it) => call(...args.map(() => it))],
      [`${name}, one argument too many`, (it) => call(...args, it)],
    ]),
    "fields of arguments": rowsOf((args, call, given, name) => given.flatMap((argument, index) =>
      (FIELDS[argument]?.split(" ") ?? []).flatMap((inner) => [
        [`${name}, ${argument}.${inner}`, (it) => call(...at(args, index, { [inner]: it }))],
        [`${name}, ${argument}.${inner}, an item`, (it) => call(...at(args, index, { [inner]: [it] }))],
        [`${name}, ${argument}.${inner}, a field`, (it) => call(...at(args, index, { [inner]: { a: it } }))],
      ]))),
    "keys of assignments": each("get put remove", (name) => [
      [`segment.${name}, customerId`, (it) => segment[name]({ customerId: it })],
      [`segment.${name}, legalEntityId`, (it) => segment[name]({ customerId: "C-1", legalEntityId: it })],
    ]).flat(),
    "progress": [
      ["onProgress", (it) => segment.putMany(["C-1", { customerId: "C-1" }], { onProgress: it })],
      ["what onProgress gives", (it) => segment.putMany([{ customerId: "C-1" }], { onProgress: () => it })],
      ["what onProgress throws", (it) => segment.putMany([{ customerId: "C-1" }], { onProgress: () => { throw it; } })],
      ["what onProgress rejects with", (it) => segment.putMany([{ customerId: "C-1" }], { onProgress: () => Promise.reject(it) })],
    ],
    "items of bulk calls": bulk,
    "signals": signalled,
    "answers": answering,
  };
}

/** Calls that nothing but microtasks happens in: a timer has to end them all the same, with this code. */
export const ENDLESS = {
  "a body of empty chunks takes too long": [({ customers }) => customers.list({}, { timeoutMs: 50 }), "timeout"],
  "a body of empty chunks is aborted": [({ customers }) => customers.list({}, { signal: AbortSignal.timeout(50) }), "aborted"],
  "items without an end, none of which can be sent, are aborted": [(client) => client.segment("vip").putMany((function* () { for (;;) yield {}; })(), { signal: AbortSignal.timeout(50) }), "result"],
};
/** The `fetch` for them. */
export const endlessly = async () => new Response(new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(0)) }));
