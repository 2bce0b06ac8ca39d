// The recorder behind `field(...)`: it keeps what was asked as terms, which the module judges and writes.
import { toError } from "./errors.js";

/** `field` over a module. */
export function fieldOf(module) {
  class Query {
    constructor(terms) {
      // Read by the module where the query is used; not enumerable, so that nobody takes it for data of their own.
      Object.defineProperty(this, "terms", { value: terms });
      // Where the module is not loaded yet, what is wrong is said by the first call.
      if (module.isReady()) this.toString();
    }

    and(...more) {
      return new Query([...this.terms, ...more.flatMap(termsOf)]);
    }

    toString() {
      const { queryText } = module.exports("field(…).toString()");
      try {
        return queryText(this);
      } catch (thrown) {
        throw toError(thrown);
      }
    }
  }

  return function field(path) {
    const ask = (op, ...values) => new Query([{ field: path, op, values: values.map(now) }]);
    return Object.freeze({
      eq: (value) => ask("eq", value),
      in: (values) => new Query([{ field: path, op: "in", values: copied(() => values) ?? values }]),
      gt: (value) => ask("gt", value),
      gte: (value) => ask("gte", value),
      lt: (value) => ask("lt", value),
      lte: (value) => ask("lte", value),
      between: (from, to) => ask("between", from, to),
      matches: (pattern) => ask("matches", pattern),
      isNull: () => ask("isNull"),
      exists: () => ask("exists"),
      missing: () => ask("missing"),
    });
  };
}

/** The terms of another query; of what is none, or throws, one that the module refuses. */
function termsOf(query) {
  return copied(() => query?.terms) ?? [{}];
}

/** The items of an array; `undefined` for what is none, or throws. */
function copied(find) {
  try {
    const list = find();
    return Array.isArray(list) ? [...list] : undefined;
  } catch {
    return undefined;
  }
}

/** A Date as it is now. What cannot be had as one is kept for the module, which says so. */
function now(value) {
  try {
    return value instanceof Date ? new Date(value) : value;
  } catch {
    return value;
  }
}
