// Cloudflare Workers: compiling bytes is forbidden there, and an imported .wasm is a compiled module.
import * as glue from "../client.js";
import module from "../client_bg.wasm";
import { face } from "../face/index.js";

export const { init, initSync, EmporixClient, SpiriiClient, field, schemas } = face(glue, { bytes: () => module });
