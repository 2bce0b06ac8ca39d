// `./validate` where `init` or `initSync` is given the module.
import * as glue from "../validate.js";
import { face } from "../face/validate.js";

export const { init, initSync, schemas } = face(glue, {});
