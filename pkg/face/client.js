// What both clients are made of: they keep what they were given until the module is there, then hand everything over.
import { toError } from "./errors.js";
import { exports, init, isReady } from "./load.js";

export class Client {
  #what;
  #spirii;
  #options;
  #core = null;

  constructor(what, spirii, options) {
    this.#what = what;
    this.#spirii = spirii;
    this.#options = options;
    // Where the module is not loaded yet, wrong options are said by the first call.
    if (isReady()) this.open();
  }

  /** The module's own client. */
  open() {
    return this.try(() => (this.#core ??= new (exports(this.#what).Client)(this.#spirii, this.#options)));
  }

  try(action) {
    try {
      return action();
    } catch (thrown) {
      throw toError(thrown);
    }
  }

  /** The module's own client, loaded when it has to be. */
  async ready() {
    if (!isReady()) await init();
    return this.open();
  }

  async call(name, ids, query, body, options) {
    const core = await this.ready();
    try {
      return await core.call(name, ids, query, body, options);
    } catch (thrown) {
      throw toError(thrown);
    }
  }

  /** Every item of a listing; one page is held at a time. */
  async *all(name, ids, query, options) {
    const core = await this.ready();
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
