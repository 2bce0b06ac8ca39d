// Pictures of each view, on a phone, a tablet and a desk, light and dark, to be looked at: they are kept in
// `target/screenshots`. Nothing may go wrong in the page meanwhile.

import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { addressesAreThere, fillIn, launch, listIsThere, openDetails, openPage, service, startSandbox, submit } from "./support.mjs";

const FOLDER = fileURLToPath(new URL("../../target/screenshots/", import.meta.url));
const WIDTHS = [390, 820, 1440];
/** What the driver writes when the test itself asks for an answer that is a failure. */
const ASKED_FOR = /Failed to load resource/;

let sandbox;
let browser;
let number;

before(async () => {
  await mkdir(FOLDER, { recursive: true });
  sandbox = await startSandbox({ seed: 200, control: true });
  browser = await launch();
  const home = { contactName: "Ada Lovelace", street: "St James's Square", streetNumber: "12", zipCode: "SW1Y 4JH", city: "London", country: "GB", tags: ["BILLING"], isDefault: true };
  number = await service(sandbox.url).customer(home, { contactName: "Office", companyName: "Analytical Engines", city: "London", country: "GB", tags: ["SHIPPING"] });
});
after(async () => {
  await browser?.close();
  await sandbox?.kill();
});

const tree = (page) => page.getByRole("link", { name: "Tree" }).or(page.getByRole("button", { name: "Tree" })).first();

/** The views, by their addresses and what is done in them. */
const SCENES = {
  customers: ["#/customers", listIsThere],
  search: ["#/customers?in=lastName&for=e&show=addresses,mixins&sort=lastName", listIsThere],
  "new-customer": ["#/new-customer", async (page) => {
    await openDetails(page);
    await fillIn(page, { firstName: "Grace", contactEmail: "grace", preferredCurrency: "dollars" });
    await submit(page);
    await page.locator("#register-summary").waitFor();
    await page.getByLabel("Language of the page").selectOption("de");
    await page.getByRole("heading", { name: "Kunden anlegen" }).waitFor();
    await page.locator("#register-summary li", { hasText: "Nachnamen" }).waitFor();
  }],
  customer: ["", async (page) => {
    await page.goto(`${sandbox.url}/#/customers/${number}`);
    await addressesAreThere(page);
  }],
  versions: ["", async (page) => {
    await page.goto(`${sandbox.url}/#/customers/${number}`);
    await addressesAreThere(page);
    await page.locator("#customer-edit").click();
    await fillIn(page.locator("#edit"), { firstName: "Augusta", company: "Analytical Engines" });
    await service(sandbox.url).call("PATCH", `/${number}`, { middleName: "King", contactPhone: "+44 20 7946 0958" });
    await page.locator("#edit-submit").click();
    await page.locator("#versions").waitFor();
  }],
  segment: ["#/segments/vip", async (page) => {
    await listIsThere(page);
    await page.locator("#bulk-lines").fill("customerId;legalEntityId\nC-1;\nC-2;LE-7\n;LE-9\nC-1;\n");
    await page.locator(".bulk-wrong:not([hidden])").waitFor();
  }],
  operators: ["#/operators", listIsThere],
  tree: ["#/operators", async (page) => {
    await listIsThere(page);
    await tree(page).click();
    await page.locator('#stage [aria-expanded="false"]').locator("visible=true").first().click();
    await page.locator('#stage [aria-expanded="true"]').waitFor();
  }],
  hood: ["#/customers", async (page) => {
    await listIsThere(page);
    await page.getByRole("button", { name: "Under the hood" }).click();
    await page.getByLabel("What goes wrong in the sandbox").selectOption("503-twice");
    await page.getByText("It is so from the next call on.").waitFor();
    await page.getByRole("button", { name: "Next" }).click();
    await page.locator("#page-position", { hasText: "Page 2 of" }).waitFor();
    await listIsThere(page);
    await page.locator("#hood-calls summary", { hasText: "3 attempts" }).first().click();
    await sandbox.control.faults();
  }],
  connection: ["#/customers", async (page) => {
    await listIsThere(page);
    await page.locator("#connection-open").click();
    await page.locator("#connection[open]").waitFor();
  }],
};

for (const [name, [hash, lead]] of Object.entries(SCENES)) {
  test(`pictures of ${name}`, async () => {
    const page = await openPage(browser, `${sandbox.url}/${hash}`, { wait: false, reducedMotion: "reduce", width: 1440 });
    await lead(page);
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme });
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 900 });
        const picture = await page.screenshot({ path: path.join(FOLDER, `${name}-${width}-${colorScheme}.png`), fullPage: name !== "connection" && name !== "hood" });
        assert.ok(picture.length > 10_000, "there is something to see");
      }
    }
    assert.deepEqual(page.record.errors.filter((error) => !ASKED_FOR.test(error)), []);
    assert.deepEqual(page.record.violations, []);
    await page.context().close();
  });
}
