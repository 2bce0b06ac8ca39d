// What everybody needs of any state of the page: axe-core finds nothing, and it fits narrow screens and large text.

import assert from "node:assert/strict";
import { accessibilityFaults } from "./support.mjs";

const HEIGHT = 900;

/** Gives the page time to draw itself anew, and ends what moves: Firefox's driver does not ask for less movement. */
function drawn(page) {
  return page.evaluate(async () => {
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve))));
    for (const moving of document.getAnimations()) {
      if (moving.effect.getComputedTiming().endTime === Infinity) moving.cancel();
      else moving.finish();
    }
  });
}

/** The page has to be without movement, so that no colour is measured half-way. */
export async function axeFindsNothing(page, widths, schemes = ["light", "dark"]) {
  for (const colorScheme of schemes) {
    await page.emulateMedia({ colorScheme });
    for (const width of widths) {
      await page.setViewportSize({ width, height: HEIGHT });
      await drawn(page);
      assert.deepEqual(await accessibilityFaults(page), [], `${colorScheme}, at ${width} px`);
    }
  }
}

/** At each `[width, percent of the text's size]`, in the document and in the parts that a selector names. */
export async function nothingScrollsSideways(page, selector, sizes) {
  for (const [width, percent] of sizes) {
    await page.setViewportSize({ width, height: HEIGHT });
    await page.evaluate((size) => {
      document.documentElement.style.fontSize = `${size}%`;
    }, percent);
    await drawn(page);
    assert.deepEqual(await tooWide(page, selector), [], `at ${width} px and ${percent} %`);
  }
}

/** The parts that hold more than they show from side to side. */
function tooWide(page, selector) {
  return page.evaluate((named) => {
    const parts = [document.documentElement, ...document.querySelectorAll(named)];
    const wide = parts.filter((part) => part.scrollWidth > part.clientWidth);
    return wide.map((part) => `${part.localName} ${part.className}: ${part.scrollWidth} > ${part.clientWidth}`);
  }, selector);
}
