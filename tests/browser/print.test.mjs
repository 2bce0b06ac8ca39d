// On paper: each list says what it holds, and nothing that can only be clicked.

import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { launch, openPage, startSandbox } from "./support.mjs";

/** The width of A4 between its margins. */
const PAPER = 718;

let sandbox;
let browser;
let page;

before(async () => {
  sandbox = await startSandbox();
  browser = await launch();
});
afterEach(() => page?.context().close());
after(async () => {
  await browser?.close();
  await sandbox?.kill();
});

for (const [hash, heading] of [["#/customers", "Customers"], ["#/segments/vip", "Segment vip"], ["#/operators", "Operators"]]) {
  test(`${heading}: all rows and columns, no control, nothing beside the paper`, async () => {
    page = await openPage(browser, `${sandbox.url}${hash}`, { width: PAPER, wait: false });
    await page.locator("#list:not([aria-busy]) #list-rows tr").first().waitFor();
    const columns = await page.locator("#list thead th", { hasNotText: "Action" }).count();
    await page.emulateMedia({ media: "print" });

    const shown = (selector) => page.locator(selector).filter({ visible: true });
    // A column's name is on the button that sorts by it.
    for (const control of ["button:not(.sort)", "input", "select", "textarea", "nav a"]) assert.equal(await shown(control).count(), 0, `${control} on paper`);
    assert.equal(await shown("#list thead th").count(), columns);
    const rows = await page.locator("#list-rows tr").count();
    assert.ok(rows > 0);
    assert.equal(await shown("#list-rows tr").count(), rows);
    const [head, first] = await page.evaluate(() => ["thead th", "tbody tr > *"].map((cells) => [...document.querySelectorAll(`#list ${cells}`)].filter((cell) => cell.checkVisibility()).map((cell) => Math.round(cell.getBoundingClientRect().left))));
    assert.deepEqual(first.slice(0, columns), head, "each cell stands below its column's head");
    assert.ok(await page.getByRole("heading", { name: heading, exact: true }).isVisible());
    assert.ok(await page.evaluate((width) => document.documentElement.scrollWidth <= width, PAPER));
    const headings = await shown("h2, h3").allInnerTexts();
    assert.deepEqual(headings, [heading]);
  });
}
