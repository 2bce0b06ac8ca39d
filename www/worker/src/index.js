// Customers at the edge: `POST /api/customers` judges and creates, `GET /api/customers` lists for whoever may see them.
import { allow, preflight } from "./cors.js";
import { create, list } from "./customers.js";
import { log } from "./log.js";
import { problem, problemOf } from "./problems.js";

const PATH = "/api/customers";
const METHODS = { GET: list, HEAD: list, POST: create };

export default {
  async fetch(request, env, context) {
    const answering = respond(request, env);
    // Whoever sent a customer may leave; what becomes of it is seen to all the same, and logged.
    if (request.method === "POST") context.waitUntil(answering);
    return answering;
  },
};

async function respond(request, env) {
  const started = Date.now();
  const { origin, isAllowed } = allow(request, env);
  const response = await answer(request, env, isAllowed).catch((error) => problemOf(error, request));
  const headers = new Headers(response.headers);
  headers.set("Cache-Control", "no-store");
  headers.set("X-Content-Type-Options", "nosniff");
  headers.append("Vary", "Origin");
  if (origin !== null && isAllowed) {
    headers.set("Access-Control-Allow-Origin", origin);
    headers.set("Access-Control-Expose-Headers", "Link, Retry-After");
  }
  const { status } = response;
  log({ type: "answer", ray: request.headers.get("CF-Ray") ?? undefined, method: request.method, status, durationMs: Date.now() - started });
  return new Response(request.method === "HEAD" ? null : response.body, { status, headers });
}

async function answer(request, env, isAllowed) {
  const { pathname } = new URL(request.url);
  if (pathname !== PATH) return problem(404, `There is nothing here; ask for ${PATH}.`);
  if (!isAllowed) return problem(403, "Pages of this origin may not ask; ALLOWED_ORIGINS lists those that may.");
  const allowed = [...Object.keys(METHODS), "OPTIONS"].join(", ");
  if (request.method === "OPTIONS") return preflight(allowed);
  if (!Object.hasOwn(METHODS, request.method)) return problem(405, `Use one of ${allowed}.`, { headers: { Allow: allowed } });
  return METHODS[request.method](request, env);
}
