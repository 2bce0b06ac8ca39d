// Spirii's listing with every parameter, and each failure that the sandbox can give.
import assert from "node:assert/strict";
import { refused, take } from "./support.mjs";

/** The answers that these calls lead to, by operation. */
export const reached = { listSpiriiCustomers: [200, 401, 403] };

export async function calls({ spirii, readingSpirii, unknownSpirii }) {
  const { customers } = spirii;
  const page = await customers.list();
  assert.ok(page.items.length > 2);
  const [first, second] = page.items;
  await customers.list({ limit: 2, offset: 1, sortBy: "name", sortDirection: "asc" });
  for (const sortBy of ["id", "type", "ownerName", "cpoName", "createdAt", "updatedAt"]) {
    await customers.list({ limit: 1, sortBy, sortDirection: "desc" });
  }
  await customers.list({ search: "a & b=ü", limit: 5 });
  const both = await customers.list({ customerIds: [first.id, second.id] });
  assert.equal(both.items.length, 2);
  await customers.list({ customerIds: [first.id] });
  await customers.list({ types: ["Private", "Business", "CPO", "CPOSubsidiary"] });
  await customers.list({ types: ["CPO"] });
  await customers.list({ ownerId: first.owner?.id ?? first.id });
  await customers.list({ directOwnerId: first.id, cpoId: first.cpo?.id ?? first.id });
  await customers.list({ createdAtFrom: new Date("2020-01-01T00:00:00Z"), createdAtTo: "2030-01-01T00:00:00+02:00" });
  await customers.list({ updatedAtFrom: "2020-01-01T00:00:00.5Z", updatedAtTo: new Date("2030-01-01T00:00:00Z") });
  await customers.list({ createdAt: "2024-02-29T12:00:00-05:30", updatedAt: new Date("2024-02-29T12:00:00Z") });
  assert.equal((await take(9, customers.all({ limit: 4 }))).length, 9);
  // Filters that are for owners and operators only.
  for (const query of [{ ownerId: first.id }, { directOwnerId: first.id }, { cpoId: first.id }]) {
    await refused(403, readingSpirii.customers.list(query));
  }
  await refused(401, unknownSpirii.customers.list());
}
