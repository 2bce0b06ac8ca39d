// A customer's rules in zod 4, apart so that a bundle of them holds nothing else.
import * as z from "zod";
import { inWordsOf } from "./words.mjs";

export const inZod = inWordsOf({
  text: z.string, flag: z.boolean, anything: () => z.looseObject({}), integer: z.int, list: z.array, object: z.looseObject, words: z.enum,
  maybe: (inner) => inner.nullish(), map: (inner) => z.record(z.string(), inner), letters: (length) => z.string().regex(new RegExp(`^[A-Z]{${length}}$`)),
});
