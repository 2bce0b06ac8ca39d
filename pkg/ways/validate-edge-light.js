// `./validate` on Vercel's edge runtime.
import * as glue from "../validate.js";
import module from "../validate_bg.wasm?module";
import { face } from "../face/validate.js";

export const { init, initSync, schemas } = face(glue, { bytes: () => module });
