// What is done for `/api/customers`.
import { schemas } from "commerce-customers";
import { bytesOf } from "./body.js";
import { clientOf } from "./client.js";
import { invalid, problem } from "./problems.js";

/** No customer of a form is as long. */
const LIMIT = 100_000;

/** Judges a new customer here, and sends what is fine. */
export async function create(request, env) {
  const type = (request.headers.get("Content-Type") ?? "").split(";")[0].trim().toLowerCase();
  if (type !== "application/json") return problem(415, "Send JSON, with the content type application/json.");
  const bytes = await bytesOf(request, LIMIT);
  if (bytes === null) return problem(413, `Send at most ${LIMIT} bytes.`);
  const { ok, value, issues } = schemas.customerCreate.with({ locale: localeOf(request) }).validateJson(bytes);
  if (!ok) return invalid(422, "The customer is not right; `errors` says what to mend.", issues);
  const { id } = await clientOf(request, env).customers.create(value, {}, { signal: request.signal });
  return Response.json({ id }, { status: 201 });
}

/** A page of customers, for whoever shows the desk's token: `?page=2&pageSize=50&sort=lastName`. */
export async function list(request, env) {
  if (!(await isDesk(request, env))) {
    return problem(401, "Show the desk's token as a bearer token.", { headers: { "WWW-Authenticate": "Bearer" } });
  }
  const url = new URL(request.url);
  const given = (name) => url.searchParams.get(name) ?? undefined;
  const count = (text) => (/^[0-9]+$/.test(text) ? Number(text) : text);
  const query = { pageNumber: count(given("page") ?? "1"), pageSize: count(given("pageSize") ?? "20"), sort: given("sort"), q: given("q") };
  const { ok, issues } = schemas.customerQuery.with({ locale: localeOf(request) }).validate(query);
  if (!ok) return invalid(400, "The query is not right; `errors` says what to mend.", issues);
  const { items, total, hasNext } = await clientOf(request, env).customers.list(query, { signal: request.signal });
  const headers = {};
  if (hasNext) {
    url.searchParams.set("page", String(query.pageNumber + 1));
    headers.Link = `<${url.pathname}${url.search}>; rel="next"`;
  }
  return Response.json({ items, page: query.pageNumber, pageSize: query.pageSize, total, hasNext }, { headers });
}

/** The language of messages: German where the reader puts it before English. */
function localeOf(request) {
  const accepted = (request.headers.get("Accept-Language") ?? "").split(",").map((part) => {
    const [tag, ...parameters] = part.trim().toLowerCase().split(";");
    const quality = parameters.map((parameter) => /^\s*q=([01](?:\.[0-9]{0,3})?)\s*$/.exec(parameter)?.[1]).find(Boolean);
    return { language: tag.split("-")[0], quality: Number(quality ?? 1) };
  });
  const known = accepted.filter(({ language, quality }) => ["en", "de"].includes(language) && quality > 0);
  return known.sort((one, other) => other.quality - one.quality)[0]?.language ?? "en";
}

/** Whether the token is the desk's. Digests are compared, so that the time says nothing of how much of it is right. */
async function isDesk(request, { DESK_TOKEN }) {
  const shown = /^Bearer (.+)$/i.exec(request.headers.get("Authorization") ?? "")?.[1];
  if (!shown || !DESK_TOKEN) return false;
  const digest = async (text) => new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
  const [own, due] = await Promise.all([digest(shown), digest(DESK_TOKEN)]);
  return own.reduce((differs, byte, index) => differs | (byte ^ due[index]), 0) === 0;
}
