import { EmporixClient, schemas } from "commerce-customers";
import { bindForm } from "commerce-customers/forms";

const client = new EmporixClient({ baseUrl: location.origin, tenant: "acme", auth: { token: "sandbox" } });
const output = document.querySelector("output");

const { total } = await client.customers.list({ pageSize: 5 });
output.textContent = `${total} customers`;

bindForm(document.querySelector("form"), schemas.customerCreate, {
  onSubmit: async (customer) => {
    const { id } = await client.customers.create(customer);
    output.textContent = `created ${id}`;
  },
});
