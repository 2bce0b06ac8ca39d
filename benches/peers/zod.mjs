// zod 4: as it is, where it generates code at run time; told not to, as it is where that is forbidden; and compiled beforehand.
import { z } from "zod";
import { inZod } from "./in-zod.mjs";

function peer(name, generates, make, context) {
  const [one, page] = [make(inZod), make(z.array(inZod))];
  return {
    name,
    generates,
    fine: (value) => one.safeParse(value, context).success,
    fineAll: (values) => page.safeParse(values, context).success,
    issues: (value) => one.safeParse(value, context).error?.issues ?? [],
    place: ({ path }) => path,
  };
}

export const zod = [
  peer("zod", true, (schema) => schema),
  peer("zod z.compile()", true, (schema) => z.compile(schema, { strict: true })),
  peer("zod jitless", false, (schema) => schema, { jitless: true }),
];
