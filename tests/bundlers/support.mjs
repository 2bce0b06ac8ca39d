// Projects of the packed package for bundlers, and pages that they made.
import assert from "node:assert/strict";
import { cp, mkdir, mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { launch } from "../browser/support.mjs";
import { startSandbox } from "../sandbox.mjs";
import { project, run } from "../tarball/support.mjs";

export { run };
const HERE = fileURLToPath(new URL(".", import.meta.url));
export const TOOLS = join(HERE, "node_modules");

/** A project with these files of the tests, in which the bundlers are found as if they were installed there. */
export async function app(files, manifest = { type: "module" }) {
  // Here, so that they find what is installed here: links to elsewhere some do not follow.
  const made = await project({ files: [], manifest, within: HERE });
  for (const [from, to] of files) await cp(join(HERE, "..", from), join(made.path, to), { recursive: true });
  return made;
}

/** What the page of `index.html` says: how many customers there are, then what its form has to say, then what it made. */
export const said = (url) =>
  inChromium(async (page, wrong) => {
    await page.goto(url);
    const output = page.locator("output");
    const first = await until(output, /customers$/);
    const email = page.getByLabel("E-mail");
    await email.fill("ada");
    await email.blur();
    const message = await until(page.locator(".field-error"), /e-mail/);
    await email.fill("ada@example.com");
    await page.getByRole("button").click();
    return [first, message, await until(output, /^created/), wrong];
  });

/** A page for `check`, with what goes wrong in it. */
export async function inChromium(check) {
  const browser = await launch();
  try {
    const page = await browser.newPage();
    const wrong = [];
    page.on("pageerror", (error) => wrong.push(String(error)));
    page.on("console", (message) => message.type() === "error" && wrong.push(message.text()));
    return await check(page, wrong);
  } finally {
    await browser.close();
  }
}

/** The text of an element, as soon as it is like this. */
export async function until(locator, pattern) {
  await locator.filter({ hasText: pattern }).waitFor({ timeout: 60_000 });
  return locator.textContent();
}

/** Holds what a page said to what it should say. */
export function assertSaid([first, message, created, wrong]) {
  assert.equal(first, "20 customers");
  assert.match(message, /Enter an e-mail address like name@example\.com\./);
  assert.match(created, /^created \S+$/);
  assert.deepEqual(wrong, []);
}

/** The sandbox serves a folder with what a bundler made as its page. */
export async function served(folder, check) {
  const root = await mkdtemp(join(folder, "../served-"));
  await mkdir(join(root, "pkg"));
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
