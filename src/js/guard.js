// What may throw, answered without throwing. wasm-bindgen's own `catch` would leave a slot of its table of JavaScript values
// behind with each exception of a function that returns a value; here nothing throws, so nothing is left behind.

/** Stands for a value that could not be had. It is of a kind that no check lets pass. */
const THROWN = Symbol("thrown");

const attempt = (ask) => {
  try {
    return ask();
  } catch {
    return THROWN;
  }
};

export const isThrown = (value) => value === THROWN;

/** What a value is, by its place in the list that `value.rs` has of kinds. A revoked Proxy says neither. */
export const kindOf = (value) => {
  switch (typeof value) {
    case "string": return 0;
    case "object":
      if (value === null) return 1;
      try {
        return Array.isArray(value) ? 3 : 2;
      } catch {
        return 8;
      }
    case "number": return 4;
    case "boolean": return 5;
    case "undefined": return 1;
    case "function": return 6;
    default: return value === THROWN ? 8 : 7;
  }
};

/** A property; of null and undefined there is none. Written out, because it is called for every field. */
export const read = (value, key) => {
  try {
    return value?.[key];
  } catch {
    return THROWN;
  }
};

/**
 * The place, from `from` on, of the next of `names` under which `value` has something that is to be looked at: anything but
 * what the bits of `takes` at its place let pass. Called for every record, so that plain fields are told in one call.
 */
export const next = (value, names, takes, from) => {
  try {
    for (; from < names.length; from++) {
      const field = value[names[from]];
      const bit = field === undefined ? 1 : field === null ? 2 : typeof field === "string" ? 4 : typeof field === "boolean" ? 8 : 0;
      if (!(takes[from] & bit)) break;
    }
  } catch {
    // Whoever looks at this place finds what threw.
  }
  return from;
};

/** The property under the name at a place. */
export const readAt = (value, names, place) => read(value, names[place]);

export const keys = (value) => attempt(() => Object.keys(value));

export const parse = (text) => attempt(() => JSON.parse(text));

/** `undefined` for what JSON has no text for, a function for one. */
export const stringify = (value) => attempt(() => JSON.stringify(value));

/** A number as text. */
export const written = (number) => String(number);

/** A Date of any realm as RFC 3339 text; what no calendar has as text that is none. Anything else: `undefined`. */
export const moment = (value) =>
  attempt(() => {
    if (Object.prototype.toString.call(value) !== "[object Date]") return undefined;
    const time = Date.prototype.getTime.call(value);
    return Number.isNaN(time) ? "Invalid Date" : new Date(time).toISOString();
  });
