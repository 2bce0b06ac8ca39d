// What the client asks of the runtime that it is in.

/** Tells functions apart, and keeps none of them: 0 for the runtime's own `fetch`. */
export const numberOf = (fetch) => {
  if (fetch === undefined) return 0;
  if (!numbers.has(fetch)) numbers.set(fetch, ++last);
  return numbers.get(fetch);
};

const numbers = new WeakMap();
let last = 0;

const runs = (name) => typeof globalThis[name] !== "undefined";

export const isWorkers = () => runs("WebSocketPair");

/** Whether everybody who opens a page can read what is here: a page or one of its workers, and no server's runtime. */
export const isBrowser = () =>
  (runs("document") || runs("importScripts")) && !(globalThis.process?.versions?.node || runs("Deno") || runs("Bun") || isWorkers());

export const takesCache = () => "cache" in Request.prototype;
