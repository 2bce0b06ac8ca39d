// What the package's tests share: clients, what a call fails with, and stand-ins for `fetch` that keep what was sent.
import assert from "node:assert/strict";
import { ClientError, DecodeError, EmporixClient, SpiriiClient, ValidationError, isClientError } from "commerce-customers";

// Nobody listens here: whatever is sent without a stand-in fails.
const NOWHERE = "http://127.0.0.1:9";

// One attempt, unless a test is about more of them.
const ONCE = { maxRetries: 0 };

export const emporix = (options = {}) =>
  new EmporixClient({ baseUrl: NOWHERE, tenant: "acme", auth: { token: "sandbox" }, ...ONCE, ...options });

export const spirii = (options = {}) => new SpiriiClient({ baseUrl: NOWHERE, apiKey: "sandbox-key", ...ONCE, ...options });

const MOST_REQUESTS = 1200;

/** The ClientError that a call fails with. */
export async function failure(promise) {
  const error = await promise.then(
    () => assert.fail("the call should have failed"),
    (error) => error,
  );
  assert.ok(error instanceof ClientError && isClientError(error), String(error?.stack ?? error));
  return error;
}

/** Those of calls that are all under way. */
export const failures = (promises) => Promise.all(promises.map(failure));

/** Issues as `[path, code]`. */
export const brief = (issues) => issues.map(({ path, code }) => [path.join("."), code]);

/** The issues of the ValidationError that a call fails with, as `[path, code]`. */
export async function refused(promise) {
  const error = await failure(promise);
  assert.ok(error instanceof ValidationError, `${error.code}: ${error.message}`);
  assert.equal(error.code, "validation");
  return brief(error.issues);
}

/** Those of calls that are all under way. */
export const refusals = (promises) => Promise.all(promises.map(refused));

/** The DecodeError that a call fails with. */
export async function undecodable(promise) {
  const error = await failure(promise);
  assert.ok(error instanceof DecodeError, `${error.code}: ${error.message}`);
  assert.equal(error.code, "decode");
  return error;
}

/** A `fetch` that keeps every request in `sent` and answers by `answer(request, number)`; without it by the runtime's own. */
export function recorder(answer) {
  const sent = [];
  const send = async (url, init) => {
    const { method, headers, body } = init;
    const parsed = new URL(url);
    const request = {
      url,
      method,
      path: parsed.pathname,
      query: Object.fromEntries(parsed.searchParams),
      pairs: [...parsed.searchParams],
      headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
      body: body === undefined ? undefined : JSON.parse(body),
      signal: init.signal,
    };
    // What never ends is to fail instead.
    assert.ok(sent.push(request) <= MOST_REQUESTS, "more requests than any test needs");
    return answer ? answer(request, sent.length) : fetch(url, init);
  };
  return { fetch: send, sent, last: () => sent.at(-1) };
}

/** An answer with this body as JSON. */
export const json = (body, init) => Response.json(body, init);

/** Everything that an iteration gives. */
export async function everything(iterable) {
  const items = [];
  for await (const item of iterable) items.push(item);
  return items;
}
