// Bulk calls: takes items from any iterable, sends them in chunks, a few at a time, and adds up what became of them. What an
// item must be and what an answer says of it is the module's business.
import { reworded, toError } from "./errors.js";
import { isAborted, listen, reasonOf } from "./signal.js";

/** So many chunks are made before timers have their turn. */
const CHUNKS_AT_ONCE = 50;

export async function bulk(client, name, ids, items, options) {
  const core = await client.ready(name, options);
  const { open, total } = look(items);
  const limits = client.try(() => core.bulkLimits(name, ids, options, !!open));
  const { chunkSize, concurrency, signal, onProgress, callOptions } = limits;
  const failed = [];
  const flying = new Set();
  let [read, done] = [0, 0];
  let chunk = [];

  const settle = (count) => {
    done += count;
    // A listener that throws, at once or later, breaks nothing.
    (async () => onProgress?.({ done, failed: failed.length, total }))().catch(() => {});
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
      for (const { position, ...entry } of await core.chunk(name, ids, items, callOptions)) {
        fail(items[position], first + position, entry);
      }
      settle(items.length);
    } catch (thrown) {
      giveUp(items, first, toError(thrown));
    }
  };
  let chunks = 0;
  const launch = () => {
    chunks += 1;
    const sending = send(chunk, read - chunk.length).finally(() => flying.delete(sending));
    flying.add(sending);
    chunk = [];
  };

  const next = steps(() => open.call(items), signal);
  let stopped = null; // why reading ended before its end
  for (let ended = false; !ended && !stopped; ) {
    try {
      // Nothing is read that could not be sent at once.
      while (flying.size >= concurrency) await Promise.race(flying);
      // Items that are refused wait for nothing: an abort has its turn all the same.
      if (chunks >= CHUNKS_AT_ONCE) {
        chunks = 0;
        await new Promise((resolve) => setTimeout(resolve));
      }
      let step = next();
      // Nothing is waited for that is there: a promise for each item would take longer than the item.
      if (step instanceof Promise) step = await step;
      if (step === null) stopped = { cause: reasonOf(signal) };
      else if (step.done) ended = true;
      else {
        const { value } = step;
        read += 1;
        chunk.push(value);
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
    if (total !== null && read < total) giveUp(rest(items, read, total), read, error);
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

/**
 * How the items are opened, and how many there are where that is known. A text is not opened, for its letters are no items;
 * neither is what throws when it is looked at.
 */
function look(items) {
  try {
    if (typeof items !== "object" || items === null) return {};
    const open = items[Symbol.asyncIterator] ?? items[Symbol.iterator];
    const size = Array.isArray(items) ? items.length : items instanceof Set ? items.size : null;
    const total = Number.isSafeInteger(size) && size >= 0 ? size : null;
    return typeof open === "function" ? { open, total } : {};
  } catch {
    return {};
  }
}

/** The items of an array or a set that were not read. One that cannot be had is undefined. */
function rest(items, read, total) {
  const had = (have) => {
    try {
      return have();
    } catch {
      return undefined;
    }
  };
  // A set's own iterator may be what threw.
  const list = Array.isArray(items) ? items : (had(() => [...Set.prototype.values.call(items)]) ?? []);
  return Array.from({ length: total - read }, (_, index) => had(() => list[read + index]));
}

/**
 * One step of an iterator after another, or a promise for it where the iterator gives one, opened by the first; `null` from the
 * abort on, also when the iterator never answers. `stop()` leaves the signal alone.
 */
function steps(open, signal) {
  let iterator;
  let onAbort = () => {};
  const next = () => {
    if (isAborted(signal)) return leave();
    iterator ??= open();
    const step = iterator.next();
    if (typeof step?.then !== "function") return isAborted(signal) ? leave() : read(step);
    return new Promise((resolve, reject) => {
      onAbort = () => resolve(leave());
      if (isAborted(signal)) onAbort();
      Promise.resolve(step).then(read).then(resolve, reject);
    });
  };
  const read = (step) => {
    if (typeof step !== "object" || step === null) throw new TypeError("an iterator answered with something that is no step");
    return step;
  };
  /** Lets the iterator clean up; whatever it does about it, the call goes on. */
  const leave = () => {
    (async () => iterator?.return?.())().catch(() => {});
    return null;
  };
  next.stop = listen(signal, () => onAbort());
  return next;
}
