// What every entry file of `./validate` exports, over the glue of the smaller module and the ways to it.
import { loader } from "./load.js";
import { schemasOf } from "./schemas.js";

export function face(glue, ways) {
  const module = loader(glue, "validate", ways);
  const { init, initSync } = module;
  return { init, initSync, schemas: schemasOf(module) };
}
