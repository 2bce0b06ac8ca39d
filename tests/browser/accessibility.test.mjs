// What everybody needs of the page: axe-core finds nothing, and it fits narrow screens and large text.

import assert from "node:assert/strict";
import { after, before } from "node:test";
import { axeFindsNothing, nothingScrollsSideways } from "./everybody.mjs";
import { addressesAreThere, closeBrowsers, fillIn, openDetails, openPage, service, startSandbox, submit, walk } from "./support.mjs";

let sandbox;
/** A customer with addresses of all kinds. */
let number;

before(async () => {
  sandbox = await startSandbox();
  const long = { contactName: "Wolfeschlegelsteinhausenbergerdorff".repeat(2), street: "Donaudampfschifffahrtsgesellschaftsstraße", tags: ["A-tag-that-is-longer-than-any-card-is-wide-and-then-some", "B"] };
  const whole = { contactName: "Ada", companyName: "Engines", street: "Square", streetNumber: "1", zipCode: "10115", city: "Berlin", country: "DE", contactPhone: "+49 30 1", tags: ["BILLING"], isDefault: true };
  number = await service(sandbox.url).customer(whole, long, { contactName: "Eva" });
});
closeBrowsers();
after(() => sandbox?.kill());

async function openAddresses(page) {
  await page.goto(`${sandbox.url}#/customers/${number}`);
  await page.locator(".address-foot").first().waitFor();
  await addressesAreThere(page);
}

async function openForm(page) {
  await page.goto(`${sandbox.url}#/new-customer`);
  await page.locator("#register-form > [aria-live]").waitFor({ state: "attached" });
}

/** The states a person sees, by what leads to them. */
const SCENES = {
  "the start": async () => {},
  "the form": async (page) => {
    await openForm(page);
    await openDetails(page);
    await page.locator("#register-mixin-name").fill("loyalty");
    await page.keyboard.press("Enter");
    await page.locator("#register-loyalty-field-name").fill("tier");
    await page.keyboard.press("Enter");
    await page.locator("#register-mixin-name").fill("no name");
    await page.keyboard.press("Enter");
  },
  "the form with errors": async (page) => {
    await openForm(page);
    await openDetails(page);
    await fillIn(page, { contactEmail: "nobody", preferredLanguage: "de", preferredCurrency: "euro", id: "a b" });
    await submit(page);
    await page.locator("#register-summary").waitFor();
  },
  "the form in German": async (page) => {
    await openForm(page);
    await page.getByLabel("Language of the page").selectOption("de");
    await page.getByRole("heading", { name: "Kunden anlegen" }).waitFor();
    await submit(page);
    await page.locator("#register-summary").waitFor();
  },
  "the list with addresses and mixins": async (page) => {
    for (const part of ["Addresses", "Mixins"]) await page.getByLabel(part).check();
    await page.locator("tr.beside .mixins").first().waitFor();
  },
  "a search that nobody answers to": async (page) => {
    await page.getByLabel("Text").fill("nobody at all");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Nobody was found" }).waitFor();
    await page.getByLabel("Text").fill('a "quote');
    await page.keyboard.press("Enter");
    await page.locator("#search-fault").waitFor();
  },
  "what is under the hood": async (page) => {
    await page.route("**/customer/**", (route) => route.fulfill({ json: [{ lastName: 5 }] }));
    await page.getByRole("button", { name: "Under the hood" }).click();
    await page.getByRole("button", { name: "Next" }).click();
    await page.locator(".calls summary", { hasText: "1 issue" }).first().click();
    await page.locator(".call-issues").waitFor();
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
  "a customer who is edited": async (page) => {
    await openAddresses(page);
    await page.locator("#customer-edit").click();
    await page.locator('#edit [name="lastName"]').fill("Byron");
  },
  "two versions of a customer": async (page) => {
    const other = await service(sandbox.url).customer();
    await page.goto(`${sandbox.url}#/customers/${other}`);
    await page.locator("#customer-edit").click();
    await fillIn(page, { firstName: "Augusta", lastName: "Byron" });
    await service(sandbox.url).call("PATCH", `/${other}`, { lastName: "King", company: "Ockham" });
    await page.locator("#edit-submit").click();
    await page.locator("#versions").waitFor();
  },
  "a customer who will be deleted": async (page) => {
    await page.goto(`${sandbox.url}#/customers/${await service(sandbox.url).customer()}`);
    await page.locator("#customer-delete").click();
    await page.locator(".later").waitFor();
  },
  "a customer nobody has": async (page) => {
    await page.goto(`${sandbox.url}#/customers/nobody`);
    await page.locator("#customer-notice h2").waitFor();
  },
  "a customer without addresses": async (page) => {
    await page.goto(`${sandbox.url}#/customers/${await service(sandbox.url).customer({ id: "x", contactName: "x" })}`);
    await page.locator('[data-act="remove"]').click();
    await page.locator("#question .danger").click();
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
    await page.locator(".address .fault").waitFor();
    await page.locator('[data-act="tag"]').nth(1).click();
    await page.locator('.tag-form [type="submit"]').click();
    await page.locator("#tag-summary").waitFor();
  },
  "the question before an address is removed": async (page) => {
    await openAddresses(page);
    await page.locator('[data-act="remove"]').nth(1).click();
    await page.locator("#question[open]").waitFor();
  },
  "the connection with an error": async (page) => {
    await page.locator("#connection-open").click();
    await fillIn(page, { tenant: "Bad-Tenant" });
    await page.getByRole("button", { name: "Connect", exact: true }).click();
    await page.locator("#connection-summary").waitFor();
  },
};

const PARTS = "dialog[open], .list, .profile, .address, .editor, .sheet-of-paper, .hood, .later";
const SIZES = {
  Chromium: [[360, 100], [360, 200], [820, 200], [1280, 200], [1920, 100]],
  Firefox: [[360, 100], [360, 200], [1920, 100]],
};
/** Firefox's driver does not ask for a colour scheme. */
const SCHEMES = { Chromium: ["light", "dark"], Firefox: ["light"] };

for (const [name, lead] of Object.entries(SCENES)) {
  const scene = async (browser) => {
    const page = await openPage(browser, sandbox.url, { reducedMotion: "reduce" });
    await lead(page);
    return page;
  };

  walk(`axe-core finds nothing in ${name}, on a desk and on a phone`, async (browser, kind) => {
    const page = await scene(browser);
    await axeFindsNothing(page, [1280, 390], SCHEMES[kind]);
    await page.context().close();
  });

  walk(`nothing scrolls sideways in ${name}, at 360 px and with text of twice the size`, async (browser, kind) => {
    const page = await scene(browser);
    await nothingScrollsSideways(page, PARTS, SIZES[kind]);
    await page.context().close();
  });
}

walk("the keyboard alone registers a customer", async (browser, kind) => {
  const page = await openPage(browser, sandbox.url);
  const type = async (...keys) => {
    for (const key of keys) await (key.startsWith("=") ? page.keyboard.type(key.slice(1)) : page.keyboard.press(key));
  };
  await type("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "Skip to the content");
  // The wordmark, the customers, the form for a new one.
  await type("Tab", "Tab", "Tab", "Enter");
  await page.locator("#register-form > [aria-live]").waitFor({ state: "attached" });
  await type("Tab", "=Annie", "Tab", "=Easley", "Tab", `=annie.${kind}@example.com`, "Enter");
  await page.getByText("Annie Easley is registered.").first().waitFor();
  await type("Enter");
  await page.locator("#customer-heading", { hasText: "Annie Easley" }).waitFor();
  await page.context().close();
});
