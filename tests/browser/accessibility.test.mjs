// What everybody needs of the page: axe-core finds nothing, and it fits narrow screens and large text.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { accessibilityFaults, addressesAreThere, fillIn, launch, openDetails, openPage, service, startSandbox, submit } from "./support.mjs";

let sandbox;
let browser;
/** A customer with addresses of all kinds. */
let number;

before(async () => {
  sandbox = await startSandbox();
  browser = await launch();
  const long = { contactName: "Wolfeschlegelsteinhausenbergerdorff".repeat(2), street: "Donaudampfschifffahrtsgesellschaftsstraße", tags: ["A-tag-that-is-longer-than-any-card-is-wide-and-then-some", "B"] };
  const whole = { contactName: "Ada", companyName: "Engines", street: "Square", streetNumber: "1", zipCode: "10115", city: "Berlin", country: "DE", contactPhone: "+49 30 1", tags: ["BILLING"], isDefault: true };
  number = await service(sandbox.url).customer(whole, long, { contactName: "Eva" });
});
after(async () => {
  await browser?.close();
  await sandbox?.kill();
});

async function openAddresses(page) {
  await page.goto(`${sandbox.url}#customer/${number}`);
  await page.locator(".address-foot").first().waitFor();
  await addressesAreThere(page);
}

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
  "a customer": openAddresses,
  "a customer nobody has": async (page) => {
    await page.goto(`${sandbox.url}#customer/nobody`);
    await page.locator("#customer-notice h2").waitFor();
  },
  "a customer without addresses": async (page) => {
    await page.goto(`${sandbox.url}#customer/${await service(sandbox.url).customer({ id: "x", contactName: "x" })}`);
    await page.locator('[data-act="remove"]').click();
    await page.locator("#removal .danger").click();
    await page.locator("#addresses-notice h4").waitFor();
  },
  "the address form": async (page) => {
    await openAddresses(page);
    await page.locator("#address-add").click();
    await page.locator(".editor summary").click();
  },
  "the address form with errors": async (page) => {
    await openAddresses(page);
    await page.locator('[data-act="edit"]').nth(1).click();
    await page.locator('.editor [name="contactName"]').fill("");
    await page.locator('.editor [name="country"]').fill("DEU");
    await page.locator('.editor [type="submit"]').click();
    await page.locator("#address-summary").waitFor();
  },
  "the tags with an error, and a change that failed": async (page) => {
    await openAddresses(page);
    await page.route("**/addresses/**", (route) => route.fulfill({ status: 403, json: { status: 403 } }));
    await page.locator('[data-act="untag"]').first().click();
    await page.locator(".fault").waitFor();
    await page.locator('[data-act="tag"]').nth(1).click();
    await page.locator('.tag-form [type="submit"]').click();
    await page.locator("#tag-summary").waitFor();
  },
  "the question before an address is removed": async (page) => {
    await openAddresses(page);
    await page.locator('[data-act="remove"]').nth(1).click();
    await page.locator("#removal[open]").waitFor();
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
    const parts = [document.documentElement, ...document.querySelectorAll("dialog[open], .list, .profile, .address, .editor")];
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
