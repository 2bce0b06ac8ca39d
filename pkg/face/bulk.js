// Bulk calls: takes items from any iterable, sends them in chunks, a few at a time, and adds up what became of them. What an
// item must be and what an answer says of it is the module's business.
import { toError } from "./errors.js";

/** Resolves to `null` when the signal aborts, and leaves nothing behind. */
function aborted(signal) {
  let stop = () => {};
  const promise = new Promise((resolve) => {
    if (!signal?.addEventListener) return;
    stop = () => signal.removeEventListener("abort", onAbort);
    const onAbort = () => resolve(null);
    if (signal.aborted) onAbort();
    else signal.addEventListener("abort", onAbort, { once: true });
  });
  return { promise, stop: () => stop() };
}

export async function bulk(client, name, ids, items, options) {
  const core = await client.ready();
  const { chunkSize, concurrency } = client.try(() => core.bulkLimits(name, ids, options));
  const { signal, onProgress, chunkSize: _, concurrency: __, ...callOptions } = options ?? {};
  const iterator = items?.[Symbol.asyncIterator]?.() ?? items?.[Symbol.iterator]?.();
  if (!iterator) throw new TypeError(`${name} takes an array or another iterable of items.`);
  const total = Array.isArray(items) ? items.length : typeof items.size === "number" ? items.size : null;

  const failed = [];
  const flying = new Set();
  const cut = aborted(signal);
  let [read, done] = [0, 0];
  let chunk = [];
  let stopped = null; // why no more is read: { cause }

  const progress = () => {
    try {
      onProgress?.({ done, failed: failed.length, total });
    } catch {
      // A listener that throws breaks nothing.
    }
  };
  const fail = (item, position, { error, ...entry }) =>
    failed.push({ ...entry, position, item, ...(error && { error: toError(error) }) });
  const unsent = (items, first) => {
    const error = toError(core.failure(name, null, stopped.cause));
    items.forEach((item, index) => {
      fail(item, first + index, { code: null, status: error.code, message: error.message, error });
    });
    done += items.length;
  };
  const send = async (items, first) => {
    const entries = await core.chunk(name, ids, items, { ...callOptions, signal });
    for (const { position, ...entry } of entries) fail(items[position], first + position, entry);
    done += items.length;
    progress();
  };
  const launch = async () => {
    if (chunk.length === 0) return;
    if (flying.size >= concurrency) await Promise.race(flying);
    if (signal?.aborted) return;
    const sending = send(chunk, read - chunk.length).finally(() => flying.delete(sending));
    flying.add(sending);
    chunk = [];
  };

  try {
    while (!stopped) {
      let step;
      try {
        // An iterable that never answers must not outlive an abort.
        step = signal?.aborted ? null : await Promise.race([iterator.next(), cut.promise]);
      } catch (cause) {
        // Its item could not even be read.
        stopped = { cause };
        unsent(chunk, read - chunk.length);
        unsent([undefined], read);
        chunk = [];
        break;
      }
      if (step === null) break;
      if (step.done) {
        await launch();
        break;
      }
      chunk.push(step.value);
      read += 1;
      if (chunk.length >= chunkSize) await launch();
    }
    await Promise.all(flying);
    if (signal?.aborted && (chunk.length > 0 || (total !== null && read < total))) {
      stopped = { cause: signal.reason };
      unsent(chunk, read - chunk.length);
      // Those of an array or a set are known without asking anybody.
      if (total !== null) unsent([...items].slice(read), read);
    }
  } finally {
    cut.stop();
    // Whatever the iterator does about it, the call has its result.
    if (stopped || signal?.aborted) Promise.resolve(iterator.return?.()).catch(() => {});
  }
  failed.sort((one, other) => one.position - other.position);
  const succeeded = done - failed.length;
  return {
    succeeded,
    failed,
    throwIfFailed() {
      if (failed.length === 0) return;
      const [{ code, error = toError(core.failure(name, code)) }] = failed;
      error.message = `${failed.length} of ${done} items failed; \`failed\` of the result lists them. First: ${error.message}`;
      throw error;
    },
  };
}
