// Node, Deno, Bun, server-side rendering and anything unknown: no files, no permissions, ready on first use.
import { use } from "../face/load.js";
import base64 from "./wasm.base64.js";

use({ bytes: () => Uint8Array.from(atob(base64), (char) => char.charCodeAt(0)) });

export * from "../face/index.js";
