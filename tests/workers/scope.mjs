// A worker that does everything in module scope that can be done there, where workerd lets nobody fetch, set a timer or draw a
// random number. What threw is told by each answer.
import { env } from "cloudflare:workers";
import { EmporixClient, SpiriiClient, ValidationError, field, isClientError, schemas } from "./pkg/entry/workerd.js";

const tried = (make) => {
  try {
    return make();
  } catch (error) {
    thrown.push({ ...(isClientError(error) ? error.toJSON() : { strange: String(error) }), isValidation: error instanceof ValidationError });
    return undefined;
  }
};
const thrown = [];

const base = { baseUrl: env.SANDBOX, tenant: "acme" };
const clients = {
  fixed: tried(() => new EmporixClient({ ...base, auth: { token: "sandbox" } })),
  credentials: tried(() => new EmporixClient({ ...base, auth: { clientId: "sandbox-client", clientSecret: "sandbox-secret" } })),
  anonymous: tried(() => new EmporixClient({ ...base, auth: { anonymous: { clientId: "sandbox-storefront" } } })),
  asked: tried(() => new EmporixClient({ ...base, auth: { getToken: () => "sandbox" } })),
};
const spirii = tried(() => new SpiriiClient({ baseUrl: env.SANDBOX, apiKey: "sandbox-key" }));
const q = tried(() => field("preferredCurrency").in(["EUR", "CHF", "GBP"]));
const checked = tried(() => schemas.customerCreate.validate({ contactEmail: "ada", preferredCurrency: "EURO" }));
const rightThrew = [...thrown];

tried(() => new EmporixClient({ ...base, tenant: "No Tenant", auth: { token: "sandbox" } }));
tried(() => new EmporixClient({ ...base, auth: {} }));
tried(() => new SpiriiClient({ baseUrl: "http://service.example", apiKey: "sandbox-key" }));
const wrongThrew = thrown.slice(rightThrew.length);

let forbidden;
try {
  setTimeout(() => {}, 0);
  forbidden = "nothing";
} catch (error) {
  forbidden = String(error);
}

export default {
  async fetch(request) {
    const name = new URL(request.url).pathname.slice(1);
    if (name === "scope") return Response.json({ rightThrew, wrongThrew, forbidden, issues: checked.issues.map(({ path }) => path.join(".")) });
    const listing = name === "spirii" ? spirii.customers.list({ limit: 2 }) : clients[name].customers.list({ q, pageSize: 2 });
    const answer = await listing.then(
      ({ items }) => ({ value: items.length }),
      (error) => ({ error: isClientError(error) ? error.toJSON() : String(error) }),
    );
    return Response.json(answer);
  },
};
