// Loading a module: once, on first use, by the way that the entry file of the environment names.
import { ClientError } from "./errors.js";

/** How long fetching the module may take: a load that hangs would keep every later call waiting. */
const LOAD_MS = 30_000;

/**
 * The module behind the package's part of this name, with the glue that the build wrote for it. `ways` leads to the wasm:
 * `address()` for asynchronous loading, `bytes()` where it or its module is at hand; without either `init` is given it.
 * Nothing happens before the first use.
 */
export function loader(glue, part, ways) {
  const file = `${part}_bg.wasm`;
  let ready = false;
  let loading = null;

  /** Loads what is at hand, unless that was done. */
  function reach() {
    if (!ready && ways.bytes) initSync(ways.bytes());
  }

  /** Whether the module can be called. Why it cannot is said by whoever needs it. */
  function isReady() {
    try {
      reach();
    } catch {
      return false;
    }
    return ready;
  }

  /** The module's exports, for `what`, which needs them now. */
  function exports(what) {
    reach();
    if (!ready) throw wrong(`${what} was used before the module was loaded; await init() first, for example when the form gets focus.`);
    return glue;
  }

  function init(source) {
    if (isReady() || loading) {
      // Another load goes before; what becomes of this source is nobody's business any more.
      Promise.resolve(source).catch(() => {});
      return loading ?? Promise.resolve();
    }
    // A failed load is forgotten, so that the next call tries again.
    loading = load(source ?? (ways.bytes ?? ways.address)?.())
      .catch((error) => {
        // Another way may have led there meanwhile.
        if (!ready) throw error;
      })
      .finally(() => (loading = null));
    return loading;
  }

  function initSync(source) {
    if (ready) return;
    let module;
    try {
      module = isModule(source) ? source : new WebAssembly.Module(source);
      glue.initSync({ module: ours(module) });
    } catch (cause) {
      throw unusable(cause);
    }
    ready = true;
  }

  async function load(source) {
    if (source === undefined) throw wrong(`There is no way to the WebAssembly module from here; give init() or initSync() ${file} of this package.`);
    const module = await inTime(compiled(source));
    try {
      await glue.default({ module_or_path: ours(module) });
    } catch (cause) {
      throw unusable(cause);
    }
    ready = true;
  }

  /** The module of a source: an address or an answer, whose body may break as well, or what is at hand. */
  async function compiled(source) {
    const given = await fetched(source);
    const used = given?.bodyUsed;
    try {
      return isModule(given) ? given : await (isA("Response", given) ? compile(given) : WebAssembly.compile(given));
    } catch (cause) {
      // What is no module is a CompileError; else its bytes did not come.
      throw isA("Response", given) && !used && !(cause instanceof WebAssembly.CompileError) ? unreachable(cause) : unusable(cause);
    }
  }

  /** An address becomes its response; anything else is what it is. */
  async function fetched(source) {
    let given;
    try {
      given = await source;
      if (typeof given === "string" || isA("URL", given) || isA("Request", given)) given = await fetch(given);
    } catch (cause) {
      throw unreachable(cause);
    }
    if (isA("Response", given) && !given.ok) {
      throw wrong(`The WebAssembly module was answered with HTTP ${given.status}; serve ${file}, or give init() its address.`);
    }
    return given;
  }

  function unreachable(cause) {
    const message = `The WebAssembly module could not be fetched; check the network and that ${file} is served.`;
    return new ClientError({ code: "connection", message, retryable: true, cause });
  }

  // The glue would keep another module's exports for good, so it is looked at before: the build marks ours with a section.
  function ours(module) {
    if (WebAssembly.Module.customSections(module, `commerce-customers/${part}`).length === 0) {
      throw new TypeError("this is another WebAssembly module");
    }
    return module;
  }

  function unusable(cause) {
    return wrong(
      `The WebAssembly module could not be used; check that the source is ${file} of this version, and that a content security policy allows 'wasm-unsafe-eval'.`,
      cause,
    );
  }

  return { isReady, exports, init, initSync };
}

/** Whether it is a compiled module, of whatever realm: on Vercel's edge an imported one is of another. */
function isModule(source) {
  try {
    WebAssembly.Module.customSections(source, "");
    return true;
  } catch {
    return false;
  }
}

/** Whether it is an instance of a class that not every runtime has. */
const isA = (name, given) => typeof globalThis[name] === "function" && given instanceof globalThis[name];

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

/** Streams where the server names the type, and nothing beside it; compiles from bytes where it does not. */
async function compile(response) {
  const streams = response.headers.get("content-type")?.trim().toLowerCase() === "application/wasm";
  return streams ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer());
}

function wrong(message, cause) {
  return new ClientError({ code: "configuration", message, cause });
}
