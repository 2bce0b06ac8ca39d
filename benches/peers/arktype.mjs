// arktype 2: with generated code and without. An array passes for an object there.
import { scope } from "arktype";
import { inWordsOf } from "./words.mjs";

function peer(name, generates) {
  const $ = scope({}, { jitless: !generates });
  const one = inWordsOf({
    text: () => $.type("string"), flag: () => $.type("boolean"), anything: () => $.type("object"), integer: () => $.type("number.integer"), list: (inner) => inner.array(),
    object: (fields) => $.type(Object.fromEntries(Object.entries(fields).map(([name, type]) => [`${name}?`, type]))), words: (words) => $.type.enumerated(...words),
    maybe: (inner) => inner.or("null"), map: (inner) => $.type({ "[string]": inner }), letters: (length) => $.type(new RegExp(`^[A-Z]{${length}}$`)),
  });
  const page = one.array();
  const { errors } = $.type;
  return {
    name,
    generates,
    takesArraysForObjects: true,
    fine: (value) => one.allows(value),
    fineAll: (values) => page.allows(values),
    tellsNoPlacesInUnions: !generates,
    issues: (value) => {
      const out = one(value);
      return out instanceof errors ? out : [];
    },
    place: ({ path }) => [...path],
  };
}

export const arktype = [peer("arktype", true), peer("arktype jitless", false)];
