// The judge itself: what is right passes, and each way of breaking the document is found.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { startJudge } from "./judge.mjs";

let judge;
before(async () => {
  judge = await startJudge();
});
after(() => judge.stop());

const HOST = "http://127.0.0.1:1";
const CUSTOMERS = "/customer/acme/customers";
const SEGMENT = "/customer-segment/acme/segments/vip/customers";
const AUTHORIZED = { authorization: "Bearer x" };
const SENDING = { ...AUTHORIZED, "content-type": "application/json" };
const JSON_TYPE = { "content-type": "application/json" };
const FAULT = { fault: { faultstring: "Invalid access token", detail: { errorcode: "oauth.v2.InvalidAccessToken" } } };
const MESSAGE = { type: null, status: 404, message: "Not found.", details: null };
const SEGMENT_ERROR = { code: 404, status: "Not Found", message: "Not found.", details: { field: "x" } };

/** A request and its answer; bodies are values, or text that is no JSON. */
const exchange = (method, path, { sent, answered, headers, status = 200, answerHeaders } = {}) => ({
  request: { method, url: HOST + path, headers: headers ?? (sent === undefined ? AUTHORIZED : SENDING), body: written(sent) ?? null },
  answer: { status, headers: answerHeaders ?? (answered === undefined ? {} : JSON_TYPE), body: written(answered) ?? "" },
});
const written = (value) => (typeof value === "string" || value === undefined ? value : JSON.stringify(value));
const page = (items) => ({ answered: items, answerHeaders: { ...JSON_TYPE, count: "7" } });
const spirii = (query, more = {}) => exchange("GET", `/v2/customers${query}`, { answered: { data: [], count: 0 }, ...more });

test("what keeps to the document passes, and is known by its operation", async () => {
  const address = `${CUSTOMERS}/C-1/addresses/a%2Fb`;
  for (const [operation, right] of [
    ["listCustomers", exchange("GET", CUSTOMERS, page([{ id: "1", company: null, preferredCurrency: "EUR", own: [1] }]))],
    ["listCustomers", exchange("GET", `${CUSTOMERS}?pageNumber=1&pageSize=2&expand=addresses%2Cmixin%3A%2A&sort=a.b%3ADESC%2Cc&q=a%3A%22b%20c%22`, page([]))],
    ["listCustomers", exchange("GET", CUSTOMERS, { status: 401, answered: FAULT })],
    ["searchCustomers", exchange("POST", `${CUSTOMERS}/search?pageSize=2`, { sent: { q: "a:b" }, ...page([]) })],
    ["createCustomer", exchange("POST", `${CUSTOMERS}?sendPasswordResetNotifications=false`, { sent: { lastName: "X", restriction: null, own: 1 }, status: 201, answered: { id: "1" } })],
    ["createCustomer", exchange("POST", CUSTOMERS, { sent: {}, status: 409, answered: { ...MESSAGE, status: 409 } })],
    ["getCustomer", exchange("GET", `${CUSTOMERS}/Search`, { status: 404, answered: MESSAGE })],
    ["getCustomer", exchange("GET", `${CUSTOMERS}/%F0%9F%98%80?expand=accounts`, { answered: { addresses: [{ country: "DE" }], defaultAddress: null } })],
    ["upsertCustomer", exchange("PUT", `${CUSTOMERS}/C-1`, { sent: { active: true }, status: 204 })],
    ["patchCustomer", exchange("PATCH", `${CUSTOMERS}/C-1`, { sent: { lastName: "X" }, headers: { ...AUTHORIZED, "content-type": "application/merge-patch+json" } })],
    ["deleteCustomer", exchange("DELETE", `${CUSTOMERS}/C-1`, { status: 202 })],
    ["addAddress", exchange("POST", `${CUSTOMERS}/C-1/addresses`, { sent: { contactName: "X" }, status: 201, answered: { id: "a" } })],
    ["getAddress", exchange("GET", address, { answered: { isDefault: null } })],
    ["addAddressTags", exchange("POST", `${address}/tags?tags=A%2CB`, { status: 204 })],
    ["listAssignments", exchange("GET", `${SEGMENT}?fields=customer.id`, { headers: { ...AUTHORIZED, "x-total-count": "true" }, answered: [{}], answerHeaders: { ...JSON_TYPE, "x-total-count": "1" } })],
    ["getAssignment", exchange("GET", `${SEGMENT}/c`, { status: 404, answered: SEGMENT_ERROR })],
    ["putCompanyAssignment", exchange("PUT", `${SEGMENT}/c/l`, { sent: {}, status: 201 })],
    ["putAssignments", exchange("PUT", `${SEGMENT}/bulk`, { sent: [{ customerId: "c" }], status: 207, answered: [{ index: 1, code: 409, status: "Conflict" }] })],
    ["removeAssignments", exchange("DELETE", `${SEGMENT}/bulk`, { sent: [{ customerId: "c" }], status: 207, answered: [{ code: 204 }] })],
    ["listSpiriiCustomers", spirii("?customerIds=1&customerIds=2&types=CPO&createdAtFrom=2024-01-01T00%3A00%3A00Z")],
    ["listSpiriiCustomers", spirii("?customerIds=1", { answerHeaders: { ...JSON_TYPE, "x-ratelimit-limit": "600" } })],
    ["listSpiriiCustomers", spirii("", { status: 422, answered: { error: { type: "invalid_request" } } })],
  ]) {
    assert.deepEqual(await judge.faults(right), { operation, faults: [] }, `${right.request.method} ${right.request.url}`);
  }
});

test("a request that breaks the document is found", async () => {
  const list = (query, headers) => exchange("GET", CUSTOMERS + query, { ...page([]), headers });
  const create = (sent, headers) => exchange("POST", CUSTOMERS, { sent, headers, status: 201, answered: { id: "1" } });
  const merging = (sent) => exchange("PATCH", `${CUSTOMERS}/C-1`, { sent, headers: { ...AUTHORIZED, "content-type": "application/merge-patch+json" } });
  const bulk = (sent) => exchange("PUT", `${SEGMENT}/bulk`, { sent, status: 207, answered: [] });
  await eachFails("request", [
    [/not found/, exchange("GET", "/customer/acme/customer", page([]))],
    [/not spelled as/, exchange("GET", `${CUSTOMERS}/`, page([]))],
    [/not found/, exchange("GET", `${CUSTOMERS}/a/b`, { answered: {} })],
    [/not found/, exchange("GET", "/v1/customers", { answered: { data: [] } })],
    [/DELETE method not allowed/, exchange("DELETE", CUSTOMERS, { status: 204 })],
    [/GET method not allowed/, exchange("GET", `${SEGMENT}/bulk`, { answered: {} })],
    [/params\/tenant.*pattern/, exchange("GET", "/customer/Acme/customers", page([]))],
    [/params\/tenant.*fewer than 3/, exchange("GET", "/customer/ac/customers", page([]))],
    [/Unknown query parameter 'totalCount'/, list("?totalCount=true")],
    [/Unknown query parameter 'q'/, exchange("POST", `${CUSTOMERS}/search?q=a%3Ab`, { sent: {}, ...page([]) })],
    [/Unknown query parameter 'siteCode'/, exchange("GET", `${SEGMENT}?siteCode=main`, { answered: [] })],
    [/query\/pageSize.*>= 1/, list("?pageSize=0")],
    [/query\/pageSize.*integer/, list("?pageSize=1.5")],
    [/query\/pageSize.*integer/, list("?pageSize=1&pageSize=2")],
    [/query\/pageNumber.*pattern/, exchange("GET", `${SEGMENT}?pageNumber=0`, { answered: [] })],
    [/query\/sort.*pattern/, list("?sort=a%20b")],
    [/query\/sort.*pattern/, list("?sort=a%3Aup")],
    [/query\/expand.*pattern/, list("?expand=addresses%2C%2Caccounts")],
    [/reserved characters/, list("?q=a:b@c")],
    [/query\/tags.*required/, exchange("POST", `${CUSTOMERS}/1/addresses/2/tags`, { status: 204 })],
    [/query\/limit.*>= 1/, spirii("?limit=0")],
    [/query\/sortBy.*allowed values/, spirii("?sortBy=email")],
    [/query\/types\/1.*allowed values/, spirii("?types=CPO&types=Nobody")],
    [/query\/types\/0.*allowed values/, spirii("?types=CPO%2CPrivate")],
    [/query\/createdAt.*date-time/, spirii("?createdAt=2024-02-30T00%3A00%3A00Z")],
    [/header x-api-key/, list("", { ...AUTHORIZED, "x-api-key": "1" })],
    [/header x-total-count/, list("", { ...AUTHORIZED, "x-total-count": "true" })],
    [/headers\/x-total-count.*boolean/, exchange("GET", SEGMENT, { headers: { ...AUTHORIZED, "x-total-count": "yes" }, answered: [] })],
    [/headers\/emporix-tenant.*pattern/, list("", { ...AUTHORIZED, "emporix-tenant": "ACME" })],
    [/Authorization/, list("", {})],
    [/Authorization/, list("", { authorization: "Basic x" })],
    [/unsupported media type text\/plain/, create({}, { ...AUTHORIZED, "content-type": "text/plain" })],
    [/unsupported media type application\/merge-patch\+json/, create({}, { ...AUTHORIZED, "content-type": "application/merge-patch+json" })],
    [/unsupported media type/, create({}, AUTHORIZED)],
    [/JSON/, create("{")],
    [/no body|media type/, create(undefined, AUTHORIZED)],
    [/no body|body.*required/, create(undefined, SENDING)],
    [/body, but none is declared/, exchange("DELETE", `${CUSTOMERS}/C-1`, { sent: {}, status: 202 })],
    [/content type without a body/, exchange("DELETE", `${CUSTOMERS}/C-1`, { headers: SENDING, status: 202 })],
    [/body.*object/, create([])],
    [/body\/lastName.*string/, create({ lastName: 1 })],
    [/body\/lastName.*string/, create({ lastName: null })],
    [/body\/preferredCurrency.*pattern/, create({ preferredCurrency: "EURO" })],
    [/body\/id.*pattern/, create({ id: "a b" })],
    [/body\/mixins\/a.*object/, create({ mixins: { a: 1 } })],
    [/must NOT be valid/, merging({ active: true })],
    [/must NOT be valid/, merging({ onHold: false })],
    [/body\/pageSize|additional properties/, exchange("POST", `${CUSTOMERS}/search`, { sent: { q: "a:b", pageSize: 2 }, ...page([]) })],
    [/contactName.*required/, exchange("POST", `${CUSTOMERS}/1/addresses`, { sent: { city: "X" }, status: 201, answered: { id: "a" } })],
    [/body\/country.*pattern/, exchange("PUT", `${CUSTOMERS}/1/addresses/2`, { sent: { country: "DEU" }, status: 204 })],
    [/body\/metadata\/version.*integer/, exchange("PUT", `${SEGMENT}/c`, { sent: { metadata: { version: "1" } }, status: 204 })],
    [/customerId.*required/, bulk([{ customerId: "c" }, { legalEntityId: "l" }])],
    [/more than 200/, bulk(Array.from({ length: 201 }, (_, number) => ({ customerId: `c${number}` })))],
    [/body.*array/, bulk({ customerId: "c" })],
  ]);
});

test("an answer that breaks the document is found", async () => {
  const list = (answered, more) => exchange("GET", CUSTOMERS, { ...page(answered), ...more });
  const get = (answered, more) => exchange("GET", `${CUSTOMERS}/C-1`, { answered, ...more });
  const remove = (more) => exchange("DELETE", `${SEGMENT}/c`, { status: 204, ...more });
  await eachFails("answer", [
    [/status 204 is not declared/, exchange("GET", CUSTOMERS, { status: 204 })],
    [/status 200 is not declared/, remove({ status: 200 })],
    [/status 404 is not declared/, remove({ status: 404, answered: SEGMENT_ERROR })],
    [/status 400 is not declared/, exchange("GET", SEGMENT, { status: 400, answered: SEGMENT_ERROR })],
    [/status 500 is not declared/, get({}, { status: 500 })],
    [/status 429 is not declared/, get({}, { status: 429 })],
    [/header count is missing/, list([], { answerHeaders: JSON_TYPE })],
    [/header count must be integer/, list([], { answerHeaders: { ...JSON_TYPE, count: "many" } })],
    [/header x-total-count is not declared/, list([], { answerHeaders: { ...JSON_TYPE, count: "1", "x-total-count": "1" } })],
    [/header hybris-count is not declared/, get({}, { answerHeaders: { ...JSON_TYPE, "hybris-count": "1" } })],
    [/header x-ratelimit-limit must be integer/, spirii("", { answerHeaders: { ...JSON_TYPE, "x-ratelimit-limit": "600/min" } })],
    [/content type text\/html is not declared/, get({}, { answerHeaders: { "content-type": "text/html" } })],
    [/content type undefined is not declared/, get({}, { answerHeaders: {} })],
    [/JSON/, get("<html>")],
    [/no body, but one is declared/, get(undefined)],
    [/body, but none is declared/, remove({ answered: {} })],
    [/body, but none is declared/, exchange("PATCH", `${CUSTOMERS}/C-1`, { sent: {}, answered: { id: "1" } })],
    [/response.*array/, list({})],
    [/response.*object/, get([])],
    [/response\/0.*object/, list([null])],
    [/response\/0\/active.*boolean/, list([{ active: "yes" }])],
    [/response\/businessModel.*allowed values/, get({ businessModel: "C2C" })],
    [/response\/addresses\/0\/country.*pattern/, get({ addresses: [{ country: "Germany" }] })],
    [/response\/defaultAddress/, get({ defaultAddress: { tags: "A" } })],
    [/response\/metadata\/version.*integer/, get({ metadata: { version: 1.5 } })],
    [/must NOT be valid/, get({ password: "secret" })],
    [/response.*required/, exchange("POST", CUSTOMERS, { sent: {}, status: 201, answered: {} })],
    [/response.*fault/, get(MESSAGE, { status: 401 })],
    [/response/, get(FAULT, { status: 403 })],
    [/response\/status.*integer/, get({ ...MESSAGE, status: "404" }, { status: 404 })],
    [/response/, get(SEGMENT_ERROR, { status: 404 })],
    [/response\/details/, exchange("GET", `${SEGMENT}/c`, { status: 404, answered: { ...SEGMENT_ERROR, details: [] } })],
    [/response\/status.*string/, exchange("GET", `${SEGMENT}/c`, { status: 404, answered: MESSAGE })],
    [/response\/0.*code/, exchange("PUT", `${SEGMENT}/bulk`, { sent: [], status: 207, answered: [{ index: 1, status: "OK" }] })],
    [/response\/0\/customer\/id.*string/, exchange("GET", SEGMENT, { answered: [{ customer: { id: 7 } }] })],
    [/response.*object/, spirii("", { answered: [] })],
    [/response.*data/, spirii("", { answered: { count: 0 } })],
    [/response\/data\/0.*id/, spirii("", { answered: { data: [{ name: "X" }] } })],
    [/response\/data\/0\/type.*allowed values/, spirii("", { answered: { data: [{ id: 1, type: "Nobody" }] } })],
    [/response.*error/, spirii("", { status: 400, answered: MESSAGE })],
  ]);
});

async function eachFails(way, cases) {
  for (const [expected, wrong] of cases) {
    const { faults } = await judge.faults(wrong);
    const what = `${expected} of ${wrong.request.method} ${wrong.request.url} in ${JSON.stringify(faults)}`;
    assert.ok(faults.some((fault) => fault.startsWith(`${way}: `) && expected.test(fault)), what);
    assert.ok(faults.every((fault) => fault.startsWith(`${way}: `)), `nothing but a wrong ${way}: ${what}`);
  }
}
