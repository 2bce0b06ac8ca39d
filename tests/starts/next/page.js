// app/page.js: a server component
import { EmporixClient } from "commerce-customers";
import { Email } from "./email.js";

export const dynamic = "force-dynamic";

export default async function Page() {
  const client = new EmporixClient({ baseUrl: process.env.EMPORIX_URL, tenant: "acme", auth: { token: process.env.EMPORIX_TOKEN } });
  const { total } = await client.customers.list({ pageSize: 5 });
  return <main><p>{total} customers</p><Email /></main>;
}
