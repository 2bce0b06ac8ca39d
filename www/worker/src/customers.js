// What is done for `/api/customers`.
import { schemas } from "commerce-customers";
import { bytesOf } from "./body.js";
import { clientOf } from "./client.js";
import { isDesk } from "./desk.js";
import { localeOf } from "./language.js";
import { invalid, problem } from "./problems.js";

/** No customer of a form is as long. */
const LIMIT = 100_000;
/** More than that at once no desk shows. */
const MOST = 200;

/**
 * What somebody may say of themselves. The rest of a customer is the shop's to decide: the id, restrictions, whether they are
 * active, what a tenant adds.
 */
const OPEN = [
  "contactEmail", "password", "title", "firstName", "middleName", "lastName", "contactPhone", "company", "preferredLanguage", "preferredCurrency", "preferredSite",
];
const CLOSED = { en: "This is not for the form to say; leave it out.", de: "Diese Angabe macht nicht das Formular; lassen Sie sie weg." };

/** The parameters of the list, by the names that the client has for them. */
const PARAMETERS = { pageNumber: "page", pageSize: "pageSize", sort: "sort", q: "q" };

/** Judges a new customer here, and sends what is fine. */
export async function create(request, env) {
  const type = (request.headers.get("Content-Type") ?? "").split(";")[0].trim().toLowerCase();
  if (type !== "application/json") return problem(415, "Send JSON, with the content type application/json.");
  const bytes = await bytesOf(request, LIMIT);
  if (bytes === null) return problem(413, `Send at most ${LIMIT} bytes.`);
  const locale = localeOf(request);
  const { ok, value, issues } = schemas.customerCreate.with({ locale }).validateJson(bytes);
  const closed = Object.keys(value ?? {}).filter((name) => !OPEN.includes(name));
  const wrong = ok ? closed.map((name) => ({ path: [name], code: "closed", message: CLOSED[locale], params: {} })) : issues;
  if (wrong.length > 0) return invalid(422, "The customer is not right; `errors` says what to mend.", wrong);
  // Not aborted when the sender leaves: it would be half done.
  const { id } = await clientOf(env).customers.create(value);
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
  if (!ok) return invalid(400, "The query is not right; `errors` says what to mend.", issues, PARAMETERS);
  if (query.pageSize > MOST) return problem(400, `Ask for at most ${MOST} at once.`);
  const { items, total, hasNext } = await clientOf(env).customers.list(query, { signal: request.signal });
  const headers = {};
  if (hasNext) {
    url.searchParams.set("page", String(query.pageNumber + 1));
    headers.Link = `<${url.pathname}${url.search}>; rel="next"`;
  }
  return Response.json({ items, page: query.pageNumber, pageSize: query.pageSize, total, hasNext }, { headers });
}
