// What both clients are made of: they keep what they were given until the module is there, then hand everything over.
import { ClientError, toError } from "./errors.js";
import { isAborted, listen, reasonOf } from "./signal.js";

const LOOK = Symbol("look for issues");

/** The same for every page: engines keep a getter with the shape of its object, and a page that its getter held would stay with both. */
const ISSUES = {
  enumerable: true,
  configurable: true,
  get() {
    return this[LOOK]();
  },
  set(value) {
    Object.defineProperty(this, "issues", { value, writable: true });
  },
};

export class Client {
  #module;
  #what;
  #spirii;
  #options;
  #core = null;

  constructor(module, what, spirii, options) {
    this.#module = module;
    this.#what = what;
    this.#spirii = spirii;
    this.#options = options;
    // Where the module is not loaded yet, wrong options are said by the first call.
    if (module.isReady()) this.open();
  }

  /** The module's own client. */
  open() {
    return this.try(() => (this.#core ??= new (this.#module.exports(this.#what).Client)(this.#spirii, this.#options)));
  }

  try(action) {
    try {
      return action();
    } catch (thrown) {
      throw toError(thrown);
    }
  }

  /** The module's own client, loaded when it has to be; an abort does not wait for that. */
  async ready(operation, options) {
    if (!this.#module.isReady()) await unlessAborted(this.#module.init(), operation, options);
    return this.open();
  }

  async call(name, ids, query, body, options) {
    const core = await this.ready(name, options);
    try {
      return await core.call(name, ids, query, body, options);
    } catch (thrown) {
      throw toError(thrown);
    }
  }

  /** A part of a listing. What breaks its schema is looked for when somebody reads `issues`, unless the call had to know. */
  async page(name, ids, query, options) {
    const { unjudged, ...page } = await this.call(name, ids, query, undefined, options);
    if (unjudged === undefined) return page;
    let found;
    const look = () => (found ??= this.#core.issues(name, unjudged));
    return Object.defineProperties(page, { [LOOK]: { value: look }, issues: ISSUES });
  }

  /** Every item of a listing; one page is held at a time. */
  async *all(name, ids, query, options) {
    const core = await this.ready(name, options);
    const pages = this.try(() => core.pages(name, ids, query, options));
    try {
      for (let items; (items = await pages.next()); ) yield* items;
    } catch (thrown) {
      throw toError(thrown);
    } finally {
      pages.free();
    }
  }
}

/** Waits for the module as long as the caller's signal lets it. What is wrong with the signal the module says later. */
function unlessAborted(loaded, operation, options) {
  const signal = signalOf(options);
  return new Promise((resolve, reject) => {
    const stop = () => {
      const message = `${operation}: The call was aborted while the WebAssembly module was loading.`;
      reject(new ClientError({ code: "aborted", message, operation, cause: reasonOf(signal) }));
    };
    const leave = listen(signal, stop);
    loaded.finally(leave).then(resolve, reject);
    if (isAborted(signal)) stop();
  });
}

/** A getter that throws is an issue of the options. */
function signalOf(options) {
  try {
    return options?.signal;
  } catch {
    return undefined;
  }
}
