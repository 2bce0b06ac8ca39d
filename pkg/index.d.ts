/**
 * Emporix customers for storefronts, edge functions and forms: validation rules and a client in WebAssembly.
 *
 * Importing never compiles, fetches or starts anything. In Node, Deno and Bun the module is ready on first use without a
 * word; in browsers the first asynchronous call loads it. Only synchronous validation in a browser needs `await init()`
 * before it: call it when a form gets focus.
 *
 * @example
 * ```js
 * import { EmporixClient } from "commerce-customers";
 *
 * const client = new EmporixClient({ tenant: "acme", auth: { token } });
 * const page = await client.customers.list({ pageSize: 20, sort: "lastName" });
 * for (const customer of page.items) console.log(customer.lastName);
 * ```
 *
 * @packageDocumentation
 */

// ------------------------------------------------------------------------------------------------ loading

/** Where the WebAssembly module may come from: `client_bg.wasm` of this package. */
export type WasmSource = URL | string | Request | Response | Promise<Response> | BufferSource | WebAssembly.Module;

/**
 * Loads the module. Calls at the same time share one load, later ones do nothing, and a failed load can be tried again.
 *
 * @param source Where from; by default the file beside the package.
 * @throws {ClientError} `connection` when it cannot be fetched, `configuration` when the source is no such module or a
 * content security policy lacks `'wasm-unsafe-eval'`.
 */
export function init(source?: WasmSource): Promise<void>;

/**
 * Loads the module from bytes or a compiled module that are at hand. Does nothing when it is loaded.
 *
 * @throws {ClientError} `configuration` when the source is no such module.
 */
export function initSync(source: BufferSource | WebAssembly.Module): void;

// ------------------------------------------------------------------------------------------------ calls

/** What a single call may be given. */
export interface CallOptions {
  /** Aborts the call: it rejects with code `aborted` and `cause` set to the signal's reason. */
  signal?: AbortSignal;
  /** Milliseconds for the attempt, until its body is fully read. Default 10,000, or the client's. */
  timeoutMs?: number;
}

/** What all calls of a client have in common. */
export interface ClientOptions {
  /** Where the service is: https, or http on a loopback host, without user, password, query or fragment. */
  baseUrl?: string;
  /** Called as `fetch(url, init)` in place of the runtime's own. */
  fetch?: typeof globalThis.fetch;
  /** Milliseconds for an attempt, until its body is fully read. Default 10,000. */
  timeoutMs?: number;
  /**
   * What becomes of an answer that breaks its schema: `"strict"` throws a {@link DecodeError}, `"report"` (the default)
   * keeps it and lists the page's `issues`, `"off"` does not look. An answer of the wrong outer kind, no array for a list
   * or no object for one, is a DecodeError always.
   */
  responses?: "strict" | "report" | "off";
  /** How closely currency and country codes are looked at in what is sent. Default `"iso"`. */
  codes?: "iso" | "shape";
}

/** The head of an answer. */
export interface ResponseInfo {
  /** The HTTP status. */
  status: number;
  /** The headers. In a browser only those that CORS lets through. */
  headers: Headers;
  /** The request's id, from `x-request-id` or `x-correlation-id`. */
  requestId: string | null;
  /** How many times the request was sent. */
  attempts: number;
}

/** A page of a listing. */
export interface Page<T> {
  /** The items, as the service sent them: unknown fields are there, and nothing was copied or changed. */
  items: T[];
  /** The page's number, from 1. */
  pageNumber: number;
  /** How many items a page may hold. */
  pageSize: number;
  /**
   * How many there are in all, from `X-Total-Count`, else `Count`, else `hybris-count`; null when none of them can be
   * read. Whether the service's `Count` is of the page or of all is not documented.
   */
  total: number | null;
  /** Whether a next page follows, as far as can be told: before a trustworthy total, else whether the page was full. */
  hasNext: boolean;
  /** What breaks the schema; paths start with the item's index. At most 10,000 are collected. */
  readonly issues: Issue[];
  /** The head of the answer. */
  response: ResponseInfo;
}

// ------------------------------------------------------------------------------------------------ Emporix

/** How calls are authorized: by a bearer token, given without `Bearer`. */
export type EmporixAuth = { token: string };

/** What an Emporix client is made with. */
export interface EmporixOptions extends ClientOptions {
  /** The tenant: `^[a-z][a-z0-9]+$`, 3 to 16 characters. */
  tenant: string;
  /** How calls are authorized. */
  auth: EmporixAuth;
  /** Whether the header `Emporix-Tenant` is sent. Default true: some user tokens get 401 without it. */
  tenantHeader?: boolean;
}

/**
 * A client of one tenant. It holds its options and nothing that changes; one can serve any number of calls at once.
 *
 * @example
 * ```js
 * const client = new EmporixClient({ tenant: "acme", auth: { token } });
 * const customer = await client.customers.get("C-1042");
 * ```
 */
export class EmporixClient {
  /**
   * @throws {ValidationError} with every issue of the options. In a browser that has not loaded the module yet, the first
   * call rejects with it instead.
   */
  constructor(options: EmporixOptions);
  /** The tenant's customers. */
  readonly customers: Customers;
}

/** `field`, `field:asc` or `field:desc`; a localized field as `name.en:desc`; several joined by commas. */
export type Sort = string | `${string}:asc` | `${string}:desc`;

/** What a customer may be expanded by. */
export type Expand = "addresses" | "accounts" | "mixin:*" | `mixin:${string}`;

/** Which customers to list. */
export interface CustomerQuery {
  /** A query in the service's own language, such as `lastName:Lovelace`. It is sent as it is. */
  q?: string;
  /** The order; the first field counts most. The service's default direction is ascending. */
  sort?: Sort | Sort[];
  /** The page, from 1. The service wants a `pageSize` with it, and gets 60 when it is left out. */
  pageNumber?: number;
  /** How many customers a page holds, from 1. The service's default is 60. */
  pageSize?: number;
  /** What to add to each customer; nothing of it is there unless asked. */
  expand?: Expand[];
}

/**
 * Customers, tenant-managed: account and profile.
 *
 * Every method rejects with a {@link ValidationError} before anything is sent when an argument is not right, and with a
 * {@link ClientError} when the call fails; `code` tells the kind.
 */
export interface Customers {
  /**
   * Lists customers a page at a time: `GET /customer/{tenant}/customers`.
   * Scopes: `customer.customer_read` or `customer.customer_read_own`.
   *
   * @example
   * ```js
   * const page = await client.customers.list({ pageNumber: 2, pageSize: 20, sort: ["lastName", "firstName"] });
   * console.log(page.items.length, page.total);
   * ```
   */
  list(query?: CustomerQuery, options?: CallOptions): Promise<Page<Customer>>;
  /**
   * Reads one customer: `GET /customer/{tenant}/customers/{customerNumber}`.
   * Scopes: `customer.customer_read` or `customer.customer_read_own`.
   *
   * @throws {ClientError} `not_found` when the tenant has no such customer.
   * @example
   * ```js
   * const customer = await client.customers.get("C-1042", { expand: ["addresses"] });
   * ```
   */
  get(customerNumber: string, query?: { expand?: Expand[] }, options?: CallOptions): Promise<Customer>;
  /**
   * Creates a customer: `POST /customer/{tenant}/customers`.
   * Scopes: `customer.customer_manage` or `customer.customer_manage_own`.
   *
   * The body is written as JSON once; that text is what is checked and what is sent.
   *
   * @throws {ClientError} `conflict` when the e-mail address or the id is taken. With `ambiguous: true` the customer may
   * have been created all the same.
   * @example
   * ```js
   * const { id } = await client.customers.create({ contactEmail: "ada@example.com", lastName: "Lovelace" });
   * ```
   */
  create(
    body: CustomerCreate,
    query?: {
      /** Whether the customer gets an e-mail with a link to set the password. The service's default is true. */
      sendPasswordResetNotifications?: boolean;
    },
    options?: CallOptions,
  ): Promise<{ id: string }>;
}

// ------------------------------------------------------------------------------------------------ errors

/**
 * The kind of a failure: `validation` (nothing was sent), `bad_request` (400, 422), `authentication` (401), `permission`
 * (403), `not_found` (404), `conflict` (409), `rate_limit` (429), `server` (5xx), `http` (any other status, a redirect
 * included), `connection`, `timeout`, `aborted`, `decode` (the answer is not what is due), `configuration`.
 */
export type ErrorCode =
  | "validation"
  | "bad_request"
  | "authentication"
  | "permission"
  | "not_found"
  | "conflict"
  | "rate_limit"
  | "server"
  | "http"
  | "connection"
  | "timeout"
  | "aborted"
  | "decode"
  | "configuration";

/** Why a call failed. `message` is our own sentence and holds no personal data; neither does `toJSON()`. */
export class ClientError extends Error {
  protected constructor();
  /** The kind. */
  readonly code: ErrorCode;
  /** The operation, such as `customers.list`. */
  readonly operation?: string;
  /** The HTTP method. */
  readonly method?: string;
  /** The path with `{names}` in place of values. */
  readonly pathTemplate?: string;
  /** The HTTP status, where there was one. */
  readonly status?: number;
  /** The service's own classification, such as `conflict_resource`. */
  readonly type?: string;
  /** The service's words. They may hold personal data, and are not enumerable. */
  readonly serviceMessage?: string;
  /** The single causes that the service names. They may hold personal data, and are not enumerable. */
  readonly details: { field?: string; type?: string; message?: string; moreInfo?: string }[];
  /** The headers of the answer, where there was one. */
  readonly headers?: Headers;
  /** The request's id, where the service told one. */
  readonly requestId?: string | null;
  /** How many times the request was sent. */
  readonly attempts: number;
  /** Whether the same call may work later. */
  readonly retryable: boolean;
  /** Whether what was to be written may have been written all the same. */
  readonly ambiguous: boolean;
  /** The error without whatever may be personal. */
  toJSON(): object;
}

/** The input is not right; nothing was sent. */
export class ValidationError extends ClientError {
  /** Every issue of the input. */
  readonly issues: Issue[];
}

/** The answer is not JSON, not of the kind that is due, or breaks its schema under `responses: "strict"`. */
export class DecodeError extends ClientError {
  /** What breaks the schema; empty when there was nothing to look at. */
  readonly issues: Issue[];
}

/** Whether `value` is a ClientError, of this copy of the package or another. */
export function isClientError(value: unknown): value is ClientError;

// ------------------------------------------------------------------------------------------------ validation

/** The stable name of what is wrong with a value. */
export type IssueCode =
  | "type"
  | "required"
  | "min_length"
  | "max_length"
  | "pattern"
  | "one_of"
  | "minimum"
  | "format"
  | "json";

/** One thing that is wrong with a value. It never holds the value itself. */
export interface Issue {
  /** Where: names of fields and indexes of arrays. */
  path: (string | number)[];
  /** What. */
  code: IssueCode;
  /** A sentence that says what to do. */
  message: string;
  /** The limits, such as `{ min: 3, max: 16 }` or `{ pattern: "…" }`. */
  params: Record<string, string | number | boolean>;
}

/** How a value is checked. */
export interface ValidateOptions {
  /** The language of the messages. */
  locale?: "en";
  /** Currency and country: real codes (`"iso"`, the default), or the form of the letters only (`"shape"`). */
  codes?: "iso" | "shape";
}

/** A schema: what a value must look like. */
export interface Schema<T> {
  /**
   * Every issue of `value`, at most 10,000, or the value as it was given: nothing is copied, unknown fields are kept.
   *
   * @throws {ClientError} `configuration` in a browser before `init()`.
   * @example
   * ```js
   * const result = schemas.customerCreate.validate({ preferredCurrency: "EURO" });
   * if (!result.ok) console.log(result.issues[0].message); // Enter a currency code of three capital letters, like EUR.
   * ```
   */
  validate(value: unknown, options?: ValidateOptions): { ok: true; value: T; issues: [] } | { ok: false; issues: Issue[] };
  /**
   * Does nothing for a value that is fine.
   *
   * @throws {ValidationError} with every issue.
   */
  ensure(value: unknown, options?: ValidateOptions): asserts value is T;
  /** JSON Schema 2020-12. */
  readonly jsonSchema: object;
}

/** The schemas. */
export const schemas: {
  customerCreate: Schema<CustomerCreate>;
  customer: Schema<Customer>;
  addressCreate: Schema<AddressCreate>;
  address: Schema<Address>;
  customerQuery: Schema<CustomerQuery>;
  tenant: Schema<string>;
  customerId: Schema<string>;
  currency: Schema<string>;
  country: Schema<string>;
  language: Schema<string>;
  email: Schema<string>;
};

// ------------------------------------------------------------------------------------------------ domain types
// Written from the records in src/model: `cargo xtask types` writes them again.
// <domain>
/** A customer to create. The service requires no field. */
export interface CustomerCreate {
  /** An id of your choice: 1 to 66 letters, digits, `_` and `-`. The service makes one when it is absent. Ids are case-sensitive. */
  id?: string;
  /** The e-mail address that the customer is reached by. Another account with it is a conflict (409). */
  contactEmail?: string;
  /** The initial password. */
  password?: string;
  /** A language with its region, such as `de_DE`. The service's default is `en_US`. */
  preferredLanguage?: string;
  /** What a business customer has beside. */
  b2b?: B2bCreate;
  /** Who may see the customer: one of the restrictions that the tenant has set up, or null for none. When it is absent, the tenant's configuration may let it follow `preferredSite`. */
  restriction?: string | null;
  /** The links to the schemas of `mixins`. */
  metadata?: MetadataCreate;
  /** The form of address, such as `MRS`. */
  title?: string;
  /** The given name. */
  firstName?: string;
  /** The middle name. */
  middleName?: string;
  /** The family name. */
  lastName?: string;
  /** A telephone number. */
  contactPhone?: string;
  /** The company's name. */
  company?: string;
  /** An ISO 4217 code; old customers may hold withdrawn ones. The service's default is `USD`. */
  preferredCurrency?: string;
  /** The site's code. The service's default is `main`. */
  preferredSite?: string;
  /** `CUSTOMER` or `CONTACT`; the list is open. Empty means `CUSTOMER`. */
  type?: "CUSTOMER" | "CONTACT" | (string & {});
  /** The address of a picture. */
  photoUrl?: string;
  /** The tenant's own fields, an object for each mixin. Answered only with `expand: ["mixin:*"]` or the mixin's name. */
  mixins?: Record<string, Record<string, unknown>>;
}

/** A customer as the service answers it. Every field may be absent or null. */
export interface Customer {
  /** The unique identifier. */
  id?: string | null;
  /** The unique number; it is what paths take, and may differ from `id`. */
  customerNumber?: string | null;
  /** The e-mail address that the customer is reached by. */
  contactEmail?: string | null;
  /** The e-mail address of the account. */
  email?: string | null;
  /** A language with its region, such as `de_DE`. */
  preferredLanguage?: string | null;
  /** Whether the profile is active. */
  active?: boolean | null;
  /** Whether the profile is suspended. */
  onHold?: boolean | null;
  /** `B2B` once the customer is assigned to a company, else `B2C`. */
  businessModel?: "B2B" | "B2C" | null;
  /** What a business customer has beside. */
  b2b?: B2b | null;
  /** Who may see the customer. */
  restriction?: string | null;
  /** The accounts that the customer logs in with. Only with `expand: ["accounts"]`. */
  accounts?: AccountId[] | null;
  /** The default address. */
  defaultAddress?: Address | null;
  /** The addresses. Only with `expand: ["addresses"]`. */
  addresses?: Address[] | null;
  /** The version for optimistic locking, and the links to the schemas of `mixins`. */
  metadata?: Metadata | null;
  /** When the profile was created. */
  metadataCreatedAt?: string | null;
  /** When the customer last logged in. */
  lastLogin?: string | null;
  /** The form of address, such as `MRS`. */
  title?: string | null;
  /** The given name. */
  firstName?: string | null;
  /** The middle name. */
  middleName?: string | null;
  /** The family name. */
  lastName?: string | null;
  /** A telephone number. */
  contactPhone?: string | null;
  /** The company's name. */
  company?: string | null;
  /** An ISO 4217 code; old customers may hold withdrawn ones. The service's default is `USD`. */
  preferredCurrency?: string | null;
  /** The site's code. The service's default is `main`. */
  preferredSite?: string | null;
  /** `CUSTOMER` or `CONTACT`; the list is open. Empty means `CUSTOMER`. */
  type?: "CUSTOMER" | "CONTACT" | (string & {}) | null;
  /** The address of a picture. */
  photoUrl?: string | null;
  /** The tenant's own fields, an object for each mixin. Answered only with `expand: ["mixin:*"]` or the mixin's name. */
  mixins?: Record<string, Record<string, unknown>> | null;
}

/** An address to add to a customer. */
export interface AddressCreate {
  /** An id of your choice. The service makes one when it is absent. */
  id?: string;
  /** The name of the person or department to ask for. */
  contactName: string;
  /** The version for optimistic locking, and the links to the schemas of `mixins`. */
  metadata?: MetadataUpdate;
  /** The company's name. */
  companyName?: string;
  /** The street. */
  street?: string;
  /** The number of the house. */
  streetNumber?: string;
  /** What follows the number. */
  streetAppendix?: string;
  /** A further line. */
  extraLine1?: string;
  /** A further line. */
  extraLine2?: string;
  /** A further line. */
  extraLine3?: string;
  /** A further line. */
  extraLine4?: string;
  /** The postal code. */
  zipCode?: string;
  /** The city. */
  city?: string;
  /** An ISO 3166-1 alpha-2 code, or `XK`. */
  country?: string;
  /** The state, province or canton. */
  state?: string;
  /** A telephone number. */
  contactPhone?: string;
  /** Whether it is the customer's default address. The service's default is false. */
  isDefault?: boolean;
  /** What the address is used for, such as `BILLING`. */
  tags?: string[];
  /** The tenant's own fields, an object for each mixin. */
  mixins?: Record<string, Record<string, unknown>>;
}

/** An address as the service answers it. Every field may be absent or null. */
export interface Address {
  /** The unique identifier. */
  id?: string | null;
  /** The name of the person or department to ask for. */
  contactName?: string | null;
  /** The version for optimistic locking, and the links to the schemas of `mixins`. */
  metadata?: Metadata | null;
  /** The company's name. */
  companyName?: string | null;
  /** The street. */
  street?: string | null;
  /** The number of the house. */
  streetNumber?: string | null;
  /** What follows the number. */
  streetAppendix?: string | null;
  /** A further line. */
  extraLine1?: string | null;
  /** A further line. */
  extraLine2?: string | null;
  /** A further line. */
  extraLine3?: string | null;
  /** A further line. */
  extraLine4?: string | null;
  /** The postal code. */
  zipCode?: string | null;
  /** The city. */
  city?: string | null;
  /** An ISO 3166-1 alpha-2 code, or `XK`. */
  country?: string | null;
  /** The state, province or canton. */
  state?: string | null;
  /** A telephone number. */
  contactPhone?: string | null;
  /** Whether it is the customer's default address. The service's default is false. */
  isDefault?: boolean | null;
  /** What the address is used for, such as `BILLING`. */
  tags?: string[] | null;
  /** The tenant's own fields, an object for each mixin. */
  mixins?: Record<string, Record<string, unknown>> | null;
}

/** An account that a customer logs in with. */
export interface AccountId {
  /** The e-mail address. */
  id?: string | null;
  /** The identifier that an external identity provider gave; only after a social login. */
  providerId?: string | null;
}

/** What a business customer has beside, when it is created. */
export interface B2bCreate {
  /** The company's number in its register. */
  companyRegistrationId?: string;
}

/** What a business customer has beside. */
export interface B2b {
  /** The company's number in its register. */
  companyRegistrationId?: string | null;
  /** The legal entities that the customer is a contact of. */
  legalEntities?: B2bLegalEntity[] | null;
}

/** A legal entity that a customer is a contact of. */
export interface B2bLegalEntity {
  /** The legal entity's id. */
  id?: string | null;
  /** The legal entity's name. */
  name?: string | null;
  /** The id of the contact assignment between the two. */
  contactAssignmentId?: string | null;
}

/** What is kept beside a new record. */
export interface MetadataCreate {
  /** The address of the schema of each mixin. */
  mixins?: Record<string, string>;
}

/** What is kept beside a record that is changed. */
export interface MetadataUpdate {
  /** The address of the schema of each mixin. */
  mixins?: Record<string, string>;
  /** The version that the change is based on; 1 at creation. When it is given and no longer current, the service answers 409. */
  version?: number;
}

/** What is kept beside a record, as the service answers it. */
export interface Metadata {
  /** The address of the schema of each mixin. */
  mixins?: Record<string, string> | null;
  /** The version, 1 at creation and one more with each change. Give it back in a change to turn optimistic locking on. */
  version?: number | null;
}
// </domain>
