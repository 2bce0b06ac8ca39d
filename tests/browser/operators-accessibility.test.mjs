// What everybody needs of the operators: axe-core finds nothing, and they fit narrow screens and large text.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { axeFindsNothing, nothingScrollsSideways } from "./everybody.mjs";
import { launch, listIsThere, openPage, startSandbox } from "./support.mjs";

let sandbox;
let browser;

before(async () => {
  sandbox = await startSandbox();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await sandbox?.kill();
});

const LONG = "Donaudampfschifffahrtsgesellschaft".repeat(3);

/** The states a person sees: the address, and what leads there. */
const SCENES = {
  "the list": ["", listIsThere],
  "the list with filters open": [
    `?search=${LONG.slice(0, 60)}&types=CPO,Business&ids=1001,1002&ownerId=1001&createdFrom=2024-01-01`,
    async (page) => {
      await page.locator("#operator-search summary").click();
      await page.locator("#list:not([aria-busy])").waitFor();
    },
  ],
  "the list with wrong filters": [
    "?ids=x&ownerId=1.5&createdFrom=2026-02-02&createdTo=2026-02-01",
    async (page) => {
      await page.locator("#filter-summary").waitFor();
      await page.locator("#list .notice h3").waitFor();
    },
  ],
  "the list that failed": ["?x=fail", (page) => page.locator("#list .notice h3").waitFor()],
  "the details": [
    "/1010",
    async (page) => {
      await page.locator(".operator-groups").waitFor();
      await page.locator('[data-act="reveal"]').first().click();
    },
  ],
  "details of long words": ["/77", (page) => page.locator(".operator-groups").waitFor()],
  "details that nobody knows": ["/99999", (page) => page.locator("#operator-notice").waitFor()],
  "the tree": ["?view=tree&open=1001,1005,1017,1057", (page) => page.locator(".node .node .node .node .node").first().waitFor()],
  "the tree with a failure": [
    "?view=tree&open=1001",
    async (page) => {
      await page.locator(".node .node").first().waitFor();
      await page.route("**/v2/customers*", (route) => route.fulfill({ status: 403, json: {} }));
      await page.locator(".node .node .node-toggle").first().click();
      await page.locator(".branch-failure").waitFor();
    },
  ],
};

async function scene(name) {
  const [query, lead] = SCENES[name];
  const page = await openPage(browser, "about:blank", { wait: false, reducedMotion: "reduce" });
  if (query.includes("fail")) await page.route("**/v2/customers*", (route) => route.fulfill({ status: 401, json: {} }));
  if (query === "/77") {
    const all = (...names) => Object.fromEntries(names.map((each) => [each, LONG]));
    const reference = { id: 1, name: LONG };
    const customer = { id: 77, ...all("name", "externalId", "type", "createdAt"), owner: reference, cpo: reference, contactDetails: all("name", "email"), payoutInformation: all("iban", "bankAccount"), locations: Array.from({ length: 99 }, (_, at) => 20_000 + at) };
    await page.route("**/v2/customers*", (route) => route.fulfill({ json: { data: [customer], count: 1, limit: 1, offset: 0 } }));
  }
  await page.goto(`${sandbox.url}/#/operators${query}`);
  await lead(page);
  return page;
}

const PARTS = ".list, .list td, .list th, .tree, .node-row, .operator-card, .search, .filter-chips";
const SIZES = [[360, 100], [360, 200], [820, 100], [820, 200], [1280, 200], [1920, 100]];

for (const name of Object.keys(SCENES)) {
  test(`axe-core finds nothing in ${name} of the operators, light and dark, on a desk and on a phone`, async () => {
    const page = await scene(name);
    await axeFindsNothing(page, [1280, 390]);
    await page.context().close();
  });

  test(`nothing scrolls sideways in ${name} of the operators, at 360 px and with text of twice the size`, async () => {
    const page = await scene(name);
    await nothingScrollsSideways(page, PARTS, SIZES);
    await page.context().close();
  });
}
