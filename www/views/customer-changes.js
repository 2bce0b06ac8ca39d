// What is sent so that a customer becomes what a form holds: the smallest change that does it, or the whole customer.

import { isRecord } from "../parts/text.js";

/** A patch takes nothing away but this one. */
const NULLABLE = "restriction";

/** The leaves of a value by their paths: `b2b.companyRegistrationId`. */
export function leaves(value, path = "") {
  if (!isRecord(value)) return new Map(path ? [[path, value]] : []);
  return new Map(Object.entries(value).flatMap(([name, part]) => [...leaves(part, path ? `${path}.${name}` : name)]));
}

/** A value of its leaves. */
export function grown(all) {
  const value = {};
  for (const [path, leaf] of all) {
    const steps = path.split(".");
    const last = steps.pop();
    let part = value;
    for (const step of steps) part = part[step] ??= {};
    part[last] = leaf;
  }
  return value;
}

/** The paths at which two values differ, in the order of the second, then of the first. */
export function differing(one, other) {
  const [before, after] = [leaves(one), leaves(other)];
  return [...new Set([...after.keys(), ...before.keys()])].filter((path) => before.get(path) !== after.get(path));
}

/**
 * `{ kind, body }` with `kind` `none`, `patch` or `upsert`. `before` and `after` are values of the form, `given` the customer
 * as it was read, `kept` the mixins' parts that the form does not show, `names` the fields that a whole customer has.
 * With `whole` the whole customer is sent in any case; it is too where something was emptied that no patch takes away.
 */
export function planned({ before, after, given, kept, names, whole }) {
  const changed = differing(before, after);
  if (changed.length === 0 && !whole) return { kind: "none", body: {} };
  const filled = withKept(after, kept);
  const now = leaves(after);
  const emptied = changed.filter((path) => !now.has(path) && path !== NULLABLE);
  const version = given.metadata?.version;
  const versioned = (body, own) => {
    const metadata = { ...own, ...(Number.isInteger(version) && { version }) };
    return Object.keys(metadata).length > 0 ? { ...body, metadata } : body;
  };
  if (!whole && emptied.length === 0) {
    const tops = new Set(changed.map((path) => path.split(".")[0]));
    const own = tops.delete("metadata") && filled.metadata;
    const body = Object.fromEntries([...tops].map((name) => [name, filled[name] ?? null]));
    // Mixins that are not sent stay.
    const mixins = changed.filter((path) => path.startsWith("mixins.")).map((path) => path.split(".")[1]);
    if (body.mixins) body.mixins = Object.fromEntries(mixins.map((name) => [name, filled.mixins[name]]));
    return { kind: "patch", body: versioned(body, own) };
  }
  const shown = new Set([...leaves(before).keys(), ...now.keys()].map((path) => path.split(".")[0]));
  // What the form does not show stays as it was read; an answer may hold null where a body may not.
  const rest = Object.entries(given).filter(([name, value]) => names.includes(name) && !shown.has(name) && value !== null && !FORMED.includes(name));
  const { metadata: own, ...body } = filled;
  return { kind: "upsert", body: versioned({ ...Object.fromEntries(rest), ...body }, own) };
}

/** These are made by the form alone. */
const FORMED = ["b2b", "mixins", "metadata"];

/** A value of the form with the parts of mixins that the form does not show. */
export function withKept(after, kept) {
  if (Object.keys(kept).length === 0) return after;
  const mixins = { ...kept };
  for (const [name, values] of Object.entries(after.mixins ?? {})) mixins[name] = isRecord(kept[name]) ? { ...kept[name], ...values } : values;
  return { ...after, mixins };
}
