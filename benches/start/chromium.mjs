// How long the start takes in a page of Chromium: from before the bundle is asked for to the end of the first call, of which the
// answer is checked; each time in a new context, so that nothing is cached. What a line of 10 Mbit/s would add is computed from the
// bytes that are transferred.
import { createServer } from "node:http";
import { launch } from "../../tests/browser/support.mjs";
import { customer } from "../customers.mjs";
import { keep, median } from "../measured.mjs";
import { PROGRAMS, bundled, wasmOf, weight } from "./programs.mjs";

const RUNS = 15;
const BITS_PER_MS = 10_000;

const files = new Map([["/", { type: "text/html", body: "<!doctype html><title>start</title>" }]]);
const programs = [];
for (const [place, [name, program]] of Object.entries(PROGRAMS).entries()) {
  const [path, wasm] = [`/${place}/code/program.js`, `/${place}/${program.wasm}`];
  files.set(path, { type: "text/javascript", body: await bundled(program, { platform: "browser" }) });
  if (program.wasm) files.set(wasm, { type: "application/wasm", body: await wasmOf(program) });
  programs.push({ name, path, wasm, bytes: (await weight(program)).gzip, times: [] });
}

const server = createServer(({ url }, response) => {
  const file = files.get(url);
  response.writeHead(file ? 200 : 404, { "Content-Type": file?.type ?? "text/plain", "Cache-Control": "no-store" }).end(file?.body ?? "");
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const browser = await launch();
try {
  for (let run = -1; run < RUNS; run++) {
    for (const { path, wasm, times } of programs) {
      const context = await browser.newContext();
      const page = await context.newPage();
      await page.goto(`http://127.0.0.1:${server.address().port}/`);
      const { time, count } = await page.evaluate(
        async ({ path, wasm, body }) => {
          const fetched = async () => new Response(body, { headers: { "Content-Type": "application/json" } });
          const start = performance.now();
          const { first } = await import(path);
          const count = await first(fetched, () => WebAssembly.compileStreaming(fetch(wasm)));
          return { time: performance.now() - start, count };
        },
        { path, wasm, body: JSON.stringify([customer(1)]) },
      );
      if (count !== 1) throw new Error("the first call went wrong");
      if (run >= 0) times.push(time);
      await context.close();
    }
  }
  console.log(`start in a page of Chromium ${browser.version()}, medians of ${RUNS} pages, in ms\n  ${"".padEnd(28)}${["here", "transfer", "at 10 Mbit/s"].map((name) => name.padStart(14)).join("")}`);
  const all = {};
  for (const { name, bytes, times } of programs) {
    const [here, transfer] = [median(times), (bytes * 8) / BITS_PER_MS];
    all[name] = { here, atTen: here + transfer };
    console.log(`  ${name.padEnd(28)}${[here, transfer, here + transfer].map((time) => time.toFixed(1).padStart(14)).join("")}`);
  }
  keep("start in Chromium", all);
  keep("version of Chromium", browser.version());
} finally {
  await browser.close();
  server.close();
}
