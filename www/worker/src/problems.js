// What went wrong, as problem details (RFC 9457), and with an honest status: what is this Worker's or the service's fault is
// never the caller's.
import { isClientError } from "commerce-customers";

const TITLES = {
  400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found", 405: "Method Not Allowed", 409: "Conflict", 413: "Content Too Large",
  415: "Unsupported Media Type", 422: "Unprocessable Content", 500: "Internal Server Error", 502: "Bad Gateway", 503: "Service Unavailable", 504: "Gateway Timeout",
};

export function problem(status, detail, { headers, ...more } = {}) {
  return Response.json({ title: TITLES[status], status, detail, ...more }, { status, headers: { ...headers, "Content-Type": "application/problem+json" } });
}

/** What is wrong with what was sent, by the places in it. */
export const invalid = (status, detail, issues) =>
  problem(status, detail, { errors: issues.map(({ path, code, message, params }) => ({ pointer: pointer(path), code, detail: message, params })) });

/** A JSON Pointer, as a URI's fragment. */
const pointer = (path) => `#${path.map((part) => `/${encodeURIComponent(String(part).replaceAll("~", "~0").replaceAll("/", "~1"))}`).join("")}`;

/** What a call that failed means to whoever asked. The service's own words stay here but for the fields that it names. */
export function problemOf(error) {
  if (!isClientError(error)) {
    console.error(JSON.stringify({ type: "fault", name: error?.name }));
    return problem(500, "This went wrong here; try again later.");
  }
  const seconds = error.retryAfterMs === undefined ? undefined : Math.max(1, Math.ceil(error.retryAfterMs / 1_000));
  const headers = seconds === undefined ? {} : { "Retry-After": String(seconds) };
  // Whether what was to be created may be there all the same: to be looked for before it is sent again.
  const more = { headers, ...(error.ambiguous && { ambiguous: true }) };
  switch (error.code) {
    case "validation":
      return invalid(422, "The service would refuse this; `errors` says what to mend.", error.issues);
    case "bad_request":
      return problem(422, "The service refused this.", { ...more, errors: error.details.map(({ field, message }) => ({ field, detail: message })) });
    case "conflict":
      return problem(409, "There is one already.", more);
    case "rate_limit":
      return problem(503, "The service has too much to do; try again later.", more);
    case "server":
      return problem(error.status === 503 ? 503 : 502, "The service failed; try again later.", more);
    case "timeout":
      return problem(504, "The service took too long.", more);
    case "configuration":
      return problem(500, "This Worker is not set up rightly.", more);
    // Its credentials are this Worker's, and no caller can do anything about them.
    case "authentication":
    case "permission":
    case "token":
      return problem(502, "The service does not let this Worker in.", more);
    default:
      return problem(502, "The service could not be asked.", more);
  }
}
