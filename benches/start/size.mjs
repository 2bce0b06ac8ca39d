// What a page transfers for the same program with each library.
import { keep } from "../measured.mjs";
import { PROGRAMS, weight } from "./programs.mjs";

const weights = Object.fromEntries(await Promise.all(Object.entries(PROGRAMS).map(async ([name, program]) => [name, await weight(program)])));
const smallest = Math.min(...["openapi-fetch and zod", "openapi-fetch and valibot"].map((name) => weights[name].gzip));
console.log(`transfer of a program that lists customers and checks them, bytes\n  ${"".padEnd(28)}${["minified", "gzip", "brotli"].map((name) => name.padStart(10)).join("")}`);
for (const [name, { raw, gzip, brotli }] of Object.entries(weights)) {
  console.log(`  ${name.padEnd(28)}${[raw, gzip, brotli].map((size) => String(size).padStart(10)).join("")}${(gzip / smallest).toFixed(2).padStart(8)} ×`);
}
keep("transfer", weights);
