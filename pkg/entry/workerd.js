// Cloudflare Workers: compiling bytes is forbidden there, and an imported .wasm is a compiled module.
import { use } from "../face/load.js";
import module from "../client_bg.wasm";

use({ bytes: () => module });

export * from "../face/index.js";
