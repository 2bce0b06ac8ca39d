// Every operation on customers, with every parameter, and each failure that the sandbox can give.
import assert from "node:assert/strict";
import { field } from "commerce-customers";
import { refused, take } from "./support.mjs";

/** The answers that these calls lead to, by operation. */
export const reached = {
  listCustomers: [200, 400, 401],
  searchCustomers: [200, 400, 401],
  getCustomer: [200, 401, 404],
  createCustomer: [201, 400, 401, 403, 409],
  upsertCustomer: [201, 204, 400, 401, 403, 409],
  patchCustomer: [200, 400, 401, 403, 404, 409],
  deleteCustomer: [202, 401, 403, 404],
};

/** `managing` may do everything, `reading` reads, `unknown` has no valid token, `lenient` sends codes that no one has. */
export async function calls({ managing, reading, unknown, lenient }) {
  await listings(managing.customers, unknown.customers);
  await one(managing.customers, unknown.customers);
  await creating(managing.customers);
  await changing(managing.customers);
  await refusals({ managing, reading, unknown, lenient });
}

async function listings(customers, unknown) {
  await customers.list();
  await customers.list({ pageNumber: 2 });
  const page = await customers.list({
    q: 'preferredCurrency:EUR metadataCreatedAt:(>="2000-01-01T00:00:00.000Z" AND <"2100-01-01T00:00:00Z")',
    sort: ["lastName", "metadataCreatedAt:desc"],
    pageNumber: 1,
    pageSize: 5,
    expand: ["addresses", "accounts", "mixin:*"],
  });
  assert.equal(page.items.length, 5);
  await customers.list({ sort: "lastName:DESC", expand: ["mixin:loyalty"] });
  for (const q of queries()) {
    await customers.list({ q, pageSize: 1 });
    await customers.search({ q, pageSize: 1 });
  }
  await customers.search();
  const found = await customers.search({
    q: 'type:("CUSTOMER" OR missing)',
    sort: "lastName",
    pageNumber: 1,
    pageSize: 5,
    expand: ["addresses"],
  });
  assert.equal(found.items.length, 5);
  assert.equal((await take(12, customers.all({ pageSize: 5, sort: "id" }))).length, 12);

  await refused(400, customers.list({ q: "contactEmail" }));
  await refused(400, customers.search({ q: "lastName:(a" }));
  await refused(401, unknown.list());
  await refused(401, unknown.search({ q: "lastName:a" }));
}

/** One of each kind that can be built. */
function queries() {
  const created = field("metadataCreatedAt");
  const [from, to] = [new Date("2000-01-01T00:00:00Z"), new Date("2100-01-01T00:00:00Z")];
  const points = field("mixins.loyalty.points");
  return [
    field("lastName").eq("Müller (Köln) & Söhne: 5 % + 1 = ?"),
    field("active").eq(true),
    points.eq(7),
    field("preferredCurrency").in(["EUR", "USD"]),
    ...[points.gt(1), points.gte(1), points.lt(9), points.lte(9), points.between(1, 9)],
    ...[created.gte(from), created.lt(to), created.between(from, to)],
    field("lastName").matches("^M.* (a|b)"),
    ...[field("company").isNull(), field("company").exists(), field("company").missing()],
    field("lastName").exists().and(field("onHold").eq(false), field("type").eq("CUSTOMER")),
  ];
}

async function one(customers, unknown) {
  const { items } = await customers.list({ pageSize: 1 });
  const number = items[0].customerNumber;
  await customers.get(number);
  await customers.get(number, { expand: ["addresses", "accounts", "mixin:*"] });
  await refused(404, customers.get("C-404"));
  await refused(404, customers.get("ä b?&=#%+😀"));
  await refused(401, unknown.get(number));
}

const whole = {
  contactEmail: "ada.lovelace@example.com",
  title: "MS",
  firstName: "Ada",
  middleName: "",
  lastName: "Lovelace 😀 \"\\",
  contactPhone: "+44 20 7946 0000",
  company: "Analytical Engines",
  preferredLanguage: "en_GB",
  preferredCurrency: "GBP",
  preferredSite: "main",
  type: "CUSTOMER",
  photoUrl: "https://example.com/ada.png",
  restriction: null,
  b2b: { companyRegistrationId: "HRB 1" },
  mixins: { loyalty: { tier: "gold", points: 7, since: null } },
  ownField: [1, { a: null }],
};

async function creating(customers) {
  const metadata = { mixins: { loyalty: "https://example.com/loyalty.json" } };
  const body = { ...whole, metadata, id: "contract-1", password: "correct horse" };
  assert.equal((await customers.create(body, { sendPasswordResetNotifications: false })).id, "contract-1");
  const { id } = await customers.create({ lastName: "X" }, { sendPasswordResetNotifications: true });
  await customers.get(id, { expand: ["mixin:*"] });
  await customers.get("contract-1", { expand: ["accounts", "mixin:loyalty"] });
  await refused(409, customers.create(body));
  await refused(409, customers.create({ id: "contract-1" }));
}

async function changing(customers) {
  const { metadata } = await customers.get("contract-1");
  const changed = { ...whole, lastName: "King", active: true, onHold: false, metadata: { version: metadata.version } };
  assert.equal((await customers.upsert("contract-1", changed)).created, false);
  const quietly = { sendPasswordResetNotifications: false };
  assert.equal((await customers.upsert("contract-2", { lastName: "Byron" }, quietly)).created, true);
  await refused(409, customers.upsert("contract-1", changed));

  const mixins = { loyalty: { tier: "platinum" } };
  await customers.patch("contract-1", { firstName: "Augusta", active: false, restriction: null, mixins });
  await customers.patch("contract-1", { firstName: "Ada", restriction: null }, { mergePatch: true });
  await refused(409, customers.patch("contract-1", { lastName: "X", metadata: { version: metadata.version } }));
  await refused(404, customers.patch("C-404", { lastName: "X" }));

  await customers.delete("contract-2");
  await refused(404, customers.delete("contract-2"));
}

async function refusals({ managing, reading, unknown, lenient }) {
  for (const [status, { customers }] of [[403, reading], [401, unknown]]) {
    await refused(status, customers.create({ lastName: "X" }));
    await refused(status, customers.upsert("contract-1", { lastName: "X" }));
    await refused(status, customers.patch("contract-1", { lastName: "X" }));
    await refused(status, customers.delete("contract-1"));
  }
  const noCurrency = { preferredCurrency: "QQQ" };
  await refused(400, lenient.customers.create(noCurrency));
  await refused(400, lenient.customers.upsert("contract-1", noCurrency));
  await refused(400, lenient.customers.patch("contract-1", noCurrency));
  await managing.customers.get("contract-1");
}
