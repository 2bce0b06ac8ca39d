// The types of the packed package: under TypeScript 5 and the newest, by the rules of Node and of bundlers, with the types of
// browsers, of Cloudflare, and of no platform. What must not compile is among what is compiled, as `@ts-expect-error`.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { cp, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { TOOLS, project, run } from "./support.mjs";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const COMPILERS = ["typescript-5", "typescript-7"];
const NODE = { module: "nodenext", moduleResolution: "nodenext" };
const BUNDLER = { module: "esnext", moduleResolution: "bundler" };

let installed;
before(async () => {
  installed = await project({ files: ["types/bare.ts", "types/worker.ts", "types/common.cts"], manifest: { type: "module" } });
  await cp(join(ROOT, "tests/types/usage.ts"), join(installed.path, "types/usage.ts"));
  for (const [name, from] of [["@standard-schema", ROOT + "node_modules"], ["@cloudflare", TOOLS]]) {
    await symlink(join(from, name), join(installed.path, "node_modules", name), "dir");
  }
});
after(() => installed?.remove());

const PROGRAMS = [
  ["usage.ts", { lib: ["es2022", "dom"] }],
  ["bare.ts", { lib: ["es2022"] }],
  ["worker.ts", { lib: ["es2022"], types: ["@cloudflare/workers-types"] }],
  ["common.cts", { lib: ["es2022", "dom"] }],
];

for (const compiler of COMPILERS) {
  for (const [rules, options] of [["Node", NODE], ["bundlers", BUNDLER]]) {
    for (const [file, own] of PROGRAMS) {
      // A bundler's rules know no `require` of types.
      if (file.endsWith(".cts") && options === BUNDLER) continue;
      test(`${file} compiles under ${compiler} by the rules of ${rules}`, async () => {
        const config = join(installed.path, `${compiler}-${rules}-${file}.json`);
        const compilerOptions = { strict: true, noEmit: true, skipLibCheck: false, target: "es2022", types: [], ...options, ...own };
        await writeFile(config, JSON.stringify({ compilerOptions, files: [`types/${file}`] }));
        const { code = 0, stdout, stderr } = await run(process.execPath, [join(TOOLS, compiler, "bin/tsc"), "--project", config], { cwd: installed.path }).catch((error) => error);
        assert.deepEqual([code, stdout, stderr], [0, "", ""]);
      });
    }
  }
}
