// How long the start takes: compiling, instantiating and the first call, each time in a process of its own, beside a module
// that does nothing. `EMPTY` is the folder of that one.
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { median } from "./measured.mjs";

const RUNS = 15;
const pkg = new URL("../pkg/", import.meta.url).href;
const empty = `file://${process.env.EMPTY}/`;

const CONTENDERS = {
  client: { glue: `${pkg}client.js`, wasm: `${pkg}client_bg.wasm`, first: 'glue.check("customerCreate", { contactEmail: "ada@example.com" })' },
  validate: { glue: `${pkg}validate.js`, wasm: `${pkg}validate_bg.wasm`, first: 'glue.check("customerCreate", { contactEmail: "ada@example.com" })' },
  "an empty module": { glue: `${empty}empty.js`, wasm: `${empty}empty_bg.wasm`, first: "glue.same(1)" },
};

const program = ({ glue, wasm, first }) => `
  import { readFile } from "node:fs/promises";
  const glue = await import(${JSON.stringify(glue)});
  const bytes = await readFile(new URL(${JSON.stringify(wasm)}));
  const times = [performance.now()];
  const module = new WebAssembly.Module(bytes);
  times.push(performance.now());
  glue.initSync({ module });
  times.push(performance.now());
  ${first};
  times.push(performance.now());
  console.log(JSON.stringify(times.slice(1).map((time, index) => time - times[index])));`;

const times = Object.fromEntries(Object.keys(CONTENDERS).map((name) => [name, []]));
for (let run = 0; run < RUNS; run++) {
  for (const [name, contender] of Object.entries(CONTENDERS)) {
    const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", program(contender)]);
    times[name].push(JSON.parse(stdout));
  }
}
const cell = (text) => String(text).padStart(14);
console.log(`start-up in Node ${process.version}, medians of ${RUNS} processes, in ms`);
console.log(`  ${"".padEnd(18)}${["compile", "instantiate", "first call", "all", "bytes gzip"].map(cell).join("")}`);
for (const [name, { wasm }] of Object.entries(CONTENDERS)) {
  const steps = [0, 1, 2].map((step) => median(times[name].map((run) => run[step])));
  const all = median(times[name].map((run) => run.reduce((sum, time) => sum + time)));
  const bytes = gzipSync(await readFile(fileURLToPath(wasm)), { level: 9 }).length;
  console.log(`  ${name.padEnd(18)}${[...steps, all].map((time) => cell(time.toFixed(2))).join("")}${cell(bytes)}`);
}
