// The error classes. Rust hands over an error's fields; the instance is made here.

// Known to every copy of the package, so that an error of one is recognised by another.
const MARK = Symbol.for("commerce-customers.ClientError");

/** The fields of an object; none of what cannot be read. */
function copied(given) {
  try {
    return { ...given };
  } catch {
    return {};
  }
}

/** A text of the service's, where it is an identifier and no sentence or address: those may hold personal data. */
const identifier = (text) => (typeof text === "string" && /^[\w.:/=+-]{1,200}$/.test(text) ? text : undefined);

export class ClientError extends Error {
  constructor(given) {
    const { message, cause, ...fields } = copied(given);
    super(typeof message === "string" ? message : "", cause === undefined ? undefined : { cause });
    Object.assign(this, { details: [], attempts: 0, retryable: false, ambiguous: false }, fields);
    for (const name of ["serviceMessage", "details", "headers", "issues", "publicPaths"]) {
      // They may hold personal data: not shown where an error is printed, still there for whoever asks.
      if (name in this) Object.defineProperty(this, name, { value: this[name], enumerable: false });
    }
  }

  get [MARK]() {
    return true;
  }

  toJSON() {
    const { name, message, code, operation, method, pathTemplate, status, type, requestId, attempts, retryable, ambiguous, retryAfterMs } = this;
    return {
      name, message, code, operation, method, pathTemplate, status, type: identifier(type), requestId: identifier(requestId), attempts, retryable, ambiguous, retryAfterMs,
      ...(this.issues && { issues: this.issues.map(({ code }, index) => ({ path: this.publicPaths[index], code })) }),
    };
  }
}

export class ValidationError extends ClientError {}

export class DecodeError extends ClientError {}

// In words, and not from the classes: a minifier gives those other names.
for (const [name, error] of Object.entries({ ClientError, ValidationError, DecodeError })) {
  Object.defineProperty(error.prototype, "name", { value: name, writable: true, configurable: true });
}

export function isClientError(value) {
  try {
    return typeof value === "object" && value !== null && value[MARK] === true;
  } catch {
    return false; // a Proxy that throws
  }
}

/** The error for what the module threw: fields become an instance, anything else stays what it is. */
export function toError(thrown) {
  if (typeof thrown !== "object" || thrown === null || thrown instanceof Error) return thrown;
  const { issues, publicPaths, ...fields } = thrown;
  if (thrown.code === "validation") return new ValidationError(thrown);
  if (thrown.code === "decode") return new DecodeError(thrown);
  return new ClientError(fields);
}

/** The same error with another message. */
export function reworded(error, message) {
  const names = Object.getOwnPropertyNames(error).filter((name) => name !== "stack");
  return new error.constructor({ ...Object.fromEntries(names.map((name) => [name, error[name]])), message });
}
