// `./validate` in Node, Deno, Bun, server-side rendering and anything unknown.
import * as glue from "../validate.js";
import { bytes } from "../face/base64.js";
import { face } from "../face/validate.js";
import base64 from "./validate.base64.js";

export const { init, initSync, schemas } = face(glue, { bytes: () => bytes(base64) });
