// Browsers and their bundlers: the module is streamed from beside the package when the first call needs it.
import * as glue from "../client.js";
import { face } from "../face/index.js";

export const { init, initSync, EmporixClient, SpiriiClient, field, schemas } = face(glue, {
  address: () => new URL("../client_bg.wasm", import.meta.url),
});
