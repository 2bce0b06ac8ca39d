import { EmporixClient, schemas } from "commerce-customers";

const client = new EmporixClient({
  baseUrl: "http://127.0.0.1:8787", // leave it out for https://api.emporix.io
  tenant: "acme",
  auth: { token: "sandbox" },
});

const body = { contactEmail: "ada.lovelace@example.com", lastName: "Lovelace", preferredCurrency: "GBP" };
const result = schemas.customerCreate.validate(body);
if (result.ok) {
  const { id } = await client.customers.create(result.value);
  const customer = await client.customers.get(id);
  console.log(customer.lastName, customer.metadata.version);
}

const page = await client.customers.list({ pageNumber: 1, pageSize: 20, sort: "lastName" });
console.log(page.items.length, page.total, page.hasNext);
