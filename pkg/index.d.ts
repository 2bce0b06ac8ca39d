/**
 * Customers of Emporix and Spirii for storefronts, edge functions and forms: validation rules and a client in WebAssembly.
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

// What the platform has. These add nothing where its own types are there (`lib.dom`, `@types/node`,
// `@cloudflare/workers-types`), and let the names be understood where none are.
declare global {
  interface AbortSignal {}
  interface Headers {}
  interface Response {}
  interface URL {}
  namespace WebAssembly {
    interface Module {}
  }
}

/**
 * Where the WebAssembly module may come from: an address (a Request is one too), an answer, bytes or a compiled module of
 * `client_bg.wasm` of this package.
 */
export type WasmSource =
  | URL
  | string
  | { readonly url: string; readonly method: string; readonly headers: Headers; arrayBuffer(): Promise<ArrayBuffer> }
  | Response
  | Promise<Response>
  | ArrayBuffer
  | ArrayBufferView
  | WebAssembly.Module;

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
export function initSync(source: ArrayBuffer | ArrayBufferView | WebAssembly.Module): void;

// ------------------------------------------------------------------------------------------------ calls

/** What a single call may be given. What it leaves out is as the client says. */
export interface CallOptions {
  /**
   * Aborts the call, also while it waits or fetches a token: it rejects at once with code `aborted` and `cause` set to the
   * signal's reason.
   */
  signal?: AbortSignal;
  /**
   * Milliseconds for one attempt, until its body is fully read; at most what is left of `totalTimeoutMs`. Default 10,000.
   * What takes longer is `timeout`.
   */
  timeoutMs?: number;
  /**
   * Milliseconds for everything: attempts, waits and token calls; `false` for as long as they take. Default 30,000. A wait
   * that does not fit is not begun: the call fails at once with the last attempt's own code.
   */
  totalTimeoutMs?: number | false;
  /** How many times a failed attempt is made again at most. Default 2. */
  maxRetries?: number;
  /**
   * When it is. `"safe"` (the default): reads, searches, puts, removals and bulk calls after a connection that failed or
   * broke, a timeout of the attempt, 408, 429, 500, 502, 503 and 504; creates and patches, which must not be done twice,
   * after 429, and after 503 with `Retry-After`. `"always"`: creates and patches like everything else. `"never"`: nothing.
   *
   * The wait is what `retry-after-ms` or `Retry-After` asks for, exactly, up to 60 seconds; else half a second, doubled with
   * each retry up to 8, of which chance takes up to the half away. After 401 a new token is fetched once whatever stands
   * here, where the client can have another.
   */
  retry?: "safe" | "always" | "never";
  /**
   * Headers to send beside the client's own; those of a call take the place of the client's of the same name.
   * `Authorization`, `Content-Type`, `Emporix-Tenant` and line breaks are a {@link ValidationError}.
   */
  headers?: Record<string, string>;
}

/** What an injected `fetch` is called with beside the address. */
export interface FetchInit {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  headers: Record<string, string>;
  /** JSON, or a form of a token call. */
  body?: string;
  /** Redirects are not followed: they would take the token elsewhere. */
  redirect: "manual";
  /** Aborted at the end of the attempt's time and with the call. */
  signal: AbortSignal;
  /** Only for calls that get a token, and only where the runtime knows it. */
  cache?: "no-store";
}

/** What all calls of a client have in common. */
export interface ClientOptions extends Omit<CallOptions, "signal"> {
  /** Where the service is: https, or http on a loopback host, without user, password, query or fragment. */
  baseUrl?: string;
  /**
   * Called as `fetch(url, init)` in place of the runtime's own, for token calls too. Tokens for credentials are shared by
   * the clients of one `fetch`: give the same function each time, not a new one for each request.
   */
  fetch?: (url: string, init: FetchInit) => Promise<Response>;
  /**
   * What becomes of an answer that breaks its schema: `"strict"` throws a {@link DecodeError}, `"report"` (the default)
   * keeps it and lists the page's `issues`, `"off"` does not look. An answer of the wrong outer kind, no array for a list
   * or no object for one, is a DecodeError always, and so is one of more than 10 MB (10,485,760 bytes).
   */
  responses?: "strict" | "report" | "off";
  /** How closely currency and country codes are looked at in what is sent. Default `"iso"`. */
  codes?: "iso" | "shape";
  /** Told of each attempt, wait and token call. What it throws is ignored. */
  onEvent?: (event: ClientEvent) => void;
  /**
   * Lets a client secret or a Spirii key be used in a browser, where everybody can read it. Without it such a client is
   * refused there, with code `configuration`.
   */
  dangerouslyAllowBrowser?: boolean;
}

/**
 * What a call tells of itself: for each attempt one `request`, then one `response`, whatever its status, or one `failure`;
 * a `retry` before a wait; a `token` after each token call. It holds no token, query value, body or e-mail address.
 *
 * @example
 * ```js
 * const client = new EmporixClient({
 *   tenant: "acme",
 *   auth: { token },
 *   onEvent({ type, operation, attempt, status, code, durationMs }) {
 *     if (type === "response" || type === "failure") console.log(operation, attempt, status ?? code, durationMs);
 *   },
 * });
 * ```
 */
export interface ClientEvent {
  /** What happened. */
  type: "request" | "response" | "retry" | "token" | "failure";
  /** The operation, such as `customers.list`; `token` for token calls. */
  operation: string;
  /** The HTTP method; empty when a function of yours was asked for a token. */
  method: string;
  /** The path with `{names}` in place of values; empty likewise. */
  pathTemplate: string;
  /** The number of the attempt, from 1; of the token call for those. */
  attempt: number;
  /** The HTTP status, where there was one. */
  status?: number;
  /** The kind of the failure, where it is one; `decode` for a success that cannot be used. */
  code?: ErrorCode;
  /**
   * With the `response` of an answer that is no page, under `responses: "report"`: what breaks its schema. A page has its
   * issues itself. Names that no record knows show as `*`.
   */
  issues?: { path: (string | number)[]; code: IssueCode }[];
  /** With `retry`: the wait, in milliseconds. */
  delayMs?: number;
  /** How long the attempt or the token call took, in milliseconds. */
  durationMs?: number;
  /** The request's id, where the answer tells it. */
  requestId?: string;
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
  /** How many items a page may hold; how many came, where nothing was asked and the service documents no default. */
  pageSize: number;
  /**
   * How many there are in all, from `X-Total-Count`, else `Count`, else `hybris-count`; null when none of them can be
   * read. Whether the service's `Count` is of the page or of all is not documented.
   */
  total: number | null;
  /** Whether a next page follows, as far as can be told: before a trustworthy total, else whether the page was full. */
  hasNext: boolean;
  /**
   * What breaks the schema; paths start with the item's index. At most 10,000 are collected. Under `responses: "report"` it
   * is looked for when it is first read, in the items as they are then: reading it costs as much as validating the page.
   */
  readonly issues: Issue[];
  /** The head of the answer. */
  response: ResponseInfo;
}

/** A part of Spirii's listing. */
export interface OffsetPage<T> {
  /** The items, as the service sent them. */
  items: T[];
  /** How many were asked for, as the service says. */
  limit: number;
  /** How many were skipped. */
  offset: number;
  /** How many match in all; null when the service does not say. */
  count: number | null;
  /** Whether more follow: by `count`, else by whether as many came as were asked for. */
  hasNext: boolean;
  /**
   * What breaks the schema; paths start with the item's index, or name the count that is none. At most 10,000 are
   * collected; looked for as {@link Page.issues} are.
   */
  issues: Issue[];
  /** The head of the answer. */
  response: ResponseInfo;
}

// ------------------------------------------------------------------------------------------------ Emporix

/**
 * How calls are authorized; one of
 *
 * - `token`: sent as it is, given without `Bearer`. When the service does not take it, that is the call's error.
 * - `getToken`: asked for tokens by this client alone. A client is one customer's: a call may be sent
 *   with what it gave to another call that was made meanwhile. `reason` tells whether there was
 *   none before (`initial`), its time is over (`expired`) or the service did not take it (`unauthorized`). A token with
 *   `expiresInSeconds` is kept until shortly before its end; one without is good for the calls that wait for it, and the
 *   next call asks again; the retries of a call are sent with its own. It has 5 seconds; what it throws is the `cause` of code
 *   `token` for the call that asked.
 * - `clientId` and `clientSecret`: service tokens from `POST /oauth/token`, for servers and edge functions; in a browser
 *   they are refused unless `dangerouslyAllowBrowser` is set. All clients with the same credentials at the same address and
 *   tenant, through the same `fetch`, share their tokens.
 * - `anonymous`: the session of a shopper who has not signed in, from `GET /customerlogin/auth/anonymous/login`; it belongs
 *   to this client, and goes on with its refresh token while that lives.
 *
 * A token is fetched anew a tenth of its life before its end, at most 60 seconds, and once when the service answers 401. Many
 * calls at once make one token call. A token endpoint's 400, 401 or 403 is not tried again and remembered for 30 seconds.
 *
 * @example
 * ```js
 * const shop = new EmporixClient({ tenant: "acme", auth: { anonymous: { clientId: "storefront", siteCode: "main" } } });
 * const session = { token: "…", refresh: async () => "…" };
 * const account = new EmporixClient({
 *   tenant: "acme",
 *   auth: { getToken: ({ reason }) => (reason === "unauthorized" ? session.refresh() : session.token) },
 * });
 * ```
 */
export type EmporixAuth =
  | { token: string }
  | {
      getToken: (request: {
        reason: "initial" | "expired" | "unauthorized";
        signal: AbortSignal;
      }) => string | { token: string; expiresInSeconds?: number } | Promise<string | { token: string; expiresInSeconds?: number }>;
    }
  | { clientId: string; clientSecret: string; scope?: string }
  | {
      anonymous: {
        clientId: string;
        siteCode?: string;
        currency?: string;
        language?: string;
        targetLocation?: string;
      };
    };

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
 * A client of one tenant. It holds its options and its tokens; one can serve any number of calls at once.
 *
 * @example
 * ```js
 * const client = new EmporixClient({ tenant: "acme", auth: { token } });
 * const customer = await client.customers.get("C-1042");
 * ```
 */
export class EmporixClient {
  /**
   * @throws {ValidationError} with every issue of the options; {@link ClientError} `configuration` for a client secret in a
   * browser. In a browser that has not loaded the module yet, the first call rejects with it instead.
   */
  constructor(options: EmporixOptions);
  /** The tenant's customers. */
  readonly customers: Customers;
  /**
   * The assignments of customers to a segment. Nothing is sent, and a wrong id is said by the first call.
   *
   * @param segmentId The segment's id: not empty, not `.` or `..`, without slashes and control characters.
   */
  segment(segmentId: string): Segment;
}

/** `field`, `field:asc` or `field:desc`; a localized field as `name.en:desc`; several joined by commas. */
export type Sort = string | `${string}:asc` | `${string}:desc`;

/** What a customer may be expanded by. */
export type Expand = "addresses" | "accounts" | "mixin:*" | `mixin:${string}`;

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
   * As {@link list}, with `q` in the body, where it may be longer than an address:
   * `POST /customer/{tenant}/customers/search`. Paging, order and expansion stay in the address, where alone the service
   * heeds them. Scopes: `customer.customer_read` or `customer.customer_read_own`.
   *
   * @example
   * ```js
   * const page = await client.customers.search({ q: field("id").in(["C-1", "C-2", "C-3"]) });
   * ```
   */
  search(query?: CustomerQuery, options?: CallOptions): Promise<Page<Customer>>;
  /**
   * Every customer, page after page; one page is held at a time. Always sends `pageNumber` and `pageSize` (60 unless
   * given). It ends when as many came as `X-Total-Count` says; where the service does not send that, on a page that is not full
   * (so ask for no more than the service gives on one); and after `maxPages` pages. `options` count
   * for each page. Scopes and operation as of {@link list}.
   *
   * @param query `maxPages`: the greatest number of pages to ask for; default 1,000.
   * @throws {DecodeError} when the service answers a page that it answered before.
   * @example
   * ```js
   * for await (const customer of client.customers.all({ sort: "id", pageSize: 200 })) console.log(customer.id);
   * ```
   */
  all(query?: CustomerQuery & { maxPages?: number }, options?: CallOptions): AsyncIterableIterator<Customer>;
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
  /**
   * Puts a customer in the place of one, or creates it under this number:
   * `PUT /customer/{tenant}/customers/{customerNumber}`.
   * Scopes: `customer.customer_manage` or `customer.customer_manage_own`.
   *
   * @returns `created`: whether the service made a new customer (201), with its `id`, or changed one (204).
   * @throws {ClientError} `conflict` when the e-mail address is taken, or `metadata.version` is not the current one.
   * @example
   * ```js
   * const { created } = await client.customers.upsert("C-1042", { lastName: "Lovelace", metadata: { version: 3 } });
   * ```
   */
  upsert(
    customerNumber: string,
    body: CustomerUpdate,
    query?: {
      /** Whether the customer gets an e-mail with a link to set the password. The service's default is true. */
      sendPasswordResetNotifications?: boolean;
    },
    options?: CallOptions,
  ): Promise<{ created: boolean; id?: string }>;
  /**
   * Changes a customer; what the body does not name stays: `PATCH /customer/{tenant}/customers/{customerNumber}`.
   * Scopes: `customer.customer_manage` or `customer.customer_manage_own`.
   *
   * @param options `mergePatch`: send it as `application/merge-patch+json`, which has no `active` and no `onHold`.
   * @throws {ValidationError} with code `conflict` for `contactEmail: null`, which cannot be taken away, and for `active`
   * and `onHold` in a merge patch.
   * @example
   * ```js
   * await client.customers.patch("C-1042", { onHold: true });
   * ```
   */
  patch(customerNumber: string, body: CustomerPatch, options?: CallOptions & { mergePatch?: boolean }): Promise<void>;
  /**
   * Deletes a customer: `DELETE /customer/{tenant}/customers/{customerNumber}`. The service accepts it and may do it a
   * moment later. Scopes: `customer.customer_manage` or `customer.customer_manage_own`.
   *
   * @returns `alreadyGone`: whether the customer was not there at a retry, for the first attempt may have deleted it. One who
   * is not there at the first attempt is `not_found`.
   * @example
   * ```js
   * await client.customers.delete("C-1042");
   * ```
   */
  delete(customerNumber: string, options?: CallOptions): Promise<{ alreadyGone: boolean }>;
  /**
   * The addresses of a customer. Nothing is sent, and a wrong number is said by the first call.
   *
   * @example
   * ```js
   * const addresses = await client.customers.addresses("C-1042").list();
   * ```
   */
  addresses(customerNumber: string): Addresses;
}

/**
 * The addresses of a customer, tenant-managed. They are not part of the profile: a customer is created first, then gets
 * addresses; `expand: ["addresses"]` shows them with the profile.
 */
export interface Addresses {
  /**
   * Lists the addresses: `GET /customer/{tenant}/customers/{customerNumber}/addresses`. Scope: `customer.customer_read`.
   *
   * @example
   * ```js
   * const [first] = await client.customers.addresses("C-1042").list();
   * ```
   */
  list(options?: CallOptions): Promise<Address[]>;
  /**
   * Reads one address: `GET /customer/{tenant}/customers/{customerNumber}/addresses/{addressId}`.
   * Scope: `customer.customer_read`.
   *
   * @example
   * ```js
   * const address = await client.customers.addresses("C-1042").get("A-1");
   * ```
   */
  get(addressId: string, options?: CallOptions): Promise<Address>;
  /**
   * Adds an address: `POST /customer/{tenant}/customers/{customerNumber}/addresses`. Scope: `customer.customer_manage`.
   *
   * @throws {ClientError} `not_found` when there is no such customer, `conflict` when the address's id is taken.
   * @example
   * ```js
   * const { id } = await client.customers.addresses("C-1042").add({ contactName: "Ada Lovelace", country: "GB" });
   * ```
   */
  add(body: AddressCreate, options?: CallOptions): Promise<{ id: string }>;
  /**
   * Puts an address in the place of one, or creates it under this id:
   * `PUT /customer/{tenant}/customers/{customerNumber}/addresses/{addressId}`. Scope: `customer.customer_manage`.
   * When it is created, the service needs `contactName`.
   *
   * @example
   * ```js
   * await client.customers.addresses("C-1042").upsert("A-1", { contactName: "Ada Lovelace", isDefault: true });
   * ```
   */
  upsert(addressId: string, body: AddressUpdate, options?: CallOptions): Promise<{ created: boolean; id?: string }>;
  /**
   * Changes an address: `PATCH /customer/{tenant}/customers/{customerNumber}/addresses/{addressId}`.
   * Scope: `customer.customer_manage`.
   *
   * @example
   * ```js
   * await client.customers.addresses("C-1042").patch("A-1", { isDefault: true });
   * ```
   */
  patch(addressId: string, body: AddressUpdate, options?: CallOptions): Promise<void>;
  /**
   * Removes an address: `DELETE /customer/{tenant}/customers/{customerNumber}/addresses/{addressId}`.
   * Scope: `customer.customer_manage`.
   *
   * @example
   * ```js
   * await client.customers.addresses("C-1042").delete("A-1");
   * ```
   */
  delete(addressId: string, options?: CallOptions): Promise<{ alreadyGone: boolean }>;
  /**
   * Adds tags: `POST /customer/{tenant}/customers/{customerNumber}/addresses/{addressId}/tags`. The service documents no
   * scope; `customer.customer_manage` is that of its neighbours.
   *
   * @param tags At least one; none empty or with a comma, which would make two of one.
   * @example
   * ```js
   * await client.customers.addresses("C-1042").addTags("A-1", ["BILLING", "SHIPPING"]);
   * ```
   */
  addTags(addressId: string, tags: string[], options?: CallOptions): Promise<void>;
  /**
   * Removes tags: `DELETE /customer/{tenant}/customers/{customerNumber}/addresses/{addressId}/tags`.
   * Scope: `customer.customer_manage`.
   *
   * @param tags As of {@link addTags}.
   * @example
   * ```js
   * await client.customers.addresses("C-1042").removeTags("A-1", ["BILLING"]);
   * ```
   */
  removeTags(addressId: string, tags: string[], options?: CallOptions): Promise<void>;
}

/** Which assignment of a segment: the customer's id, with the legal entity's for business customers. */
export type AssignmentKey = string | { customerId: string; legalEntityId?: string };

/**
 * The assignments of customers to a segment. A customer whose id is `bulk` has no address of its own here: such a key is a
 * {@link ValidationError}, and {@link putMany} takes it.
 */
export interface Segment {
  /**
   * Lists assignments a page at a time: `GET /customer-segment/{tenant}/segments/{segmentId}/customers`.
   * Scopes: `customersegment.segment_read` or `customersegment.segment_read_own`.
   *
   * @example
   * ```js
   * const page = await client.segment("vip").list({ pageSize: 100, totalCount: true });
   * console.log(page.total, page.items[0]?.customer?.id);
   * ```
   */
  list(query?: AssignmentQuery, options?: CallOptions): Promise<Page<CustomerAssignment>>;
  /**
   * As {@link list}, with `q` in the body: `POST /customer-segment/{tenant}/segments/{segmentId}/customers/search`.
   * Scope: `customersegment.segment_read`.
   *
   * @example
   * ```js
   * const page = await client.segment("vip").search({ q: field("assignmentType").eq("MANUAL") });
   * ```
   */
  search(query?: AssignmentQuery, options?: CallOptions): Promise<Page<CustomerAssignment>>;
  /**
   * Every assignment, page after page; as `customers.all`. Operation and scopes as of {@link list}.
   *
   * @example
   * ```js
   * for await (const { customer } of client.segment("vip").all({ fields: ["customer"] })) console.log(customer?.id);
   * ```
   */
  all(query?: AssignmentQuery & { maxPages?: number }, options?: CallOptions): AsyncIterableIterator<CustomerAssignment>;
  /**
   * Reads an assignment: `GET …/customers/{customerId}`, or `GET …/customers/{customerId}/{legalEntityId}`.
   * Scope: `customersegment.segment_read`.
   *
   * @throws {ClientError} `not_found` when the customer is not assigned.
   * @example
   * ```js
   * const assignment = await client.segment("vip").get({ customerId: "C-1042", legalEntityId: "LE-7" });
   * ```
   */
  get(key: AssignmentKey, query?: { fields?: string[] }, options?: CallOptions): Promise<CustomerAssignment>;
  /**
   * Makes or changes an assignment: `PUT …/customers/{customerId}`, or `PUT …/customers/{customerId}/{legalEntityId}`.
   * Scope: `customersegment.segment_manage`.
   *
   * @returns `created`: whether it is new (201) or was changed (204).
   * @throws {ClientError} `conflict` when `metadata.version` is not the current one.
   * @example
   * ```js
   * const { created } = await client.segment("vip").put("C-1042");
   * ```
   */
  put(key: AssignmentKey, body?: AssignmentUpsert, options?: CallOptions): Promise<{ created: boolean }>;
  /**
   * Removes an assignment: `DELETE …/customers/{customerId}`, or `DELETE …/customers/{customerId}/{legalEntityId}`.
   * Scope: `customersegment.segment_manage`.
   *
   * @example
   * ```js
   * await client.segment("vip").remove("C-1042");
   * ```
   */
  remove(key: AssignmentKey, options?: CallOptions): Promise<{ alreadyGone: boolean }>;
  /**
   * Makes or changes any number of assignments: `PUT …/customers/bulk`, in chunks of at most 200, a few at a time.
   * Scope: `customersegment.segment_manage`.
   *
   * Items are read as they are needed, never more than the chunks under way. An item that breaks its schema is not sent; it
   * and whatever else went wrong stand in the result, and the rest goes on. An abort, or an iterable that throws, stops
   * reading and resolves as well: what was not sent is `failed` with status `aborted`, as far as it is known (the rest of
   * an array or a set is, that of a generator is not).
   *
   * @example
   * ```js
   * const result = await client.segment("vip").putMany(ids.map((customerId) => ({ customerId })));
   * for (const { item, message } of result.failed) console.log(item.customerId, message);
   * ```
   */
  putMany(
    items: Iterable<AssignmentBulkItem> | AsyncIterable<AssignmentBulkItem>,
    options?: BulkOptions,
  ): Promise<BulkResult<AssignmentBulkItem>>;
  /**
   * Removes any number of assignments: `DELETE …/customers/bulk` with a body; otherwise as {@link putMany}.
   * Scope: `customersegment.segment_manage`.
   *
   * @example
   * ```js
   * const result = await client.segment("vip").removeMany(["C-1", { customerId: "C-2", legalEntityId: "LE-7" }]);
   * result.throwIfFailed();
   * ```
   */
  removeMany(
    keys: Iterable<AssignmentKey> | AsyncIterable<AssignmentKey>,
    options?: BulkOptions,
  ): Promise<BulkResult<AssignmentKey>>;
}

/** How a bulk call is done. `timeoutMs`, `totalTimeoutMs` and `maxRetries` count for each chunk. */
export interface BulkOptions extends CallOptions {
  /** How many items one request carries: 1 to 200, the default. */
  chunkSize?: number;
  /** How many requests are under way at once: 1 to 6, default 4. */
  concurrency?: number;
  /**
   * Told after each chunk. `done` counts the items that are settled, the failed ones included; `total` is null when the
   * number of items is not known before. What it throws is ignored.
   */
  onProgress?: (progress: { done: number; failed: number; total: number | null }) => void;
}

/** What became of many items. */
export interface BulkResult<T> {
  /** How many were done. */
  succeeded: number;
  /** Those that were not, in the order of the input. */
  failed: {
    /** The place in the input, from 0. */
    position: number;
    /** The item as it was given; undefined where the input threw in its place. */
    item: T;
    /** The HTTP status for this item, or for the request that failed as a whole; null where there was none. */
    code: number | null;
    /** The status in the service's words, or the error's code: `validation`, `aborted`, `timeout`, … */
    status: string;
    /** What is wrong; the service's words may hold personal data. */
    message: string;
    /** The error, where it is not the service's word on this item alone. */
    error?: ClientError;
  }[];
  /** Throws the first failure's error when there is any. */
  throwIfFailed(): void;
}

// ------------------------------------------------------------------------------------------------ Spirii

/** What a Spirii client is made with. */
export interface SpiriiOptions extends ClientOptions {
  /**
   * The API key, sent as a bearer token, or a function that is asked for it before each call, and once more when the service
   * does not take it. It is a secret: in a browser it is refused unless `dangerouslyAllowBrowser` is set.
   */
  apiKey: string | (() => string | Promise<string>);
}

/**
 * A client of Spirii.
 *
 * @example
 * ```js
 * const spirii = new SpiriiClient({ apiKey });
 * const page = await spirii.customers.list({ types: ["CPO"], limit: 20 });
 * ```
 */
export class SpiriiClient {
  /** @throws {ValidationError} as of {@link EmporixClient}. */
  constructor(options: SpiriiOptions);
  /** Spirii's customers. */
  readonly customers: {
    /**
     * Lists customers: `GET /v2/customers`. It takes an API key. Only what is asked is sent; the defaults are the
     * service's. The names of `search`, `directOwnerId` and `cpoId` are inferred from the documentation; `extraQuery` sends
     * any other name.
     *
     * @throws {ValidationError} with code `conflict` when a range ends before it starts.
     * @example
     * ```js
     * const page = await spirii.customers.list({ createdAtFrom: new Date(2026, 0, 1), sortBy: "createdAt" });
     * console.log(page.count, page.items.map(({ name }) => name));
     * ```
     */
    list(query?: SpiriiCustomerQuery, options?: CallOptions): Promise<OffsetPage<SpiriiCustomer>>;
    /**
     * Every customer, part after part; one part is held at a time. Always sends `limit` (50 unless given) and `offset`. It
     * ends at the service's `count`, or after `maxPages` parts (default 1,000).
     *
     * @example
     * ```js
     * for await (const customer of spirii.customers.all({ sortBy: "id" })) console.log(customer.name);
     * ```
     */
    all(query?: SpiriiCustomerQuery & { maxPages?: number }, options?: CallOptions): AsyncIterableIterator<SpiriiCustomer>;
  };
}

// ------------------------------------------------------------------------------------------------ queries

/** A query that {@link field} made. */
export interface Query {
  /**
   * The query in the service's own language.
   *
   * @throws {ClientError} `configuration` in a browser before `init()`.
   */
  toString(): string;
  /** Both: all of the terms have to hold. */
  and(...more: Query[]): Query;
}

/**
 * Starts a query on a field, named by its path: `contactEmail`, `name.en`, `mixins.loyalty.tier`.
 *
 * Texts are quoted where they must be. What cannot be written safely (a double quote, a backslash, a line break: the
 * services document no way to escape them) is a {@link ValidationError}, at once or, in a browser that has not loaded the
 * module yet, by the first call. A query of your own making can be given as plain text.
 *
 * @example
 * ```js
 * const q = field("lastName").eq("Lovelace").and(field("mixins.loyalty.points").between(100, 200));
 * const page = await client.customers.list({ q });
 * ```
 */
export function field(path: string): {
  /** Equal to this. */
  eq(value: string | number | boolean): Query;
  /** Equal to one of these. For long lists use `search`: an address may have 10 kB. */
  in(values: (string | number)[]): Query;
  /** Greater, or later. */
  gt(value: number | Date): Query;
  /** Greater, later or equal. */
  gte(value: number | Date): Query;
  /** Less, or earlier. */
  lt(value: number | Date): Query;
  /** Less, earlier or equal. */
  lte(value: number | Date): Query;
  /** From one to the other, both included. */
  between(from: number | Date, to: number | Date): Query;
  /** Matching a regular expression. */
  matches(pattern: string): Query;
  /** Null or not there. */
  isNull(): Query;
  /** There. */
  exists(): Query;
  /** Not there. */
  missing(): Query;
};

// ------------------------------------------------------------------------------------------------ errors

/**
 * The kind of a failure: `validation` (nothing was sent), `bad_request` (400, 422), `authentication` (401), `permission`
 * (403), `not_found` (404), `conflict` (409), `rate_limit` (429), `server` (5xx), `http` (any other status, a redirect
 * included), `connection`, `timeout`, `aborted`, `decode` (the answer is not what is due), `token` (there is no token for the
 * call), `configuration` (a refused secret, a request that the runtime
 * cannot make, synchronous use before {@link init}, a bad source of the module).
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
  | "token"
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
  /** The HTTP status, where there was one; of the token endpoint under code `token`. */
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
  /**
   * Whether what was to be written may have been written all the same: an attempt ended by timeout, abort, a broken
   * connection or 5xx, or its success could not be read; a 409 after a retry may even be the call's own success.
   */
  readonly ambiguous: boolean;
  /** How long the service asks to wait, in milliseconds, where the last answer says so. */
  readonly retryAfterMs?: number;
  /**
   * The error without whatever may be personal; the paths of issues as text, with `*` for names of your own; the service's `type`
   * and the request id only where they look like identifiers.
   */
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
  | "maximum"
  | "format"
  | "conflict"
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
  /** The language of the messages: English (the default) or German. */
  locale?: "en" | "de";
  /** Your own message for an issue; the library's where it gives none. What it throws is ignored. */
  messages?: (issue: Issue) => string | undefined;
  /** Currency and country: real codes (`"iso"`, the default), or the form of the letters only (`"shape"`). */
  codes?: "iso" | "shape";
}

/** The [Standard Schema](https://standardschema.dev) interface, version 1, with its JSON Schema extension. */
export interface StandardSchemaV1Props<T> {
  readonly version: 1;
  readonly vendor: string;
  /** Never there at run time: the types that tools infer. */
  readonly types?: { readonly input: T; readonly output: T };
  /**
   * What {@link Schema.validate} finds; at once when the module is loaded, else a promise that loads it. Issues keep their
   * `code` and `params`.
   */
  readonly validate: (value: unknown) => StandardResult<T> | Promise<StandardResult<T>>;
  /** The JSON Schema; throws for a target that is neither `"draft-2020-12"` nor `"draft-07"`. */
  readonly jsonSchema: {
    readonly input: (options: { readonly target: string }) => Record<string, unknown>;
    readonly output: (options: { readonly target: string }) => Record<string, unknown>;
  };
}

/** What the Standard Schema interface answers. */
export type StandardResult<T> = { readonly value: T; readonly issues?: undefined } | { readonly issues: readonly Issue[] };

/**
 * A schema: what a value must look like. It is a Standard Schema, so that form libraries, routers and validators that take one
 * take it as it is.
 *
 * @example
 * ```js
 * const german = schemas.customerCreate.with({ locale: "de" });
 * const result = await german["~standard"].validate({ contactEmail: "ada" });
 * if (result.issues) for (const { path, message } of result.issues) console.log(path?.join("."), message);
 * ```
 */
export interface Schema<T> {
  /** The Standard Schema interface, in the locale and with the messages of {@link with}. */
  readonly "~standard": StandardSchemaV1Props<T>;
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
   * The same for JSON text, or its UTF-8 bytes, judged where it stands: the value is made only when it is fine. Accepts what
   * `JSON.parse` accepts, but for a key that stands twice in its object (a `json` issue at that key), for more than 128 levels
   * and for texts over 16 MB (each one `json` issue of the whole, like text that is no JSON).
   *
   * @throws ValidationError for what is neither text nor bytes.
   * @example
   * ```js
   * const result = schemas.customerCreate.validateJson('{"contactEmail":"ada@example.com"}');
   * if (result.ok) console.log(result.value.contactEmail);
   * ```
   */
  validateJson(text: string | Uint8Array, options?: ValidateOptions): { ok: true; value: T; issues: [] } | { ok: false; issues: Issue[] };
  /**
   * The issues of one part of a value, for a form that judges a field when it is left. The value is judged alone: what it
   * does not go with elsewhere is not looked at.
   *
   * @param path `"addresses[0].city"`, `"addresses.0.city"`, or an array of names and numbers. One that the schema does not
   * know has no issues.
   * @param value What stands there; `undefined` is absent, so that `required` can come.
   * @example
   * ```js
   * const [issue] = schemas.customer.validateField("addresses[0].country", "Germany");
   * console.log(issue?.message);
   * ```
   */
  validateField(path: string | (string | number)[], value: unknown, options?: ValidateOptions): Issue[];
  /**
   * Does nothing for a value that is fine.
   *
   * @throws {ValidationError} with every issue.
   */
  ensure(value: unknown, options?: ValidateOptions): asserts value is T;
  /** JSON Schema 2020-12. */
  readonly jsonSchema: object;
  /** The same schema with this locale, messages and codes; options of its calls have the last word. */
  with(options: ValidateOptions): Schema<T>;
}

/** The schemas. */
export const schemas: {
  /** A customer as the service answers it. */
  customer: Schema<Customer>;
  /** The body of `customers.create`. */
  customerCreate: Schema<CustomerCreate>;
  /** The body of `customers.upsert`. */
  customerUpdate: Schema<CustomerUpdate>;
  /** The body of `customers.patch`. */
  customerPatch: Schema<CustomerPatch>;
  /** An address as the service answers it. */
  address: Schema<Address>;
  /** The body of `addresses.add`. */
  addressCreate: Schema<AddressCreate>;
  /** The body of `addresses.upsert` and `addresses.patch`. */
  addressUpdate: Schema<AddressUpdate>;
  /** An assignment as the service answers it. */
  customerAssignment: Schema<CustomerAssignment>;
  /** The body of `segment.put`. */
  assignmentUpsert: Schema<AssignmentUpsert>;
  /** An item of `segment.putMany`. */
  assignmentBulkItem: Schema<AssignmentBulkItem>;
  /** The query of `customers.list`. */
  customerQuery: Schema<CustomerQuery>;
  /** The query of `segment.list`. */
  assignmentQuery: Schema<AssignmentQuery>;
  /** A customer as Spirii answers it. */
  spiriiCustomer: Schema<SpiriiCustomer>;
  /** The query of Spirii's listing. */
  spiriiCustomerQuery: Schema<SpiriiCustomerQuery>;
  /** An Emporix tenant. */
  tenant: Schema<string>;
  /** A customer id of your choice. */
  customerId: Schema<string>;
  /** An ISO 4217 code. */
  currency: Schema<string>;
  /** An ISO 3166-1 alpha-2 code, or `XK`. */
  country: Schema<string>;
  /** A language with its region. */
  language: Schema<string>;
  /** A valid e-mail address, as browsers mean it. */
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

/** A customer to put in the place of one, or to create under a number of your choice. */
export interface CustomerUpdate {
  /** The e-mail address that the customer is reached by. It cannot be taken away once there is one: null is refused. */
  contactEmail?: string;
  /** A language with its region, such as `de_DE`. */
  preferredLanguage?: string;
  /** Whether the profile is active. Not in a merge patch. */
  active?: boolean;
  /** Whether the profile is suspended. Not in a merge patch. */
  onHold?: boolean;
  /** What a business customer has beside. */
  b2b?: B2bCreate;
  /** Who may see the customer: one of the restrictions that the tenant has set up, or null for none. */
  restriction?: string | null;
  /** The version for optimistic locking, and the links to the schemas of `mixins`. */
  metadata?: MetadataUpdate;
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

/** A change of a customer: what is absent stays as it is. */
export interface CustomerPatch {
  /** The e-mail address that the customer is reached by. It cannot be taken away once there is one: null is refused. */
  contactEmail?: string;
  /** A language with its region, such as `de_DE`. */
  preferredLanguage?: string;
  /** Whether the profile is active. Not in a merge patch. */
  active?: boolean;
  /** Whether the profile is suspended. Not in a merge patch. */
  onHold?: boolean;
  /** What a business customer has beside. */
  b2b?: B2bCreate;
  /** Who may see the customer: one of the restrictions that the tenant has set up, or null for none. */
  restriction?: string | null;
  /** The version for optimistic locking, and the links to the schemas of `mixins`. */
  metadata?: MetadataUpdate;
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
  /** An id of your choice, of a form that a path can hold. The service makes one when it is absent. */
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

/** A change of an address, or a whole one to put in its place. Fields that are absent stay as they are in a patch. */
export interface AddressUpdate {
  /** The name of the person or department to ask for. The service needs it when the address is created by this. */
  contactName?: string;
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

/** Which customers to list. */
export interface CustomerQuery {
  /** A query in the service's own language, such as `lastName:Lovelace`, which is sent as it is; or one that `field()` made. */
  q?: string | Query;
  /** `field`, `field:asc` or `field:desc`, several in a list or joined by commas. The service's default is ascending. */
  sort?: Sort | Sort[];
  /** The page, from 1. */
  pageNumber?: number;
  /** How many customers a page holds. The service's default is 60; given alone or with `pageNumber`, which needs it and gets 60 when it is absent. */
  pageSize?: number;
  /** What to add: `addresses`, `accounts`, `mixin:*` or `mixin:<name>`. */
  expand?: Expand[];
}

/**
 * An assignment of a customer to a segment, as the service answers it. Every field may be absent or null, and is absent
 * when `fields` did not ask for it.
 */
export interface CustomerAssignment {
  /** The customer. */
  customer?: AssignedCustomer | null;
  /** The legal entity that the customer is assigned for. Absent on assignments of shoppers (B2C). */
  legalEntity?: AssignedLegalEntity | null;
  /** `MANUAL` when somebody assigned the customer, `AUTOMATIC` when the service derived it. */
  assignmentType?: "MANUAL" | "AUTOMATIC" | null;
  /** The tenant's own fields, an object for each mixin. */
  mixins?: Record<string, Record<string, unknown>> | null;
  /** When it was made and changed, its version, and the links to the schemas of `mixins`. */
  metadata?: AssignmentMetadata | null;
}

/** The customer of an assignment. */
export interface AssignedCustomer {
  /** The customer's id. The service's own example calls it `customerId`, which is kept as it comes. */
  id?: string | null;
  /** The given name. */
  firstName?: string | null;
  /** The family name. */
  lastName?: string | null;
  /** The e-mail address. */
  email?: string | null;
}

/** The legal entity of an assignment. */
export interface AssignedLegalEntity {
  /** The legal entity's id. */
  id?: string | null;
  /** The legal entity's name. */
  name?: string | null;
}

/** What is kept beside an assignment. */
export interface AssignmentMetadata {
  /** When the assignment was made. */
  createdAt?: string | null;
  /** When the assignment was last changed. */
  modifiedAt?: string | null;
  /** The version, 1 at creation and one more with each change. Give it back in a change to turn optimistic locking on. */
  version?: number | null;
  /** The address of the schema of each mixin. */
  mixins?: Record<string, string> | null;
}

/** What an assignment is made or changed with. */
export interface AssignmentUpsert {
  /** The tenant's own fields, an object for each mixin. */
  mixins?: Record<string, Record<string, unknown>>;
  /** The version for optimistic locking, and the links to the schemas of `mixins`. */
  metadata?: MetadataUpdate;
}

/** One of many assignments to make or change. */
export interface AssignmentBulkItem {
  /** The customer's id. */
  customerId: string;
  /** The legal entity's id. Leave it out for shoppers (B2C). */
  legalEntityId?: string;
  /** The tenant's own fields, an object for each mixin. */
  mixins?: Record<string, Record<string, unknown>>;
  /** The version for optimistic locking, and the links to the schemas of `mixins`. */
  metadata?: MetadataUpdate;
}

/** Which assignments of a segment to list. */
export interface AssignmentQuery {
  /** A query in the service's own language, such as `assignmentType:MANUAL`, which is sent as it is; or one that `field()` made. */
  q?: string | Query;
  /** `field`, `field:asc` or `field:desc`, several in a list or joined by commas. The service's default is ascending. */
  sort?: Sort | Sort[];
  /** The page, from 1. */
  pageNumber?: number;
  /** How many assignments a page holds. The service documents no default; `pageNumber` without it gets 60. */
  pageSize?: number;
  /** The fields to answer; all when it is absent. */
  fields?: string[];
  /** Whether the service counts all matches, for the page's `total`. The service's default is false. */
  totalCount?: boolean;
}

/** A customer as Spirii answers it. Every field may be absent or null. */
export interface SpiriiCustomer {
  /** The unique number. */
  id?: number | null;
  /** The name. */
  name?: string | null;
  /** The id in another system. */
  externalId?: string | null;
  /** An ISO 3166-1 alpha-2 code. */
  country?: string | null;
  /** What kind of customer it is. */
  type?: "Private" | "Business" | "CPO" | "CPOSubsidiary" | null;
  /** Whom to ask. */
  contactDetails?: SpiriiContactDetails | null;
  /** How bills are sent and paid. */
  billingDetails?: SpiriiBillingDetails | null;
  /** Where money is paid out to. */
  payoutInformation?: SpiriiPayoutInformation | null;
  /** The language and the currency of money matters. */
  financialSetup?: SpiriiFinancialSetup | null;
  /** How bills are put together. */
  billingSettings?: SpiriiBillingSettings | null;
  /** The operator above the customer. */
  cpo?: SpiriiReference | null;
  /** The customer's owner. */
  owner?: SpiriiReference | null;
  /** The numbers of the customer's locations. */
  locations?: number[] | null;
  /** When the customer was created. */
  createdAt?: string | null;
  /** When the customer was last changed. */
  updatedAt?: string | null;
}

/** Whom to ask at a customer. */
export interface SpiriiContactDetails {
  /** The name. */
  name?: string | null;
  /** The e-mail address. */
  email?: string | null;
  /** The telephone number. */
  phone?: string | null;
}

/** How a customer's bills are sent and paid. */
export interface SpiriiBillingDetails {
  /** How bills are paid. */
  paymentMethod?: string | null;
  /** The form in which bills are sent. */
  invoiceFormat?: string | null;
  /** The global location number. */
  gln?: string | null;
  /** Where bills are sent to. */
  invoiceEmail?: string | null;
  /** The number for value-added tax. */
  vatNumber?: string | null;
  /** The street and number. */
  address?: string | null;
  /** The city. */
  city?: string | null;
  /** The postal code. */
  zipCode?: string | null;
}

/** Where money is paid out to. */
export interface SpiriiPayoutInformation {
  /** The international account number. */
  iban?: string | null;
  /** The bank's code. */
  swiftCode?: string | null;
  /** Whose account it is. */
  bankAccountHolderName?: string | null;
  /** The bank's national number. */
  bankRegistrationNumber?: string | null;
  /** The national account number. */
  bankAccount?: string | null;
}

/** The language and the currency of money matters. */
export interface SpiriiFinancialSetup {
  /** The language. */
  language?: string | null;
  /** An ISO 4217 code. */
  currency?: string | null;
}

/** How bills are put together. */
export interface SpiriiBillingSettings {
  /** How charge keys are grouped to documents. */
  chargeKeyDocumentAggregation?: string | null;
  /** How charge keys are grouped to lines. */
  chargeKeyLineAggregation?: string | null;
  /** How charging of company cars is paid back. */
  companyCarReimbursementMethod?: string | null;
}

/** Another customer of Spirii. */
export interface SpiriiReference {
  /** The unique number. */
  id?: number | null;
  /** The name. */
  name?: string | null;
}

/** Which of Spirii's customers to list. */
export interface SpiriiCustomerQuery {
  /** How many to answer, from 1. The service's default is 50. */
  limit?: number;
  /** How many to skip. The service's default is 0. */
  offset?: number;
  /** What to sort by. The service's default is `id`; `createdAt` or `updatedAt` with such a filter. */
  sortBy?: "id" | "name" | "type" | "ownerName" | "cpoName" | "createdAt" | "updatedAt";
  /** The direction. The service's default is `desc`; `asc` with `createdAtFrom` or `updatedAtFrom`. */
  sortDirection?: "asc" | "desc";
  /** A text in names and ids, `externalId` included. */
  search?: string;
  /** These customers alone. Other filters still apply. */
  customerIds?: number[];
  /** These types alone. */
  types?: ("Private" | "Business" | "CPO" | "CPOSubsidiary")[];
  /** All customers of this owner, at any depth. */
  ownerId?: number;
  /** The direct descendants of this owner. */
  directOwnerId?: number;
  /** The customers below this operator. */
  cpoId?: number;
  /** Created at this moment. */
  createdAt?: string | Date;
  /** Created at this moment or later. */
  createdAtFrom?: string | Date;
  /** Created at this moment or earlier. */
  createdAtTo?: string | Date;
  /** Changed at this moment. */
  updatedAt?: string | Date;
  /** Changed at this moment or later. */
  updatedAtFrom?: string | Date;
  /** Changed at this moment or earlier. */
  updatedAtTo?: string | Date;
  /** Further parameters of the service, sent as they are; a list repeats its name. */
  extraQuery?: Record<string, string | number | boolean | (string | number | boolean)[]>;
}
// </domain>
