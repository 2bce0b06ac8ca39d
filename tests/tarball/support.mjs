// The package as somebody gets it: packed, and installed in an empty project.
import { execFile } from "node:child_process";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

export const run = promisify(execFile);
const HERE = fileURLToPath(new URL(".", import.meta.url));
const PKG = fileURLToPath(new URL("../../pkg", import.meta.url));
export const TOOLS = join(HERE, "node_modules");
const NPM = process.platform === "win32" ? "npm.cmd" : "npm";

/**
 * A project with the packed package installed, and with these files of this folder, and starts of the README at its root.
 * `path` is where it is; `remove` takes it away again. It is made `within` a folder, where what is installed above it can be found.
 */
export async function project({ files = ["scenario.mjs"], manifest = {}, within = tmpdir() } = {}) {
  const path = await mkdtemp(join(within, "commerce-customers-project-"));
  const { stdout } = await run(NPM, ["pack", PKG, "--json", "--ignore-scripts", "--pack-destination", path], { cwd: path });
  const [{ filename, files: packed }] = JSON.parse(stdout);
  const { version } = JSON.parse(await readFile(join(PKG, "package.json"), "utf8"));
  const describe = (more) => writeFile(join(path, "package.json"), JSON.stringify({ name: "project", private: true, ...more, ...manifest }));
  await describe({});
  // Nothing is asked of any registry: the package depends on nothing.
  const install = ["install", "--offline", "--ignore-scripts", "--no-audit", "--no-fund", "--no-save", join(path, filename)];
  await run(NPM, install, { cwd: path });
  await describe({ dependencies: { "commerce-customers": version } });
  for (const file of files) {
    await cp(join(HERE, file), join(path, file.replace("../starts/", "")), { recursive: true });
  }
  return { path, packed: packed.map((file) => file.path), version, remove: () => rm(path, { recursive: true, force: true }) };
}
