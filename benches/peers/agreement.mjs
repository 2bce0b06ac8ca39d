// Whether all say the same of the same: a peer that checks less would be faster for it.
import { customer, wrong } from "../customers.mjs";

const VALUES = [42, 1.5, "x", "", "GBP", "B2B", true, null, {}, [], [null], [7], [{}], { a: 1 }, { a: {} }, { a: "b" }, { a: null }, { id: 3 }];

/** What stands in the place of each part of a value, with the place. */
function* changed(value, path = []) {
  for (const [key, part] of Object.entries(value)) {
    const at = [...path, Array.isArray(value) ? Number(key) : key];
    for (const other of VALUES) yield { at, other };
    if (typeof part === "object" && part !== null) yield* changed(part, at);
  }
}

/** A copy with another value in a place. */
function put(value, [key, ...rest], other) {
  const copy = Array.isArray(value) ? [...value] : { ...value };
  copy[key] = rest.length > 0 ? put(value[key], rest, other) : other;
  return copy;
}

/** The path that a JSON pointer in an error of ajv's or TypeBox's says. */
export const ofPointer = ({ instancePath }) => instancePath.split("/").slice(1).map((name) => (/^\d+$/.test(name) ? Number(name) : name));

const isWithin = (path, whole) => whole.every((name, index) => name === path[index]);

/** The paths of faults, each once: one library tells of a text's length and of its letters, another of both in one. */
function places({ issues, place, blamesTheWhole }, value) {
  const all = issues(value).map(place);
  // That the whole is not null either is no fault beside that of a part.
  const own = blamesTheWhole ? all.filter((one) => !all.some((other) => other.length > one.length && isWithin(other, one))) : all;
  return [...new Set(own.map((path) => JSON.stringify(path)))].sort();
}

/** Throws where a peer says something else than `referee`. Answers how many values were asked about. */
export function agreed(referee, peers) {
  const legalEntities = [{ id: "1", name: "n", contactAssignmentId: "c" }];
  const full = { ...customer(1), email: "a", defaultAddress: { ...customer(1).addresses[0], mixins: { a: { b: 1 } } }, b2b: { companyRegistrationId: "x", legalEntities } };
  const cases = [{ value: customer(1) }, { value: wrong(1) }, ...[...changed(full)].map(({ at, other }) => ({ value: put(full, at, other), at, other }))];
  for (const { value, at, other } of cases) {
    const due = places(referee, value);
    const fine = due.length === 0;
    for (const peer of peers) {
      if (peer.takesArraysForObjects && Array.isArray(other)) continue;
      const said = places(peer, value);
      const same = peer.tellsNoPlacesInUnions
        ? due.every((path) => said.some((whole) => isWithin(JSON.parse(path), JSON.parse(whole)))) && fine === (said.length === 0)
        : JSON.stringify(said) === JSON.stringify(due);
      if (!same || peer.fine(value) !== fine || peer.fineAll([value]) !== fine) {
        throw new Error(`${peer.name}: ${peer.fine(value)}, ${said} for ${JSON.stringify(other)} at ${at}; ${referee.name}: ${due}`);
      }
    }
  }
  return cases.length;
}
