// A Worker, under Cloudflare's own types.
import { EmporixClient, isClientError, schemas, type ResponseInfo } from "commerce-customers";
import { schemas as alone } from "commerce-customers/validate";

interface Env {
  API: Fetcher;
  TENANT: string;
  CLIENT_ID: string;
  CLIENT_SECRET: string;
}

export default {
  async fetch(request, env): Promise<Response> {
    const auth = { clientId: env.CLIENT_ID, clientSecret: env.CLIENT_SECRET };
    const client = new EmporixClient({ tenant: env.TENANT, auth, fetch: (url, init) => env.API.fetch(url, init) });
    const given = schemas.customerCreate.validateJson(await request.text());
    if (!given.ok || !alone.tenant.validate(env.TENANT).ok) return Response.json(given.issues, { status: 422 });
    try {
      const { id } = await client.customers.create(given.value, {}, { signal: request.signal });
      const { response } = await client.customers.list();
      const info: ResponseInfo = response;
      return Response.json({ id, via: info.headers.get("via") }, { status: 201 });
    } catch (error) {
      return Response.json(isClientError(error) ? error.toJSON() : {}, { status: 502 });
    }
  },
} satisfies ExportedHandler<Env>;
