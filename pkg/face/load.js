// Loading the module: once, on first use, by the way that the entry file of the environment names.
import { ClientError } from "./errors.js";
import initialize, * as glue from "../client.js";

// The entry's ways to the wasm: `address()` for asynchronous loading, `bytes()` where it can be had at once.
let ways = {};
let ready = false;
let loading = null;

/** Called by the entry files alone. */
export function use(entryWays) {
  ways = entryWays;
}

/** Whether the module can be called. */
export function isReady() {
  if (!ready && ways.bytes) {
    initSync(ways.bytes());
  }
  return ready;
}

/** The module's exports; the caller has seen to it that they are ready. */
export function exports(what) {
  if (!isReady()) {
    throw new ClientError({
      code: "configuration",
      message: `${what} was used before the module was loaded. Await init() first, for example when the form gets focus.`,
    });
  }
  return glue;
}

export function init(source) {
  if (isReady()) return Promise.resolve();
  // A failed load is forgotten, so that the next call tries again.
  loading ??= load(source).finally(() => (loading = null));
  return loading;
}

async function load(source) {
  try {
    await initialize({ module_or_path: source ?? ways.address() });
    ready = true;
  } catch (cause) {
    throw unloadable(cause);
  }
}

export function initSync(source) {
  if (ready) return;
  try {
    glue.initSync({ module: source });
    ready = true;
  } catch (cause) {
    throw unloadable(cause);
  }
}

function unloadable(cause) {
  const offline = cause instanceof TypeError && !isAboutTheSource(cause);
  return new ClientError({
    code: offline ? "connection" : "configuration",
    message: offline
      ? "The WebAssembly module could not be fetched; check the network and that client_bg.wasm is served beside the package."
      : "The WebAssembly module could not be loaded; check that the source is client_bg.wasm of this version, and that a content security policy allows 'wasm-unsafe-eval'.",
    cause,
  });
}

// A TypeError stands for a failed fetch in all browsers; WebAssembly throws one for a source of the wrong kind as well.
function isAboutTheSource(cause) {
  return /WebAssembly|buffer source|MIME|Response/i.test(String(cause.message));
}
