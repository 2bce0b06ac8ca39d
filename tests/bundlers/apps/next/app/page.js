// A server component with a client component in it.
import { EmporixClient } from "commerce-customers";
import { Email } from "./email.js";

export const dynamic = "force-dynamic";

export default async function Page() {
  const client = new EmporixClient({ baseUrl: process.env.SANDBOX_URL, tenant: "acme", auth: { token: "sandbox" } });
  const { items } = await client.customers.list({ pageSize: 5 });
  return (
    <main>
      <p id="server">{items.length}</p>
      <Email />
    </main>
  );
}
