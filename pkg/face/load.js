// Loading the module: once, on first use, by the way that the entry file of the environment names.
import initialize, * as glue from "../client.js";
import { ClientError } from "./errors.js";

/** How long fetching the module may take: a load that hangs would keep every later call waiting. */
const LOAD_MS = 30_000;

// The entry's ways to the wasm: `address()` for asynchronous loading, `bytes()` where it or its module is at hand.
let ways = {};
let ready = false;
let loading = null;

/** Called by the entry files alone. */
export function use(entryWays) {
  ways = entryWays;
}

/** Whether the module can be called. */
export function isReady() {
  if (!ready && ways.bytes) initSync(ways.bytes());
  return ready;
}

/** The module's exports, for `what`, which needs them now. */
export function exports(what) {
  if (!isReady()) {
    throw wrong(`${what} was used before the module was loaded; await init() first, for example when the form gets focus.`);
  }
  return glue;
}

export function init(source) {
  if (isReady() || loading) {
    // Another load goes before; what becomes of this source is nobody's business any more.
    Promise.resolve(source).catch(() => {});
    return loading ?? Promise.resolve();
  }
  // A failed load is forgotten, so that the next call tries again.
  loading = load(source ?? ways.address()).finally(() => (loading = null));
  return loading;
}

export function initSync(source) {
  if (ready) return;
  let module;
  try {
    module = source instanceof WebAssembly.Module ? source : new WebAssembly.Module(source);
    glue.initSync({ module: ours(module) });
  } catch (cause) {
    throw unusable(cause);
  }
  ready = true;
}

async function load(source) {
  const given = await inTime(fetched(source));
  try {
    const module = given instanceof Response ? await compile(given) : given;
    await initialize({ module_or_path: ours(module instanceof WebAssembly.Module ? module : await WebAssembly.compile(module)) });
  } catch (cause) {
    throw unusable(cause);
  }
  ready = true;
}

/** A load that takes too long is a connection that failed; the next call tries again. */
function inTime(promise) {
  return new Promise((resolve, reject) => {
    const over = () => {
      const message = "The WebAssembly module could not be fetched within 30 seconds; check the network and try again.";
      reject(new ClientError({ code: "connection", message, retryable: true }));
    };
    const timer = setTimeout(over, LOAD_MS);
    promise.finally(() => clearTimeout(timer)).then(resolve, reject);
  });
}

/** An address becomes its response; anything else is what it is. */
async function fetched(source) {
  let given;
  try {
    given = await source;
    if (typeof given === "string" || given instanceof URL || given instanceof Request) given = await fetch(given);
  } catch (cause) {
    const message = "The WebAssembly module could not be fetched; check the network and that client_bg.wasm is served.";
    throw new ClientError({ code: "connection", message, retryable: true, cause });
  }
  if (given instanceof Response && !given.ok) {
    throw wrong(`The WebAssembly module was answered with HTTP ${given.status}; serve client_bg.wasm, or give init() its address.`);
  }
  return given;
}

/** Streams where the server names the type, and nothing beside it; compiles from bytes where it does not. */
async function compile(response) {
  const streams = response.headers.get("content-type")?.trim().toLowerCase() === "application/wasm";
  return streams ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer());
}

// The glue would keep another module's exports for good, so it is looked at before: the build marks ours with a section.
function ours(module) {
  if (WebAssembly.Module.customSections(module, "commerce-customers").length === 0) {
    throw new TypeError("this is another WebAssembly module");
  }
  return module;
}

function unusable(cause) {
  return wrong(
    "The WebAssembly module could not be used; check that the source is client_bg.wasm of this version, and that a content security policy allows 'wasm-unsafe-eval'.",
    cause,
  );
}

function wrong(message, cause) {
  return new ClientError({ code: "configuration", message, cause });
}
