// How long the start takes in workerd: from the start of its process to the answer of the first request, which is the first call.
// Beside a Worker that does nothing, because most of it is the process's own. No clock inside moves while code runs.
import { Log, LogLevel, Miniflare } from "miniflare";
import { compatibilityDate, version } from "workerd";
import { customer } from "../customers.mjs";
import { keep, median } from "../measured.mjs";
import { PROGRAMS, bundled, wasmOf } from "./programs.mjs";

const RUNS = 9;

const worker = (module) => `
  import { first } from "./program.mjs";
  ${module}
  const body = ${JSON.stringify(JSON.stringify([customer(1)]))};
  const fetched = async () => new Response(body, { headers: { "Content-Type": "application/json" } });
  export default { fetch: async () => new Response(String(await first(fetched, async () => module))) };`;

const programs = [{ name: "a Worker without a library", times: [], modules: [{ type: "ESModule", path: "worker.mjs", contents: 'export default { fetch: async () => new Response("1") };' }] }];
for (const [name, program] of Object.entries(PROGRAMS)) {
  const { wasm } = program;
  const code = await bundled(program, { platform: "neutral", conditions: ["workerd", "worker", "browser"] });
  const modules = [
    { type: "ESModule", path: "code/worker.mjs", contents: worker(wasm ? `import module from "../${wasm}";` : "const module = undefined;") },
    { type: "ESModule", path: "code/program.mjs", contents: code },
  ];
  if (wasm) modules.push({ type: "CompiledWasm", path: wasm, contents: await wasmOf(program) });
  programs.push({ name, modules, times: [] });
}

for (let run = -1; run < RUNS; run++) {
  for (const { name, modules, times } of programs) {
    const start = performance.now();
    const miniflare = new Miniflare({ modules, compatibilityDate, log: new Log(LogLevel.ERROR) });
    try {
      const answer = await (await fetch(await miniflare.ready)).text();
      if (run >= 0) times.push(performance.now() - start);
      if (answer !== "1") throw new Error(`${name}: the first call went wrong: ${answer}`);
    } finally {
      await miniflare.dispose();
    }
  }
}
const [nothing] = programs.map(({ times }) => median(times));
console.log(`start in workerd ${version}, medians of ${RUNS} processes, in ms\n  ${"".padEnd(28)}${["all", "beyond nothing"].map((text) => text.padStart(16)).join("")}`);
for (const { name, times } of programs) console.log(`  ${name.padEnd(28)}${[median(times), median(times) - nothing].map((time) => time.toFixed(1).padStart(16)).join("")}`);
keep("start in workerd", Object.fromEntries(programs.map(({ name, times }) => [name, median(times)])));
keep("version of workerd", version);
