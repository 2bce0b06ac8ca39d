// Vercel's edge runtime: compiling bytes is forbidden there too, and `?module` makes an imported .wasm a compiled module.
import * as glue from "../client.js";
import module from "../client_bg.wasm?module";
import { face } from "../face/index.js";

export const { init, initSync, EmporixClient, SpiriiClient, field, schemas } = face(glue, { bytes: () => module });
