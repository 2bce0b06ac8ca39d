// What everybody needs of a segment's view: axe-core finds nothing, and it fits narrow screens and large text.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { axeFindsNothing, nothingScrollsSideways } from "./everybody.mjs";
import { launch } from "./support.mjs";
import { assignmentsOf, openSegment, startSandbox } from "./segments-support.mjs";

let sandbox;
let browser;

before(async () => {
  sandbox = await startSandbox();
  browser = await launch();
  await assignmentsOf(sandbox.url).put(`Donaudampfschifffahrtsgesellschaftskapitaensmuetze${"-long".repeat(12)}/LE-${"7".repeat(60)}`);
});
after(async () => {
  await browser?.close();
  await sandbox?.kill();
});

const LONG = "Wolfeschlegelsteinhausenbergerdorff".repeat(4);
const LINES = ["C-1", `,${LONG}`, `"${LONG}`, '"x"y', "C-1", `C-2,${LONG}`, ...Array.from({ length: 120 }, (_, index) => `,LE-${index}`)];

async function paste(page) {
  await page.locator("#bulk-lines").fill(LINES.join("\n"));
  await page.locator(".lines-wrong").waitFor();
}

async function refused(page) {
  await page.route("**/customers/bulk", (route) => route.fulfill({ status: 207, json: [{ index: 1, code: 404, status: "Not Found", message: LONG }, { index: 2, code: 409, status: "Conflict" }] }));
  await paste(page);
  await page.locator("#bulk-send").click();
  await page.locator(".outcome.is-not").waitFor();
}

/** The states a person sees, by what leads to them. */
const SCENES = {
  "the question which segment": ["#/segments", (page) => page.locator("#segment-form").waitFor()],
  "an id that no segment has": ["#/segments/a%2Fb", (page) => page.locator("#segment-summary li").waitFor()],
  "a segment": ["#/segments/vip", async () => {}],
  "an empty segment": ["#/segments/empty", async () => {}],
  "an assignment on its way out": ["#/segments/vip", async (page) => {
    await page.locator('[data-act="remove"]').first().click();
    await page.locator(".later").hover();
  }],
  "the form with an error": ["#/segments/vip", async (page) => {
    await page.locator("#assignment-form [type=submit]").click();
    await page.locator("#assignment-summary li").waitFor();
  }],
  "one who was assigned": ["#/segments/vip", async (page) => {
    await page.locator('[name="customerId"]').fill("C-1");
    await page.locator("#assignment-form [type=submit]").click();
    await page.locator("tr.is-new").waitFor();
  }],
  "many with wrong lines": ["#/segments/vip", paste],
  "nothing to send": ["#/segments/vip", async (page) => {
    await page.locator("#bulk-send").click();
    await page.locator("#bulk-fault").waitFor();
  }],
  "a file": ["#/segments/vip", async (page) => {
    await page.locator("#bulk-file").setInputFiles({ name: `${LONG}.csv`, mimeType: "text/csv", buffer: Buffer.from("C-1") });
    await page.locator(".count-fine").waitFor();
  }],
  "a run under way": ["#/segments/vip", async (page) => {
    await page.route("**/customers/bulk", () => {});
    await paste(page);
    await page.locator("#bulk-send").click();
    await page.locator("progress").waitFor();
  }],
  "the question before many are removed": ["#/segments/vip", async (page) => {
    await paste(page);
    await page.locator("#bulk-remove").check();
    await page.locator("#bulk-send").click();
    await page.locator("#question[open]").waitFor();
  }],
  "what became of many": ["#/segments/vip", refused],
};

const PARTS = "dialog[open], .list, .lines, .sheet-of-paper, .later, .segment, .chosen";
const SIZES = [[360, 100], [360, 200], [820, 100], [820, 200], [1280, 200], [1920, 100]];

for (const [name, [hash, lead]] of Object.entries(SCENES)) {
  test(`axe-core finds nothing in ${name}, and nothing scrolls sideways`, async () => {
    const page = await openSegment(browser, sandbox.url, { hash, ready: hash === "#/segments/vip", reducedMotion: "reduce" });
    await lead(page);
    await axeFindsNothing(page, [1440, 390]);
    await nothingScrollsSideways(page, PARTS, SIZES);
    await page.context().close();
  });
}
