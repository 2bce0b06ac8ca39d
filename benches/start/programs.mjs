// The same program with each library: its first call, of which the answer is checked. Bundled and minified for a page.
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { build } from "esbuild";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const PKG = new URL("../../pkg/", import.meta.url);

const typed = (check) => `
  import createClient from "openapi-fetch";
  ${check}
  export async function first(fetch) {
    const { GET } = createClient({ baseUrl: "https://api.emporix.io", headers: { Authorization: "Bearer t" }, fetch });
    const { data } = await GET("/customer/{tenant}/customers", { params: { path: { tenant: "acme" }, query: { pageNumber: 1, pageSize: 60 } } });
    return check(data) && data.length;
  }`;

/** What each is, and the wasm that it loads beside its bundle. */
export const PROGRAMS = {
  "commerce-customers": {
    source: `
      import { EmporixClient } from "commerce-customers";
      export async function first(fetch) {
        // It would be called as a plain function of two arguments.
        const client = new EmporixClient({ tenant: "acme", auth: { token: "t" }, responses: "strict", fetch: (url) => fetch(url) });
        return (await client.customers.list({ pageNumber: 1, pageSize: 60 })).items.length;
      }`,
    wasm: "client_bg.wasm",
  },
  "openapi-fetch and zod": { source: typed('import * as z from "zod"; import { inZod } from "../peers/in-zod.mjs"; const page = z.array(inZod); const check = (data) => page.safeParse(data).success;') },
  "openapi-fetch and valibot": { source: typed('import * as v from "valibot"; import { inValibot } from "../peers/in-valibot.mjs"; const page = v.array(inValibot); const check = (data) => v.safeParse(page, data).success;') },
  // The schemas alone, beside `JSON.parse`.
  "./validate and fetch": {
    source: `
      import { init, schemas } from "commerce-customers/validate";
      export async function first(fetch) {
        const [page] = await Promise.all([fetch("https://api.emporix.io/customer/acme/customers?pageNumber=1&pageSize=60", { headers: { Authorization: "Bearer t" } }).then((answer) => answer.json()), init()]);
        return page.every((one) => schemas.customer.validate(one).ok) && page.length;
      }`,
    wasm: "validate_bg.wasm",
  },
  "an empty module": {
    source: `
      import { initSync, same } from "./empty.js";
      export async function first(fetch, module) {
        const [page, compiled] = await Promise.all([fetch("https://api.emporix.io/").then((answer) => answer.json()), module()]);
        initSync({ module: compiled });
        return same(page.length);
      }`,
    wasm: "empty_bg.wasm",
    folder: process.env.EMPTY,
  },
};

/** The bundle of a program for a platform; on workerd the wasm is imported, in pages fetched, elsewhere it is in the bundle as text. */
export async function bundled({ source, folder }, { platform, conditions }) {
  const { outputFiles } = await build({
    stdin: { contents: source, resolveDir: folder ?? HERE }, bundle: true, write: false, minify: true, format: "esm", target: "es2022", logLevel: "error", platform, conditions,
    external: ["*.wasm"],
  });
  return outputFiles[0].text;
}

/** The bytes of a program's wasm; nothing where it has none. */
export const wasmOf = ({ wasm, folder }) => (wasm ? readFile(folder ? `${folder}/${wasm}` : new URL(wasm, PKG)) : undefined);

const gzip = (bytes) => gzipSync(bytes, { level: 9 }).length;
const brotli = (bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;

/** What a page transfers for a program: the bundle and the wasm, each compressed by itself. */
export async function weight(program) {
  const parts = [Buffer.from(await bundled(program, { platform: "browser" })), await wasmOf(program)].filter(Boolean);
  const sum = (size) => parts.reduce((all, part) => all + size(part), 0);
  return { raw: sum((part) => part.length), gzip: sum(gzip), brotli: sum(brotli) };
}
