// ajv 8 as standalone code: generated beforehand, so that none is at run time, from the JSON Schema that this library gives of
// itself.
import { writeFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL, fileURLToPath } from "node:url";
import Ajv from "ajv/dist/2020.js";
import standalone from "ajv/dist/standalone/index.js";
import { build } from "esbuild";
import { schemas } from "commerce-customers";
import { ofPointer } from "./agreement.mjs";

/** The source of the module with both functions; what it requires is beside it in the bundle that is made of it. */
export function source() {
  const ajv = new Ajv({ allErrors: true, code: { source: true, esm: true, lines: true } });
  const one = { ...schemas.customer.jsonSchema, $id: "one" };
  ajv.addSchema(one);
  ajv.addSchema({ $id: "all", type: "array", items: { $ref: "one" } });
  return standalone.default(ajv, { one: "one", all: "all" });
}

async function load() {
  const folder = await mkdtemp(join(tmpdir(), "commerce-customers-ajv-"));
  try {
    const outfile = join(folder, "ajv.mjs");
    const stdin = { contents: source(), resolveDir: fileURLToPath(new URL("..", import.meta.url)) };
    await build({ stdin, outfile, bundle: true, format: "esm", logLevel: "error" });
    return await import(pathToFileURL(outfile).href);
  } finally {
    await rm(folder, { recursive: true });
  }
}

const { one, all } = await load();

export const ajv = {
  name: "ajv standalone",
  generates: false,
  blamesTheWhole: true,
  fine: (value) => one(value),
  fineAll: (values) => all(values),
  issues: (value) => (one(value) ? [] : one.errors),
  place: ofPointer,
};
