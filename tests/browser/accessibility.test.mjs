// What everybody needs of the page: axe-core finds nothing, and it fits narrow screens and large text.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { accessibilityFaults, fillIn, launch, openDetails, openPage, startSandbox, submit } from "./support.mjs";

let sandbox;
let browser;

before(async () => {
  [sandbox, browser] = await Promise.all([startSandbox(), launch()]);
});
after(async () => {
  await browser?.close();
  await sandbox?.kill();
});

/** The states a person sees, by what leads to them. */
const SCENES = {
  "the start": async () => {},
  "the form with errors": async (page) => {
    await openDetails(page);
    await fillIn(page, { contactEmail: "nobody", preferredLanguage: "de", preferredCurrency: "euro", id: "a b" });
    await submit(page);
    await page.locator("#register-summary").waitFor();
  },
  "the list with every customer": async (page) => {
    await page.getByLabel("Per page").selectOption("50");
    await page.locator("#page-position", { hasText: "Page 1 of 1" }).waitFor();
    await page.locator('#list[data-state="ready"]').waitFor();
  },
  "the list that failed": async (page) => {
    await page.route("**/customer/**", (route) => route.fulfill({ status: 404, json: { status: 404, message: "None" } }));
    await page.getByRole("button", { name: "Next" }).click();
    await page.locator("#list-notice h3").waitFor();
  },
  "the connection with an error": async (page) => {
    await page.locator("#connection-open").click();
    await fillIn(page, { tenant: "Bad-Tenant" });
    await page.getByRole("button", { name: "Connect", exact: true }).click();
    await page.locator("#connection-summary").waitFor();
  },
};

const HEIGHT = 900;

/** Gives the page time to draw itself anew. */
function drawn(page) {
  return page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve)))));
}

for (const [name, lead] of Object.entries(SCENES)) {
  test(`axe-core finds nothing in ${name}, light and dark, on a desk and on a phone`, async () => {
    // Without movement, so that no colour is measured half-way.
    const page = await openPage(browser, sandbox.url, { reducedMotion: "reduce" });
    await lead(page);
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme });
      for (const width of [1280, 390]) {
        await page.setViewportSize({ width, height: HEIGHT });
        await drawn(page);
        assert.deepEqual(await accessibilityFaults(page), [], `${colorScheme}, at ${width} px`);
      }
    }
    await page.context().close();
  });

  test(`nothing scrolls sideways in ${name}, at 360 px and with text of twice the size`, async () => {
    const page = await openPage(browser, sandbox.url, { reducedMotion: "reduce" });
    await lead(page);
    for (const [width, percent] of [[360, 100], [360, 200], [820, 200], [1280, 200], [1920, 100]]) {
      await page.setViewportSize({ width, height: HEIGHT });
      await page.evaluate((size) => {
        document.documentElement.style.fontSize = `${size}%`;
      }, percent);
      await drawn(page);
      assert.deepEqual(await tooWide(page), [], `at ${width} px and ${percent} %`);
    }
    await page.context().close();
  });
}

/** The parts that hold more than they show from side to side. */
function tooWide(page) {
  return page.evaluate(() => {
    const parts = [document.documentElement, ...document.querySelectorAll("dialog[open], .list")];
    const wide = parts.filter((part) => part.scrollWidth > part.clientWidth);
    return wide.map((part) => `${part.localName} ${part.className}: ${part.scrollWidth} > ${part.clientWidth}`);
  });
}

test("the keyboard alone registers a customer", async () => {
  const page = await openPage(browser, sandbox.url);
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "Skip to the form");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await page.keyboard.type("Annie");
  await page.keyboard.press("Tab");
  await page.keyboard.type("Easley");
  await page.keyboard.press("Tab");
  await page.keyboard.type("annie@example.com");
  await page.keyboard.press("Enter");
  await page.getByText("Annie Easley is registered.").first().waitFor();
  await page.context().close();
});
