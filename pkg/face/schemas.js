// The schemas: plain objects that ask the module.
import { toError } from "./errors.js";

const decoder = new TextDecoder();

/** Where no quick way tells of any value that it is fine. */
const never = () => false;

/** The schema of a name, over a module, with options that calls may add to. */
function schema(module, name, own) {
  const ask = (what, options, ...args) => {
    const exports = module.exports(`schemas.${name}`);
    try {
      return exports[what](name, ...args, options);
    } catch (thrown) {
      throw toError(thrown?.issues ? { ...thrown, issues: worded(thrown.issues, options) } : thrown);
    }
  };
  let plain;
  /** Whether a value is plainly fine, by options that are the schema's own; that it is not says nothing. */
  const isPlain = (value, options) => options === own && (plain ??= ask("plain", own) ?? never)(value);
  const judge = (value, options) => (isPlain(value, options) ? undefined : worded(ask("check", options, value), options));
  const jsonSchema = (target) => JSON.parse(ask("jsonSchema", own, target));
  return Object.freeze({
    "~standard": Object.freeze({
      version: 1,
      vendor: "commerce-customers",
      validate: (value) => (module.isReady() ? standard(value, judge(value, own)) : module.init().then(() => standard(value, judge(value, own)))),
      jsonSchema: Object.freeze({ input: (options) => jsonSchema(targetOf(options)), output: (options) => jsonSchema(targetOf(options)) }),
    }),
    validate(value, options) {
      const issues = judge(value, merged(own, options));
      return issues ? { ok: false, issues } : { ok: true, value, issues: [] };
    },
    validateJson(text, options) {
      const all = merged(own, options);
      const given = textOf(text);
      const issues = worded(ask("checkJson", all, given), all);
      return issues ? { ok: false, issues } : { ok: true, value: JSON.parse(typeof given === "string" ? given : decoder.decode(given)), issues: [] };
    },
    validateField(path, value, options) {
      const all = merged(own, options);
      return worded(ask("checkField", all, path, value), all) ?? [];
    },
    ensure(value, options) {
      const all = merged(own, options);
      if (!isPlain(value, all)) ask("ensure", all, value);
    },
    get jsonSchema() {
      return jsonSchema();
    },
    with: (options) => schema(module, name, merged({ ...own }, options)),
  });
}

/** A text as it is, and any bytes as bytes of one kind. What is neither, or a Proxy of it, is nothing, which the module refuses. */
function textOf(given) {
  if (!ArrayBuffer.isView(given)) return typeof given === "string" ? given : undefined;
  try {
    return new Uint8Array(given.buffer, given.byteOffset, given.byteLength);
  } catch {
    return undefined;
  }
}

/** Options of a call on top of a schema's own; what is undefined is absent. What cannot be read as options the module refuses. */
function merged(own, options) {
  if (own === undefined || typeof options !== "object" || options === null) return options ?? own;
  try {
    return { ...own, ...Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) };
  } catch {
    return options;
  }
}

/** Issues with a caller's own words where there are some. What throws, or gives none, has the library's. */
function worded(issues, options) {
  try {
    const { messages } = options ?? {};
    if (!messages) return issues;
    return issues?.map((issue) => {
      const message = messages(issue);
      return typeof message === "string" && message !== "" ? { ...issue, message } : issue;
    });
  } catch {
    return issues;
  }
}

/** What the Standard Schema interface answers: on success there are no `issues`, not even an empty list. */
const standard = (value, issues) => (issues ? { issues } : { value });

/** Which version of JSON Schema is asked for; the module refuses what is none. */
function targetOf(options) {
  try {
    return options.target ?? null;
  } catch {
    return null;
  }
}

const NAMES = [
  "customerCreate", "customerUpdate", "customerPatch", "customer", "addressCreate", "addressUpdate", "address",
  "customerAssignment", "assignmentUpsert", "assignmentBulkItem", "spiriiCustomer", "customerQuery", "assignmentQuery",
  "spiriiCustomerQuery", "tenant", "customerId", "currency", "country", "language", "email",
];

export const schemasOf = (module) => Object.freeze(Object.fromEntries(NAMES.map((name) => [name, schema(module, name)])));
