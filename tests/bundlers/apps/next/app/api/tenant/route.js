// A route handler in Node.
import { schemas } from "commerce-customers";

export const dynamic = "force-dynamic";

export const GET = (request) => Response.json(schemas.tenant.validate(new URL(request.url).searchParams.get("is")).ok);
