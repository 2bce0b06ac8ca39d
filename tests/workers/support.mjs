// Runs a worker in workerd, Cloudflare's own runtime, with the built package as its modules.
import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { Miniflare, Log, LogLevel } from "miniflare";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** The package's files as workerd takes them: what its `workerd` entry reaches. */
async function packageModules() {
  const paths = ["pkg/entry/workerd.js", "pkg/client.js", "pkg/client_bg.wasm"];
  for (const folder of ["pkg/face", "pkg/snippets"]) {
    for (const entry of await readdir(`${ROOT}${folder}`, { recursive: true, withFileTypes: true })) {
      if (entry.isFile()) paths.push(`${entry.parentPath}/${entry.name}`.slice(ROOT.length));
    }
  }
  return Promise.all(
    paths.map(async (path) => ({
      type: path.endsWith(".wasm") ? "CompiledWasm" : "ESModule",
      path,
      contents: await readFile(`${ROOT}${path}`),
    })),
  );
}

/** A worker of this file, with these bindings. */
export async function startWorker(file, bindings) {
  const script = { type: "ESModule", path: "worker.mjs", contents: await readFile(new URL(file, import.meta.url)) };
  const worker = new Miniflare({
    modules: [script, ...(await packageModules())],
    compatibilityDate: "2026-04-01",
    bindings,
    log: new Log(LogLevel.ERROR),
  });
  const url = String(await worker.ready).replace(/\/$/, "");
  return { url, stop: () => worker.dispose() };
}
