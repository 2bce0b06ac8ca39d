// Which pages may ask. A request without an origin is no page's: a server's, or one of the same origin that reads.

/** The origin of the page that asks, and whether it may. */
export function allow(request, { ALLOWED_ORIGINS = "" }) {
  const origin = request.headers.get("Origin");
  const own = new URL(request.url).origin;
  // As people write them: with commas between, or as addresses.
  const listed = ALLOWED_ORIGINS.split(/[\s,]+/).map((address) => address.replace(/\/$/, ""));
  return { origin, isAllowed: origin === null || origin === own || listed.includes(origin) };
}

export const preflight = (methods) =>
  new Response(null, {
    status: 204,
    headers: { "Access-Control-Allow-Methods": methods, "Access-Control-Allow-Headers": "Authorization, Content-Type", "Access-Control-Max-Age": "7200" },
  });
