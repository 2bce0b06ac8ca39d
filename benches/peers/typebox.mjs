// TypeBox 1: compiled, and interpreted as it is where no code may be generated.
import Type from "typebox";
import { Compile } from "typebox/compile";
import { Settings } from "typebox/system";
import { Value } from "typebox/value";
import { ofPointer } from "./agreement.mjs";
import { inWordsOf } from "./words.mjs";

const inTypebox = inWordsOf({
  text: Type.String, flag: Type.Boolean, anything: () => Type.Object({}), integer: Type.Integer, list: Type.Array,
  object: (fields) => Type.Object(Object.fromEntries(Object.entries(fields).map(([name, type]) => [name, Type.Optional(type)]))),
  words: (words) => Type.Enum(words), maybe: (inner) => Type.Union([inner, Type.Null()]), map: (inner) => Type.Record(Type.String(), inner),
  letters: (length) => Type.String({ pattern: `^[A-Z]{${length}}$` }),
});
const inTypeboxPage = Type.Array(inTypebox);
const [one, page] = [Compile(inTypebox), Compile(inTypeboxPage)];
if (!one.IsAccelerated()) throw new Error("TypeBox generated no code");

// It ends after eight otherwise, of which a union alone makes three.
Settings.Set({ maxErrors: 1_000 });

const shared = { blamesTheWhole: true, place: ofPointer };
export const typebox = [
  { ...shared, name: "TypeBox", generates: true, fine: (value) => one.Check(value), fineAll: (values) => page.Check(values), issues: (value) => (one.Check(value) ? [] : one.Errors(value)) },
  {
    ...shared,
    name: "TypeBox interpreted",
    generates: false,
    fine: (value) => Value.Check(inTypebox, value),
    fineAll: (values) => Value.Check(inTypeboxPage, values),
    issues: (value) => (Value.Check(inTypebox, value) ? [] : Value.Errors(inTypebox, value)),
  },
];
