// Good uses compile, and bad ones do not: each `@ts-expect-error` is an error of its own when the line below it compiles.
import {
  ClientError,
  EmporixClient,
  SpiriiClient,
  ValidationError,
  field,
  init,
  isClientError,
  schemas,
  type CallOptions,
  type ClientEvent,
  type Customer,
  type CustomerCreate,
  type EmporixAuth,
  type Issue,
  type OffsetPage,
  type Page,
  type SpiriiCustomer,
} from "commerce-customers";
import { bindForm, type FormBinding } from "commerce-customers/forms";
import * as validate from "commerce-customers/validate";
import type { StandardJSONSchemaV1, StandardSchemaV1 } from "@standard-schema/spec";

await init();
await init(new URL("https://example.com/client_bg.wasm"));

const client = new EmporixClient({ tenant: "acme", auth: { token: "t" }, responses: "strict", fetch });
const page: Page<Customer> = await client.customers.list({ sort: ["lastName", "name.en:desc"], expand: ["mixin:loyalty"] });
const name: string | null | undefined = page.items[0]?.lastName;
const total: number | null = page.total;
const customer = await client.customers.get("C-1", { expand: ["addresses"] }, { signal: new AbortController().signal });
const country: string | null | undefined = customer.addresses?.[0]?.country;
const made: { id: string } = await client.customers.create({ type: "SOMETHING", restriction: null, mixins: { a: { b: 1 } } });

const upserted: { created: boolean; id?: string } = await client.customers.upsert("C-1", { contactEmail: "a@b.example" });
await client.customers.patch("C-1", { restriction: null }, { mergePatch: true });
for await (const each of client.customers.all({ maxPages: 2, q: field("lastName").eq("L").and(field("id").exists()) })) {
  const each2: Customer = each;
  void each2;
}
const addresses = client.customers.addresses("C-1");
await addresses.upsert((await addresses.add({ contactName: "A" })).id, { isDefault: true });
const vip = client.segment("vip");
const put: { created: boolean } = await vip.put({ customerId: "1", legalEntityId: "2" });
const bulk = await vip.putMany(new Set([{ customerId: "1" }]), { concurrency: 2, onProgress: ({ total }) => void total });
const item: { customerId: string } | undefined = bulk.failed[0]?.item;
const spirii = new SpiriiClient({ apiKey: "k" });
const part: OffsetPage<SpiriiCustomer> = await spirii.customers.list({ createdAtFrom: new Date(), extraQuery: { x: [1, "2"] } });

const ways: EmporixAuth[] = [
  { token: "t" },
  { getToken: () => "t" },
  { getToken: async ({ reason, signal }) => ({ token: `${reason satisfies "initial" | "expired" | "unauthorized"}${signal.aborted}`, expiresInSeconds: 60 }) },
  { clientId: "c", clientSecret: "s", scope: "a b" },
  { anonymous: { clientId: "c", siteCode: "main", currency: "EUR", language: "de", targetLocation: "DE" } },
];
const options: CallOptions = { timeoutMs: 1, totalTimeoutMs: false, maxRetries: 0, retry: "always", headers: { "X-Trace": "7" } };
const events: ClientEvent[] = [];
const trusting = new EmporixClient({ tenant: "acme", auth: ways[1]!, ...options, dangerouslyAllowBrowser: true, onEvent: (event) => void events.push(event) });
await trusting.customers.list({}, { ...options, signal: AbortSignal.timeout(5) });
await trusting.customers.all({}, options).next();
const wait: number | undefined = events[0]?.delayMs;
new SpiriiClient({ apiKey: async () => "k", totalTimeoutMs: 5 });

const result = schemas.customerCreate.validate({});
if (result.ok) {
  const value: CustomerCreate = result.value;
  void value;
} else {
  const issues: Issue[] = result.issues;
  void issues;
}
const unknown: unknown = {};
const ensure: (value: unknown) => asserts value is CustomerCreate = schemas.customerCreate.ensure;
ensure(unknown);
const email: string | undefined = unknown.contactEmail;
const standard: StandardSchemaV1<CustomerCreate, CustomerCreate> & StandardJSONSchemaV1<CustomerCreate, CustomerCreate> = schemas.customerCreate;
const inferred: StandardSchemaV1.InferOutput<typeof schemas.customerCreate> = { contactEmail: "a@b.example" };
const german = schemas.customerCreate.with({ locale: "de", messages: ({ code, params }) => (code === "max_length" ? `≤ ${params.max}` : undefined) });
const fieldIssues: Issue[] = german.validateField(["addresses", 0, "country"], "DE");

const form = document.createElement("form");
const binding: FormBinding = bindForm(form, schemas.customerCreate, {
  onSubmit: async (value, event) => {
    const body: CustomerCreate = value;
    void [body.contactEmail, event.submitter];
  },
  trigger: "submit",
  summary: document.createElement("div"),
  locale: "de",
  messages: ({ code }) => (code === "required" ? "!" : undefined),
});
const fine: boolean = binding.validate();
const held: unknown = binding.values();
await validate.init();
validate.initSync(new Uint8Array());
const alone: typeof schemas = validate.schemas;
const judged: validate.Issue[] = alone.tenant.validate("acme").issues;
const create: validate.CustomerCreate = { contactEmail: "a@b.example" };
bindForm(form, validate.schemas.email, { onSubmit: (value) => void value.length }).dispose();

try {
  await client.customers.list();
} catch (error) {
  if (isClientError(error)) {
    const retryable: boolean = error.retryable;
    if (error instanceof ValidationError) void error.issues[0]?.path;
    binding.showErrors(error);
    binding.showErrors(fieldIssues);
    void retryable;
  }
}

new EmporixClient({ tenant: "acme", auth: { token: "t" }, fetch: (url, init) => fetch(new Request(url, init), { keepalive: init.method === "POST" }) });
await init(new Request("https://example.com/client_bg.wasm"));
await init(fetch("https://example.com/client_bg.wasm"));
const seen: string | null | undefined = (await client.customers.list()).response?.headers.get("x-request-id");
void seen;
// @ts-expect-error what is fetched is a response
new EmporixClient({ tenant: "acme", auth: { token: "t" }, fetch: async () => "text" });
// @ts-expect-error a tenant is needed
new EmporixClient({ auth: { token: "t" } });
// @ts-expect-error so is an authorization
new EmporixClient({ tenant: "acme" });
// @ts-expect-error half of the credentials
new EmporixClient({ tenant: "acme", auth: { clientId: "c" } });
// @ts-expect-error true is no time
client.customers.list({}, { totalTimeoutMs: true });
// @ts-expect-error a signal is a call's
new EmporixClient({ tenant: "acme", auth: { token: "t" }, signal: AbortSignal.timeout(5) });
// @ts-expect-error headers are texts
client.customers.list({}, { headers: { "X-Trace": 7 } });
// @ts-expect-error an id is a text
client.customers.get(42);
// @ts-expect-error no such expand
client.customers.list({ expand: ["everything"] });
// @ts-expect-error null is not asked for here
client.customers.create({ firstName: null });
// @ts-expect-error an answer's field may be absent
const certain: string = customer.lastName;
// @ts-expect-error an item needs its customer
vip.putMany([{ legalEntityId: "2" }]);
// @ts-expect-error an address needs somebody to ask for
addresses.add({ city: "Bonn" });
// @ts-expect-error greater than a text means nothing
field("lastName").gt("L");
// @ts-expect-error no such type
spirii.customers.list({ types: ["private"] });
// @ts-expect-error a patch cannot set a number
client.customers.patch("C-1", { id: "C-2" });
// @ts-expect-error the client is not there
new validate.EmporixClient({ tenant: "acme", auth: { token: "t" } });
// @ts-expect-error no such language
schemas.customerCreate.with({ locale: "fr" });
// @ts-expect-error no such trigger
bindForm(form, schemas.customerCreate, { trigger: "input" });
// @ts-expect-error a form, not any element
bindForm(document.body, schemas.customerCreate);
// @ts-expect-error an address has no such field
bindForm(form, schemas.addressCreate, { onSubmit: (value) => void value.contactEmail });
// @ts-expect-error what a form holds may be anything
const email2: string = binding.values().contactEmail;
// @ts-expect-error what a schema is for is known
const address: StandardSchemaV1.InferOutput<typeof schemas.customerCreate> = { contactEmail: 7 };
// @ts-expect-error errors are made by the library
new ClientError();
// @ts-expect-error ids are read only in errors
page.issues = [];

void [fine, held, email2, standard, inferred, fieldIssues, address, wait, upserted, put, item, part, name, total, country, made, email, certain];
