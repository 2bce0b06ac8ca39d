// The client of the service. One for each request costs nothing: clients of the same credentials share one token for as long
// as the isolate lives, and it never leaves the Worker.
import { EmporixClient } from "commerce-customers";
import { log } from "./log.js";

export function clientOf(request, env) {
  return new EmporixClient({
    baseUrl: env.EMPORIX_BASE_URL, // none for the service's own
    tenant: env.EMPORIX_TENANT,
    auth: { clientId: env.EMPORIX_CLIENT_ID, clientSecret: env.EMPORIX_CLIENT_SECRET },
    // Less than a page waits.
    timeoutMs: Number(env.TIMEOUT_MS ?? 5_000),
    totalTimeoutMs: Number(env.TOTAL_TIMEOUT_MS ?? 12_000),
    onEvent: (event) => log(request, event),
  });
}
