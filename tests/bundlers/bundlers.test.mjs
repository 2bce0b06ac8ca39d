// The starts of the README over the packed package, through each bundler without a line of configuration for the package, and run.
import { test } from "node:test";
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readFile, readdir, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { build as esbuild } from "esbuild";
import { nodeResolve } from "@rollup/plugin-node-resolve";
import { rollup } from "rollup";
import webpack from "webpack";
import { build as vite, createServer } from "vite";
import { startSandbox } from "../sandbox.mjs";
import { TOOLS, app, assertSaid, inChromium, must, said, served, until } from "./support.mjs";

const require = createRequire(import.meta.url);
const versionOf = (name) => require(join(TOOLS, name, "package.json")).version;
const PAGE = [["starts/app.js", "app.js"], ["bundlers/apps/index.html", "index.html"]];

async function withApp(files, manifest, check) {
  const made = await app(files, manifest);
  try {
    await check(made.path);
  } finally {
    await made.remove();
  }
}

test(`Vite ${versionOf("vite")} builds it`, () =>
  withApp(PAGE, undefined, async (root) => {
    await vite({ root, logLevel: "silent", build: { target: "es2022" } });
    const files = await readdir(join(root, "dist/assets"));
    assert.equal(files.filter((file) => file.endsWith(".wasm")).length, 1);
    await served(join(root, "dist"), async (url) => assertSaid(await said(url)));
  }));

test(`Vite ${versionOf("vite")} serves it while it is developed`, () =>
  withApp(PAGE, undefined, async (root) => {
    const sandbox = await startSandbox({ seed: 20 });
    const server = await createServer({ root, logLevel: "silent", server: { port: 0, host: "127.0.0.1", proxy: { "/customer": sandbox.url } } });
    try {
      await server.listen();
      assertSaid(await said(server.resolvedUrls.local[0]));
    } finally {
      await server.close();
      await sandbox.stop();
    }
  }));

test(`webpack ${versionOf("webpack")} builds it`, () =>
  withApp(PAGE, undefined, async (root) => {
    const path = join(root, "dist");
    const stats = await new Promise((resolve, reject) =>
      webpack({ context: root, mode: "production", entry: "./app.js", output: { path, filename: "app.js" }, performance: false }).run((error, stats) => (error ? reject(error) : resolve(stats))),
    );
    assert.equal(stats.hasErrors() || stats.hasWarnings(), false, stats.toString());
    await writeFile(join(path, "index.html"), await readFile(join(root, "index.html")));
    await served(path, async (url) => assertSaid(await said(url)));
  }));

/** Rollup and esbuild leave files behind: there the app imports `./inline`. */
const inline = async (root) => {
  const text = await readFile(join(root, "app.js"), "utf8");
  await writeFile(join(root, "app.js"), text.replace('"commerce-customers"', '"commerce-customers/inline"'));
};

test(`Rollup ${versionOf("rollup")} builds it from ./inline`, () =>
  withApp(PAGE, undefined, async (root) => {
    await inline(root);
    const bundle = await rollup({ input: join(root, "app.js"), plugins: [nodeResolve({ browser: true })] });
    await bundle.write({ file: join(root, "dist/app.js"), format: "es" });
    await writeFile(join(root, "dist/index.html"), await readFile(join(root, "index.html")));
    await served(join(root, "dist"), async (url) => assertSaid(await said(url)));
  }));

test("esbuild builds it from ./inline", () =>
  withApp(PAGE, undefined, async (root) => {
    await inline(root);
    await esbuild({ entryPoints: [join(root, "app.js")], bundle: true, format: "esm", outdir: join(root, "dist"), target: "es2022", logLevel: "silent" });
    await writeFile(join(root, "dist/index.html"), await readFile(join(root, "index.html")));
    await served(join(root, "dist"), async (url) => assertSaid(await said(url)));
  }));

for (const [builder, flags] of [["Turbopack", []], ["webpack", ["--webpack"]]]) test(`Next.js ${versionOf("next")} by ${builder} takes it in a server component, route handlers and a client component`, () =>
  withApp([["bundlers/apps/next", "."], ["starts/next", "app"]], {}, async (root) => {
    const sandbox = await startSandbox({ seed: 20 });
    const env = { ...process.env, NEXT_TELEMETRY_DISABLED: "1", EMPORIX_URL: sandbox.url, EMPORIX_TOKEN: "sandbox" };
    const next = join(TOOLS, "next/dist/bin/next");
    let server;
    try {
      await must(process.execPath, [next, "build", ...flags], { cwd: root, env });
      server = spawn(process.execPath, [next, "start", "--port", "0", "--hostname", "127.0.0.1"], { cwd: root, env, stdio: ["ignore", "pipe", "inherit"] });
      const url = await new Promise((resolve, reject) => {
        server.once("exit", (code) => reject(new Error(`next start ended with ${code}`)));
        createInterface({ input: server.stdout }).on("line", (line) => {
          const found = /https?:\/\/127\.0\.0\.1:\d+/.exec(line);
          if (found) resolve(found[0]);
        });
      });
      const json = async (path) => (await fetch(url + path)).json();
      assert.deepEqual([await json("/api/tenant?is=acme"), await json("/api/tenant?is=Acme")], [true, false]);
      assert.deepEqual(await json("/api/edge?is=acme"), ["string", true]);
      await inChromium(async (page, wrong) => {
        await page.goto(url);
        assert.equal(await until(page.locator("p"), /customers/), "20 customers");
        // Until React has brought the page to life nothing hears the field being left.
        await page.waitForFunction(() => Object.keys(document.querySelector("input")).some((key) => key.startsWith("__reactProps")));
        await page.getByLabel("E-mail").fill("ada");
        await page.getByLabel("E-mail").blur();
        assert.equal(await until(page.locator("output"), /e-mail/), "Enter an e-mail address like name@example.com.");
        assert.deepEqual(wrong, []);
      });
    } finally {
      server?.kill();
      await sandbox.stop();
    }
  }));

for (const environment of ["node", "jsdom"]) {
  test(`Vitest ${versionOf("vitest")} runs it in ${environment}`, () =>
    withApp([["bundlers/apps/vitest/customers.test.js", "customers.test.js"]], undefined, async (root) => {
      const sandbox = await startSandbox({ seed: 20 });
      try {
        const env = { ...process.env, SANDBOX_URL: sandbox.url, CI: "1" };
        const said = await must(process.execPath, [join(TOOLS, "vitest/vitest.mjs"), "run", "--environment", environment, "--reporter", "json"], { cwd: root, env });
        const { success, numPassedTests } = JSON.parse(said);
        assert.deepEqual([success, numPassedTests], [true, environment === "jsdom" ? 2 : 1]);
      } finally {
        await sandbox.stop();
      }
    }));

  test(`Jest ${versionOf("jest")} runs it in ${environment}`, () =>
    withApp([["bundlers/apps/jest/customers.test.js", "customers.test.js"]], {}, async (root) => {
      const sandbox = await startSandbox({ seed: 20 });
      try {
        const env = { ...process.env, SANDBOX_URL: sandbox.url, CI: "1" };
        const setup = ["--env", environment === "node" ? "node" : require.resolve("jest-environment-jsdom")];
        const said = await must(process.execPath, [join(TOOLS, "jest/bin/jest.js"), "--json", "--rootDir", root, ...setup], { cwd: root, env });
        const { success, numPassedTests } = JSON.parse(said.slice(said.indexOf("{")));
        assert.deepEqual([success, numPassedTests], [true, environment === "jsdom" ? 2 : 1]);
      } finally {
        await sandbox.stop();
      }
    }));
}
