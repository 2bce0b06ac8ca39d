import { EmporixClient, schemas } from "commerce-customers";

export default {
  async fetch(request, env) {
    const { ok, value, issues } = schemas.customerCreate.validateJson(await request.text());
    if (!ok) return Response.json({ issues }, { status: 422 });
    const client = new EmporixClient({ baseUrl: env.EMPORIX_URL, tenant: "acme", auth: { clientId: env.CLIENT_ID, clientSecret: env.CLIENT_SECRET } });
    return Response.json(await client.customers.create(value), { status: 201 });
  },
};
