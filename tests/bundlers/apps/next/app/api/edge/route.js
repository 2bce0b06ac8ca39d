// A route handler in the edge runtime.
import { schemas } from "commerce-customers";

export const runtime = "edge";

export const GET = (request) => Response.json([typeof EdgeRuntime, schemas.tenant.validate(new URL(request.url).searchParams.get("is")).ok]);
