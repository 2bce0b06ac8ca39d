// Customers at the edge: `POST /api/customers` judges and creates, `GET /api/customers` lists for whoever may see them.
import { preflight, allow } from "./cors.js";
import { create, list } from "./customers.js";
import { log } from "./log.js";
import { problem, problemOf } from "./problems.js";

const PATH = "/api/customers";
const METHODS = { GET: list, POST: create };

export default {
  async fetch(request, env) {
    const started = Date.now();
    const { origin, isAllowed } = allow(request, env);
    const response = await answer(request, env, isAllowed).catch((error) => problemOf(error));
    const headers = new Headers(response.headers);
    headers.set("Cache-Control", "no-store");
    headers.set("X-Content-Type-Options", "nosniff");
    headers.append("Vary", "Origin");
    if (origin !== null && isAllowed) {
      headers.set("Access-Control-Allow-Origin", origin);
      headers.set("Access-Control-Expose-Headers", "Link, Retry-After");
    }
    log(request, { type: "answer", method: request.method, status: response.status, durationMs: Date.now() - started });
    return new Response(response.body, { status: response.status, headers });
  },
};

async function answer(request, env, isAllowed) {
  const { pathname } = new URL(request.url);
  if (pathname !== PATH) return problem(404, `There is nothing here; ask for ${PATH}.`);
  if (!isAllowed) return problem(403, "Pages of this origin may not ask; ALLOWED_ORIGINS lists those that may.");
  const allowed = [...Object.keys(METHODS), "OPTIONS"].join(", ");
  if (request.method === "OPTIONS") return preflight(allowed);
  if (!Object.hasOwn(METHODS, request.method)) return problem(405, `Use one of ${allowed}.`, { headers: { Allow: allowed } });
  return METHODS[request.method](request, env);
}
