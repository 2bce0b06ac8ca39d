// What the packed package is put through in every runtime, and what must come of it. It uses nothing but the language, so
// that it can be loaded anywhere.

/** Runs everything against a fresh sandbox; what came of each step is plain data. */
export async function scenario({ lib, validate, url }) {
  const { EmporixClient, SpiriiClient, ValidationError, field, init, isClientError, schemas } = lib;
  const came = {};
  const refused = (promise) => promise.then(() => "nothing", (error) => [isClientError(error), error.code, error.status ?? null]);

  await Promise.all([init(), init(), validate.init()]);
  const wrong = { contactEmail: "ada", preferredCurrency: "EURO" };
  const codes = (result) => [result.ok, ...result.issues.map(({ path, code }) => `${path.join(".")} ${code}`)];
  came.validate = codes(schemas.customerCreate.validate(wrong));
  came.smaller = codes(validate.schemas.customerCreate.validateJson(new TextEncoder().encode(JSON.stringify(wrong))));
  came.german = validate.schemas.email.with({ locale: "de" }).validate("ada").issues[0].message;

  const options = { baseUrl: url, tenant: "acme", auth: { token: "sandbox" } };
  const client = new EmporixClient(options);
  const { customers } = client;
  const { id } = await customers.create({ contactEmail: "ada@example.com", firstName: "Ada" });
  came.upsert = (await customers.upsert(id, { firstName: "Ada", lastName: "Lovelace" })).created;
  await customers.patch(id, { preferredCurrency: "GBP" });
  const { firstName, lastName, preferredCurrency } = await customers.get(id);
  came.get = [firstName, lastName, preferredCurrency];

  const page = await customers.list({ pageSize: 20, sort: "lastName" });
  came.list = [page.items.length, page.total, page.hasNext];
  const ids = new Set();
  for await (const customer of customers.all({ q: field("id").exists(), pageSize: 50 })) ids.add(customer.id);
  came.iterate = ids.size;

  const items = [...Array.from({ length: 450 }, (_, index) => ({ customerId: `C-${index}` })), { customerId: "" }];
  const bulk = await client.segment("everybody").putMany(items, { concurrency: 2 });
  came.bulk = [bulk.succeeded, bulk.failed.map(({ position, error }) => [position, error instanceof ValidationError])];

  const controller = new AbortController();
  const aborted = refused(customers.list({}, { signal: controller.signal }));
  controller.abort();
  came.abort = await aborted;
  await customers.delete(id);
  came.gone = await refused(customers.get(id));
  came.invalid = await refused(customers.create(wrong));
  came.stranger = await refused(new EmporixClient({ ...options, auth: { token: "nobody" } }).customers.list());
  const spirii = new SpiriiClient({ baseUrl: url, apiKey: "sandbox-key", dangerouslyAllowBrowser: true });
  came.spirii = (await spirii.customers.list({ types: ["CPO"], limit: 2 })).items.map(({ type }) => type);
  return came;
}

export const DUE = {
  validate: [false, "contactEmail format", "preferredCurrency max_length"],
  smaller: [false, "contactEmail format", "preferredCurrency max_length"],
  german: "Geben Sie eine E-Mail-Adresse wie name@example.com ein.",
  upsert: false,
  get: ["Ada", "Lovelace", "GBP"],
  list: [20, 201, true],
  iterate: 201,
  bulk: [450, [[450, true]]],
  abort: [true, "aborted", null],
  gone: [true, "not_found", 404],
  invalid: [true, "validation", null],
  stranger: [true, "authentication", 401],
  spirii: ["CPO", "CPO"],
};
