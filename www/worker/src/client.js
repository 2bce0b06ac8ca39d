// The client of the service: one for as long as the isolate lives, as is its token, which never leaves the Worker.
import { EmporixClient } from "commerce-customers";
import { log } from "./log.js";

/** Nothing can be done with what this Worker was given to work with. */
export class SetUpError extends Error {}

let kept;

export function clientOf(env) {
  try {
    kept ??= new EmporixClient({
      baseUrl: env.EMPORIX_BASE_URL, // none for the service's own
      tenant: env.EMPORIX_TENANT,
      auth: { clientId: env.EMPORIX_CLIENT_ID, clientSecret: env.EMPORIX_CLIENT_SECRET },
      // Less than a page waits.
      timeoutMs: Number(env.TIMEOUT_MS ?? 5_000),
      totalTimeoutMs: Number(env.TOTAL_TIMEOUT_MS ?? 12_000),
      onEvent: log,
    });
  } catch (cause) {
    throw new SetUpError("the client cannot be made", { cause });
  }
  return kept;
}
