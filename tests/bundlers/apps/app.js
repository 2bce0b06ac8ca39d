import { EmporixClient, isClientError } from "commerce-customers";
import { schemas } from "commerce-customers/validate";

const client = new EmporixClient({ baseUrl: location.origin, tenant: "acme", auth: { token: "sandbox" } });
const page = await client.customers.list({ pageSize: 5 });
const judged = await schemas.email["~standard"].validate("ada");
const gone = await client.customers.get("nobody-at-all").catch((error) => isClientError(error) && error.code);
document.body.textContent = JSON.stringify([page.items.length, judged.issues[0].code, gone]);
document.title = "done";
