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

/** Longer texts and arrays, and deeper values, have a further look: no time is lost on what is endless. */
const LONG = 256;
const MANY = 100_000;
const DEEP = 32;

/** What a value is as a bit, arrays, objects and what JSON does not know apart; a text first, since most are. */
const bitOf = (value) =>
  typeof value === "string" ? 4 : value === undefined ? 1 : value === null ? 2 : typeof value === "boolean" ? 8 : typeof value === "number" ? 16 : 0;

/** Whether the kind of a plan, by the numbers of `plan.rs`, takes a value that its bits did not let pass. */
const takes = (plan, value, depth) => {
  const { kind, one } = plan;
  if (kind === 1) {
    if (typeof value !== "string" || value.length > LONG) return false;
    // Codes come again and again.
    if (value === plan.last) return true;
    if (!one.test(value)) return false;
    if (value.length < 4) plan.last = value;
    return true;
  }
  if (kind === 2) return Number.isInteger(value);
  if (kind === 0 || typeof value !== "object" || value === null || depth > DEEP) return false;
  if (Array.isArray(value)) {
    const { length } = value;
    if (kind < 5 || kind === 6 || !(length <= MANY)) return false;
    for (let index = 0; index < length; index++) if (!lets(one, value[index], depth + 1)) return false;
    return true;
  }
  if (kind === 3) return next(value, one, 0) === one.parts.length;
  if (kind < 6) return kind === 4;
  const names = Object.keys(value);
  for (let index = 0; index < names.length; index++) if (!lets(one, value[names[index]], depth + 1)) return false;
  return true;
};

const lets = (plan, value, depth) => (plan.bits & bitOf(value)) !== 0 || takes(plan, value, depth);

/** A plan of a kind: `one` is a regular expression, a record, or the plan of each part, where there is none the plan itself. */
export const plan = (bits, kind, one) => {
  const made = { bits, kind, one: kind === 1 ? new RegExp(one, "u") : one, last: undefined };
  made.one ??= made;
  return made;
};

/** A record by the names of its fields, each with a comma behind it, and a plan for each. */
export const record = (names, parts) => ({ names: names.split(","), parts });

/** A function that tells whether a value is plainly what a record asks for. What throws is not, and whoever looks finds it. */
export const teller = (one) => {
  const single = plan(0, 3, one);
  return (value) => attempt(() => takes(single, value, 0)) === true;
};

/** The same of an array of such. */
export const isPlain = (value, one) => attempt(() => takes(plan(0, 5, plan(0, 3, one)), value, 0)) === true;

/** The place, from `from` on, of the next field of a record that is to be looked at: one that its plan does not take. */
export const next = (value, { names, parts }, from) => {
  try {
    for (; from < parts.length; from++) {
      const part = parts[from];
      const field = value[names[from]];
      // Most fields are done with here, without a further call.
      if (!(part.bits & bitOf(field)) && !takes(part, field, 0)) break;
    }
  } catch {
    // Whoever looks at this place finds what threw.
  }
  return from;
};

/** The property under the name at a place. */
export const readAt = (value, { names }, place) => read(value, names[place]);

export const keys = (value) => attempt(() => Object.keys(value));

export const parse = (text) => attempt(() => JSON.parse(text));

/** Issues with the words that were told, and names, by the numbers of `issues.rs`. They are of tables, so there is an end. */
const TOLD = new Map();

/** Issues from their numbers; `undefined` when one is not known, unless they are given in full as JSON text. */
export const issues = (numbers, json) =>
  attempt(() => {
    const full = json && JSON.parse(json);
    const made = [];
    for (let at = 0; at < numbers.length; ) {
      const issue = full?.[made.length];
      const known = (number, value) => (full && TOLD.set(number, value), TOLD.get(number));
      const told = known(numbers[at++], issue);
      const path = [];
      for (let left = numbers[at++]; left > 0; left--) {
        const step = numbers[at++];
        path.push(step < 0 ? known(step, issue?.path[path.length]) : step);
      }
      if (!told || path.includes(undefined)) return undefined;
      // Params of its own: what a caller does to them is not seen in the next.
      made.push({ path, code: told.code, message: told.message, params: { ...told.params } });
    }
    return made;
  });

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
