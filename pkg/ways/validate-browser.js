// `./validate` in browsers and their bundlers: the smaller module is streamed from beside the package.
import * as glue from "../validate.js";
import { face } from "../face/validate.js";

export const { init, initSync, schemas } = face(glue, { address: () => new URL("../validate_bg.wasm", import.meta.url) });
