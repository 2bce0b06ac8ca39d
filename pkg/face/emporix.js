// Emporix: keeps what it was given until the module is there, then hands everything over.
import { toError } from "./errors.js";
import { exports, init, isReady } from "./load.js";

export class EmporixClient {
  #options;
  #core = null;

  constructor(options) {
    this.#options = options;
    // Where the module is not loaded yet, wrong options are said by the first call.
    if (isReady()) this.#open();
    this.customers = Object.freeze(new Customers((name, args) => this.#call(name, args)));
  }

  #open() {
    try {
      this.#core ??= new (exports("EmporixClient").Emporix)(this.#options);
      return this.#core;
    } catch (thrown) {
      throw toError(thrown);
    }
  }

  async #call(name, args) {
    if (!isReady()) await init();
    const core = this.#open();
    try {
      return await core[name](...args);
    } catch (thrown) {
      throw toError(thrown);
    }
  }
}

class Customers {
  #call;

  constructor(call) {
    this.#call = call;
  }

  list(query, options) {
    return this.#call("customersList", [query, options]);
  }

  get(customerNumber, query, options) {
    return this.#call("customersGet", [customerNumber, query, options]);
  }

  create(body, query, options) {
    return this.#call("customersCreate", [body, query, options]);
  }
}
