// How long the start takes in Node, each time in a process of its own: reading and compiling the bundle with all that it loads,
// and the first call, of which the answer is checked. For modules also their steps, each by itself.
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { customer } from "../customers.mjs";
import { keep, median } from "../measured.mjs";
import { PROGRAMS, bundled, wasmOf } from "./programs.mjs";

const RUNS = 15;
const run = promisify(execFile);
const pkg = new URL("../../pkg/", import.meta.url).href;
const page = JSON.stringify([customer(1)]);

const whole = (file, wasm) => `
  import { readFile } from "node:fs/promises";
  const fetch = async () => new Response(${JSON.stringify(page)}, { headers: { "Content-Type": "application/json" } });
  await fetch();
  const start = performance.now();
  const { first } = await import(${JSON.stringify(pathToFileURL(file).href)});
  const imported = performance.now();
  const count = await first(fetch, async () => new WebAssembly.Module(await readFile(${JSON.stringify(wasm)})));
  const end = performance.now();
  if (count !== 1) throw new Error("the first call went wrong");
  console.log(JSON.stringify([imported - start, end - imported, end - start]));`;

const check = 'glue.check("customerCreate", { contactEmail: "ada@example.com" })';
const MODULES = {
  client: { folder: pkg, name: "client", first: check },
  validate: { folder: pkg, name: "validate", first: check },
  "an empty module": { folder: `${pathToFileURL(process.env.EMPTY)}/`, name: "empty", first: "glue.same(1)" },
};
const steps = ({ folder, name, first }) => `
  import { readFile } from "node:fs/promises";
  const glue = await import(${JSON.stringify(`${folder}${name}.js`)});
  const bytes = await readFile(new URL(${JSON.stringify(`${folder}${name}_bg.wasm`)}));
  const times = [performance.now()];
  const module = new WebAssembly.Module(bytes);
  times.push(performance.now());
  glue.initSync({ module });
  times.push(performance.now());
  ${first};
  times.push(performance.now());
  console.log(JSON.stringify([...times.slice(1).map((time, index) => time - times[index]), times[3] - times[0]]));`;

/** Prints the medians of what each program tells, in turn, and answers them. */
async function started(title, names, programs) {
  const times = Object.fromEntries(Object.keys(programs).map((name) => [name, []]));
  for (let turn = 0; turn < RUNS; turn++) {
    for (const [name, program] of Object.entries(programs)) {
      const { stdout } = await run(process.execPath, ["--input-type=module", "--eval", program]);
      times[name].push(JSON.parse(stdout));
    }
  }
  console.log(`${title}, medians of ${RUNS} processes of Node ${process.version}, in ms\n  ${"".padEnd(28)}${names.map((name) => name.padStart(14)).join("")}`);
  const medians = Object.fromEntries(Object.entries(times).map(([name, all]) => [name, names.map((_, step) => median(all.map((one) => one[step])))]));
  for (const [name, all] of Object.entries(medians)) console.log(`  ${name.padEnd(28)}${all.map((time) => time.toFixed(2).padStart(14)).join("")}`);
  keep(title, Object.fromEntries(Object.entries(medians).map(([name, all]) => [name, all.at(-1)])));
}

const folder = await mkdtemp(join(tmpdir(), "commerce-customers-start-"));
try {
  const programs = {};
  for (const [place, [name, program]] of Object.entries(PROGRAMS).entries()) {
    const [file, wasm] = [join(folder, `${place}.mjs`), join(folder, `${place}.wasm`)];
    await writeFile(file, await bundled(program, { platform: "node" }));
    await writeFile(wasm, (await wasmOf(program)) ?? "");
    programs[name] = whole(file, wasm);
  }
  await started("start in Node, to the end of the first call", ["import", "first call", "all"], programs);
  await started("start of a module in Node", ["compile", "instantiate", "first call", "all"], Object.fromEntries(Object.entries(MODULES).map(([name, module]) => [name, steps(module)])));
} finally {
  await rm(folder, { recursive: true });
}
