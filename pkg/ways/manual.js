// Whatever the other entries do not fit: `init` or `initSync` is given the module, from wherever it is.
import * as glue from "../client.js";
import { face } from "../face/index.js";

export const { init, initSync, EmporixClient, SpiriiClient, field, schemas } = face(glue, {});
