// The worker under test.
import { EmporixClient, isClientError, schemas } from "./pkg/entry/workerd.js";

export default {
  async fetch(request, env) {
    const { pathname, searchParams } = new URL(request.url);
    return Response.json({ pathname, ok: schemas.tenant.validate("acme").ok });
  },
};
