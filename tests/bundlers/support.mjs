// Projects of the packed package for bundlers, and pages that they made.
import assert from "node:assert/strict";
import { cp, mkdir, rm, symlink } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { startSandbox } from "../sandbox.mjs";
import { project, run } from "../tarball/support.mjs";

export { run };
const HERE = fileURLToPath(new URL(".", import.meta.url));
export const TOOLS = join(HERE, "node_modules");

/** A project with these files of `apps/`, in which the bundlers are found as if they were installed there. */
export async function app(files, manifest = { type: "module" }) {
  const made = await project({ files: [], manifest });
  for (const [from, to] of files) await cp(join(HERE, "apps", from), join(made.path, to), { recursive: true });
  for (const name of ["react", "react-dom", "next", "vite", "vitest", "jsdom", ".bin"]) {
    await symlink(join(TOOLS, name), join(made.path, "node_modules", name), "dir");
  }
  return made;
}

/** What a page says once it is done. */
export async function said(url) {
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox", "--disable-background-networking", "--no-first-run"] });
  try {
    const page = await browser.newPage();
    const wrong = [];
    page.on("pageerror", (error) => wrong.push(String(error)));
    page.on("console", (message) => message.type() === "error" && !/status of 404/.test(message.text()) && wrong.push(message.text()));
    await page.goto(url);
    await page.waitForFunction(() => document.title === "done", undefined, { timeout: 60_000 }).catch(() => {});
    return [await page.textContent("body"), wrong];
  } finally {
    await browser.close();
  }
}

export const DUE = ['[5,"format","not_found"]', []];

/** The sandbox serves a folder with what a bundler made as its page. */
export async function served(folder, check) {
  const root = join(folder, "..", `served-${Date.now()}`);
  await mkdir(join(root, "pkg"), { recursive: true });
  await cp(folder, join(root, "www"), { recursive: true });
  const sandbox = await startSandbox({ seed: 20, root });
  try {
    await check(sandbox.url);
  } finally {
    await sandbox.stop();
    await rm(root, { recursive: true, force: true });
  }
}

/** A program's output, and a failure that shows it. */
export async function must(program, args, options) {
  try {
    return (await run(program, args, { maxBuffer: 2 ** 26, ...options })).stdout;
  } catch (error) {
    assert.fail(`${program} ${args.join(" ")}: ${error.stdout ?? ""}${error.stderr ?? error}`);
  }
}
