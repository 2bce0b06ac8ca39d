import { EmporixClient } from "/pkg/entry/browser.js";

const client = new EmporixClient({ baseUrl: location.origin, tenant: "acme", auth: { token: "sandbox" } });
const page = await client.customers.list({ pageSize: 10 });
document.body.append(`${page.total} customers`);
