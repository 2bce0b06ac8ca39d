// A program without the types of any platform: the language's alone are enough.
import { EmporixClient, field, init, isClientError, schemas, type ClientEvent, type Customer, type FetchInit } from "commerce-customers";
import * as validate from "commerce-customers/validate";

declare const own: (url: string, init: FetchInit) => Promise<Response>;
await init(new Uint8Array());
const client = new EmporixClient({ tenant: "acme", auth: { getToken: ({ reason }) => reason }, fetch: own, onEvent: (event: ClientEvent) => void event });
const { items } = await client.customers.list({ q: field("lastName").eq("Lovelace") });
export const customers: Customer[] = items;
export const fine: boolean = schemas.tenant.validate("acme").ok && validate.schemas.tenant.validate("acme").ok;
export const code = (error: unknown): string | undefined => (isClientError(error) ? error.code : undefined);
// @ts-expect-error no such operation
client.customers.remove("C-1");
