// What the calls of all services need.
import assert from "node:assert/strict";

/** Expects a call to fail with this HTTP status. */
export async function refused(status, call) {
  const error = await call.then(
    () => assert.fail(`the call should have been refused with ${status}`),
    (error) => error,
  );
  assert.equal(error.status, status, error.stack);
}

/** Expects a bulk call to fail as a whole, with this status at each of its items. */
export async function allRefused(status, call) {
  const { succeeded, failed } = await call;
  assert.equal(succeeded, 0);
  assert.ok(failed.length > 0);
  for (const { error } of failed) assert.equal(error?.status, status, error?.stack);
}

/** The first items of an iteration. */
export async function take(count, items) {
  const taken = [];
  for await (const item of items) {
    taken.push(item);
    if (taken.length === count) break;
  }
  return taken;
}
