// A customer's rules in valibot 1, apart so that a bundle of them holds nothing else.
import * as v from "valibot";
import { inWordsOf } from "./words.mjs";

export const inValibot = inWordsOf({
  text: v.string, flag: v.boolean, anything: () => v.looseObject({}), list: v.array, object: v.looseObject, words: v.picklist, maybe: v.nullish,
  map: (inner) => v.record(v.string(), inner), integer: () => v.pipe(v.number(), v.integer()), letters: (length) => v.pipe(v.string(), v.regex(new RegExp(`^[A-Z]{${length}}$`))),
});
