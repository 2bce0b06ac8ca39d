// Browsers and their bundlers: the module is streamed from beside the package when the first call needs it.
import { use } from "../face/load.js";

use({ address: () => new URL("../client_bg.wasm", import.meta.url) });

export * from "../face/index.js";
