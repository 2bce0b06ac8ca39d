// Node, Deno, Bun, server-side rendering and anything unknown: no files, no permissions, ready on first use.
import * as glue from "../client.js";
import { bytes } from "../face/base64.js";
import { face } from "../face/index.js";
import base64 from "./client.base64.js";

export const { init, initSync, EmporixClient, SpiriiClient, field, schemas } = face(glue, { bytes: () => bytes(base64) });
