// Every operation on the addresses of a customer, and each failure that the sandbox can give.
import assert from "node:assert/strict";
import { refused } from "./support.mjs";

/** The answers that these calls lead to, by operation. */
export const reached = {
  listAddresses: [200, 401, 404],
  addAddress: [201, 400, 401, 403, 404, 409],
  getAddress: [200, 401, 404],
  upsertAddress: [201, 204, 400, 401, 403, 404, 409],
  patchAddress: [[200, 204], 400, 401, 403, 404, 409],
  deleteAddress: [[202, 204], 401, 403, 404],
  addAddressTags: [[200, 201, 204], 401, 403, 404],
  removeAddressTags: [[200, 204], 401, 403, 404],
};

const whole = {
  contactName: "Ada Lovelace",
  companyName: "Analytical Engines",
  street: "St James's Square",
  streetNumber: "12",
  streetAppendix: "a",
  extraLine1: "1",
  extraLine2: "2",
  extraLine3: "3",
  extraLine4: "4",
  zipCode: "SW1Y 4JH",
  city: "London",
  country: "GB",
  state: "",
  contactPhone: "+44 20 7946 0000",
  isDefault: true,
  tags: ["BILLING"],
  metadata: { mixins: { delivery: "https://example.com/delivery.json" } },
  mixins: { delivery: { floor: 2 } },
  ownField: [1],
};

export async function calls({ managing, reading, unknown, lenient }) {
  const { id: number } = await managing.customers.create({ lastName: "Lovelace" });
  await right(managing.customers, number);
  const of = (client, customer = number) => client.customers.addresses(customer);
  const others = { reading: of(reading), unknown: of(unknown), lenient: of(lenient), nobodys: of(managing, "C-404") };
  await refusals(of(managing), others);
}

async function right(customers, number) {
  const addresses = customers.addresses(number);
  assert.deepEqual(await addresses.list(), []);
  assert.equal((await addresses.add({ ...whole, id: "home" })).id, "home");
  await addresses.add({ contactName: "Ada" });
  assert.equal((await addresses.upsert("work", { ...whole, isDefault: false })).created, true);
  const moved = { contactName: "Ada", city: "Ockham", isDefault: true, metadata: { version: 1 } };
  assert.equal((await addresses.upsert("work", moved)).created, false);
  await addresses.patch("work", { city: "Surrey", mixins: {} });
  await addresses.addTags("work", ["SHIPPING", "Küche & Bad"]);
  await addresses.removeTags("work", ["SHIPPING"]);
  await addresses.get("work");
  assert.equal((await addresses.list()).length, 3);
  const customer = await customers.get(number, { expand: ["addresses"] });
  assert.equal(customer.addresses.length, 3);
  await customers.list({ q: `id:${number}`, expand: ["addresses"] });
}

async function refusals(addresses, { reading, unknown, lenient, nobodys }) {
  for (const [status, refusing] of [[403, reading], [401, unknown]]) {
    await refused(status, refusing.add({ contactName: "X" }));
    await refused(status, refusing.upsert("home", { contactName: "X" }));
    await refused(status, refusing.patch("home", { city: "X" }));
    await refused(status, refusing.delete("home"));
    await refused(status, refusing.addTags("home", ["X"]));
    await refused(status, refusing.removeTags("home", ["X"]));
  }
  await refused(401, unknown.list());
  await refused(401, unknown.get("home"));

  const noCountry = { contactName: "X", country: "QQ" };
  await refused(400, lenient.add(noCountry));
  await refused(400, lenient.upsert("home", noCountry));
  await refused(400, lenient.patch("home", noCountry));
  await refused(400, addresses.upsert("nameless", { city: "X" }));

  await refused(409, addresses.add({ contactName: "X", id: "home" }));
  await refused(409, addresses.upsert("work", { contactName: "X", metadata: { version: 1 } }));
  await refused(409, addresses.patch("work", { city: "X", metadata: { version: 1 } }));

  await refused(404, nobodys.list());
  await refused(404, nobodys.add({ contactName: "X" }));
  await refused(404, nobodys.get("home"));
  await refused(404, nobodys.upsert("home", { contactName: "X" }));
  await refused(404, addresses.get("a b&ä"));
  await refused(404, addresses.patch("none", { city: "X" }));
  await refused(404, addresses.addTags("none", ["X"]));
  await refused(404, addresses.removeTags("none", ["X"]));
  await addresses.delete("home");
  await refused(404, addresses.delete("home"));
}
