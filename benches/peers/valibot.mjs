// valibot 1, which never generates code. An array passes for an object there.
import * as v from "valibot";
import { inValibot } from "./in-valibot.mjs";

const page = v.array(inValibot);

export const valibot = {
  name: "valibot",
  generates: false,
  takesArraysForObjects: true,
  fine: (value) => v.safeParse(inValibot, value).success,
  fineAll: (values) => v.safeParse(page, values).success,
  issues: (value) => v.safeParse(inValibot, value).issues ?? [],
  place: ({ path }) => path?.map(({ key }) => key) ?? [],
};
