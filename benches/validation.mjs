// How long it takes to judge a customer, beside zod and valibot, where code may not be generated at run time: on Workers and under
// a strict content security policy. The contenders take turns, so that a machine that slows down slows all of them.
import * as v from "valibot";
import { z } from "zod";
import { schemas } from "commerce-customers";
import { customer, inValibot, inZod, wrong } from "./customers.mjs";
import { measured } from "./measured.mjs";

const contenders = (value) => ({
  "commerce-customers": () => schemas.customer.validate(value).ok,
  zod: () => inZod.safeParse(value).success,
  valibot: () => v.safeParse(inValibot, value).success,
});

/** Sixty of them: from the bytes of each on our side, from objects that are there already on the others'. */
const page = (one) => {
  const objects = Array.from({ length: 60 }, (_, number) => one(number));
  const bytes = objects.map((object) => new TextEncoder().encode(JSON.stringify(object)));
  const [zodPage, valibotPage] = [z.array(inZod), v.array(inValibot)];
  return {
    "commerce-customers": () => bytes.every((each) => schemas.customer.validateJson(each)),
    "the same, from objects": () => objects.every((each) => schemas.customer.validate(each)),
    zod: () => zodPage.safeParse(objects).success,
    valibot: () => v.safeParse(valibotPage, objects).success,
    "JSON.parse alone": () => bytes.every((each) => JSON.parse(new TextDecoder().decode(each))),
  };
};

const cases = [["a customer, from an object", customer(1), true], ["the same with 5 faults", wrong(1), false]];
for (const [title, value, fine] of cases) {
  const faults = [schemas.customer.validate(value).issues.length, inZod.safeParse(value).error?.issues.length ?? 0, v.safeParse(inValibot, value).issues?.length ?? 0];
  if (faults.some((count) => (count === 0) !== fine)) throw new Error(`${title}: they do not agree: ${faults}`);
  console.log(await measured(title, contenders(value)));
}
console.log(await measured("60 customers, from bytes", page(customer)));
console.log(await measured("60 customers, 5 faults in each", page(wrong)));
