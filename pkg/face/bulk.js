// Bulk calls: takes items from any iterable, sends them in chunks, a few at a time, and adds up what became of them. What an
// item must be and what an answer says of it is the module's business.
import { reworded, toError } from "./errors.js";

export async function bulk(client, name, ids, items, options) {
  const core = await client.ready();
  const iterator = iteratorOf(items);
  const { chunkSize, concurrency, signal, onProgress } = client.try(() => core.bulkLimits(name, ids, options, !!iterator));
  const total = Array.isArray(items) ? items.length : items instanceof Set ? items.size : null;
  const failed = [];
  const flying = new Set();
  let [read, done] = [0, 0];
  let chunk = [];

  const settle = (count) => {
    done += count;
    try {
      onProgress?.({ done, failed: failed.length, total });
    } catch {
      // A listener that throws breaks nothing.
    }
  };
  const fail = (item, position, { error, ...entry }) =>
    failed.push({ ...entry, position, item, ...(error && { error: toError(error) }) });
  /** Gives up on items that follow each other, the first of them at `first`. */
  const giveUp = (items, first, error) => {
    const entry = { code: error.status ?? null, status: error.code, message: error.message, error };
    items.forEach((item, index) => fail(item, first + index, entry));
    settle(items.length);
  };
  const send = async (items, first) => {
    try {
      for (const { position, ...entry } of await core.chunk(name, ids, items, options)) {
        fail(items[position], first + position, entry);
      }
      settle(items.length);
    } catch (thrown) {
      giveUp(items, first, toError(thrown));
    }
  };
  const launch = () => {
    const sending = send(chunk, read - chunk.length).finally(() => flying.delete(sending));
    flying.add(sending);
    chunk = [];
  };

  const next = steps(iterator, signal);
  let stopped = null; // why reading ended before its end
  for (let ended = false; !ended && !stopped; ) {
    try {
      // Nothing is read that could not be sent at once.
      while (flying.size >= concurrency) await Promise.race(flying);
      const step = await next();
      if (step === null) stopped = { cause: signal.reason };
      else if (step.done) ended = true;
      else {
        read += 1;
        chunk.push(step.value);
      }
    } catch (cause) {
      // In the place of the item that could not be read stands why.
      stopped = { cause };
      read += 1;
      chunk.push(undefined);
    }
    if (!stopped && chunk.length > 0 && (ended || chunk.length >= chunkSize)) launch();
  }
  next.stop();
  await Promise.all(flying);
  if (stopped) {
    // What was read and not sent, and what of the rest is known.
    const error = toError(core.failure(name, null, stopped.cause));
    giveUp(chunk, read - chunk.length, error);
    if (total !== null && read < total) giveUp([...items].slice(read), read, error);
  }
  failed.sort((one, other) => one.position - other.position);
  return {
    succeeded: done - failed.length,
    failed,
    throwIfFailed() {
      if (failed.length === 0) return;
      const [{ code, error = toError(core.failure(name, code)) }] = failed;
      const counts = `${failed.length} of ${done} items failed; \`failed\` of the result lists them.`;
      throw reworded(error, `${counts} First: ${error.message}`);
    },
  };
}

/** The iterator of an iterable; a text is none, for its letters are no items. */
function iteratorOf(items) {
  try {
    return typeof items === "object" ? (items?.[Symbol.asyncIterator] ?? items?.[Symbol.iterator])?.call(items) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * One step of an iterator after another; `null` from the abort on, also when the iterator never answers. `stop()` leaves the
 * signal alone.
 */
function steps(iterator, signal) {
  let onAbort = () => {};
  const listener = () => onAbort();
  signal?.addEventListener("abort", listener);
  const next = async () => {
    if (signal?.aborted) return leave();
    const step = await new Promise((resolve, reject) => {
      onAbort = () => resolve(null);
      const step = iterator.next();
      if (typeof step?.then === "function") step.then(resolve, reject);
      else resolve(step);
    });
    if (step === null && signal?.aborted) return leave();
    if (typeof step !== "object" || step === null) throw new TypeError("an iterator answered with something that is no step");
    return step;
  };
  /** Lets the iterator clean up; whatever it does about it, the call goes on. */
  const leave = () => {
    (async () => iterator.return?.())().catch(() => {});
    return null;
  };
  next.stop = () => signal?.removeEventListener("abort", listener);
  return next;
}
