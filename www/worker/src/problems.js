// What went wrong, as problem details (RFC 9457), and with an honest status: what is this Worker's or the service's fault is
// never the caller's.
import { isClientError } from "commerce-customers";
import { SetUpError } from "./client.js";
import { warn } from "./log.js";

const TITLES = {
  400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found", 405: "Method Not Allowed", 409: "Conflict", 413: "Content Too Large",
  415: "Unsupported Media Type", 422: "Unprocessable Content", 499: "Client Closed Request", 500: "Internal Server Error", 502: "Bad Gateway",
  503: "Service Unavailable", 504: "Gateway Timeout",
};
const KEPT_OUT = "The service does not let this Worker in.";
/** More mistakes than that nobody mends one by one. */
const MOST = 100;

export function problem(status, detail, { headers, ...more } = {}) {
  return Response.json({ title: TITLES[status], status, detail, ...more }, { status, headers: { ...headers, "Content-Type": "application/problem+json" } });
}

/** What is wrong with what was sent, by the places in it: in a body, or `parameters` of the address by their names there. */
export function invalid(status, detail, issues, parameters) {
  const place = (path) => (parameters ? { parameter: parameters[path[0]] ?? path[0] } : { pointer: pointer(path) });
  return problem(status, detail, { errors: issues.slice(0, MOST).map(({ path, code, message, params }) => ({ ...place(path), code, detail: message, params })) });
}

/** A JSON Pointer, as a URI's fragment. */
const pointer = (path) => `#${path.map((part) => `/${encodeURIComponent(String(part).replaceAll("~", "~0").replaceAll("/", "~1"))}`).join("")}`;

/** What a request that failed means to whoever sent it. The service's own words stay here: they may be about somebody. */
export function problemOf(error, request) {
  if (error instanceof SetUpError) {
    // Where it is wrong, and nothing of what stands there.
    warn({ type: "set-up", error: isClientError(error.cause) ? error.cause.toJSON() : undefined });
    return problem(500, "This Worker is not set up rightly.");
  }
  if (!isClientError(error)) {
    // Reading the body of a sender who left fails as well.
    if (request.signal?.aborted || error?.name === "AbortError" || /disconnect|connection lost/i.test(error?.message ?? "")) return problem(499, "Nobody waits for this.");
    warn({ type: "fault", name: error?.name });
    return problem(500, "This went wrong here; try again later.");
  }
  const seconds = error.retryAfterMs === undefined ? undefined : Math.max(1, Math.ceil(error.retryAfterMs / 1_000));
  const headers = seconds === undefined ? {} : { "Retry-After": String(seconds) };
  // Whether what was to be created may be there all the same: to be looked for before it is sent again.
  const more = { headers, ...(error.ambiguous && { ambiguous: true }) };
  switch (error.code) {
    case "bad_request": {
      const fields = error.details.map(({ field }) => field).filter((field) => field);
      return problem(request.method === "POST" ? 422 : 400, "The service refused this.", { ...more, errors: fields.map((field) => ({ field, detail: "The service does not take this." })) });
    }
    case "conflict":
      return problem(409, "There is one already.", more);
    case "timeout":
      return problem(504, "The service took too long.", more);
    case "aborted":
      return problem(499, "Nobody waits for this.", more);
    case "configuration":
    case "validation":
      return problem(500, "This Worker is not set up rightly.", more);
    // Its credentials are this Worker's, and no caller can do anything about them.
    case "authentication":
    case "permission":
      return problem(502, KEPT_OUT, more);
    default:
      // With a token's failure the status is the token endpoint's.
      if (error.status === 429 || error.status === 503) return problem(503, "The service has too much to do; try again later.", more);
      if (error.code === "token" && error.status >= 400 && error.status < 500) return problem(502, KEPT_OUT, more);
      return problem(502, "The service could not be asked.", more);
  }
}
