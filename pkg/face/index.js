// What every entry file of the client exports, over the module's glue and the ways to the module.
import { emporixOf } from "./emporix.js";
import { loader } from "./load.js";
import { fieldOf } from "./query.js";
import { schemasOf } from "./schemas.js";
import { spiriiOf } from "./spirii.js";

export function face(glue, ways) {
  const module = loader(glue, "client", ways);
  const { init, initSync } = module;
  return { init, initSync, EmporixClient: emporixOf(module), SpiriiClient: spiriiOf(module), field: fieldOf(module), schemas: schemasOf(module) };
}
