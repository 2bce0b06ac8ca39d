// The operators when something is wrong: with the service, with the connection, with what it answers.

import assert from "node:assert/strict";
import { after, afterEach, before } from "node:test";
import { startSandbox } from "../sandbox.mjs";
import { closeBrowsers, hasFocus, listIsThere, openPage, said, startProxy, walk } from "./support.mjs";

let sandbox;
let page;

before(async () => {
  sandbox = await startSandbox({ seed: 25, control: true });
});
afterEach(async () => {
  await page?.context().close();
  await sandbox.control.reset();
});
closeBrowsers();
after(() => sandbox?.kill());

async function open(browser, hash, options) {
  page = await openPage(browser, `${sandbox.url}${hash}`, { wait: false, ...options });
}

const notice = (title) => page.locator("#stage .notice", { has: page.getByRole("heading", { name: title }) });
const spirii = (rule) => sandbox.control.faults({ method: "GET", path: "/v2/customers", ...rule });
/** Longer than the client's own attempts. */
const FAULTS = [
  ["401", { fault: "status", value: 401 }, "The API key is not accepted", true],
  ["403", { fault: "status", value: 403 }, "This key is not allowed to do that", true],
  ["429", { fault: "status", value: 429, retryAfter: "0" }, "The service asks for a pause", false],
  ["503", { fault: "status", value: 503 }, "The service has a problem", false],
  ["reset", { fault: "reset", value: "before" }, "The service can't be reached", false],
  ["half", { fault: "truncate-json" }, "The answer can't be read", true],
];

for (const [name, rule, title, settings] of FAULTS) {
  walk(`the list and the details say what ${name} means, and go on where they were`, async (browser) => {
    await open(browser, "/#/operators?search=nord&sort=name");
    await listIsThere(page);
    await spirii(rule);
    await page.getByLabel("Company", { exact: true }).check();
    await page.locator("#operator-search .search-button").click();
    await notice(title).waitFor();
    await said(page, title);
    assert.equal(await notice(title).getByRole("button", { name: "Connection settings" }).count(), settings ? 1 : 0);
    assert.equal(await page.locator('[name="search"]').inputValue(), "nord", "the filters stay");
    await sandbox.control.faults();
    await notice(title).getByRole("button", { name: "Try again" }).press("Enter");
    await listIsThere(page);
    assert.ok(await hasFocus(page.locator("#operators")));

    await page.locator("#list").getByRole("link", { name: /^Nordlicht/ }).first().waitFor();
    await spirii(rule);
    await page.goto(`${sandbox.url}/#/operators/1005`);
    await notice(title).waitFor();
    await sandbox.control.faults();
    await notice(title).getByRole("button", { name: "Try again" }).press("Enter");
    await page.getByRole("heading", { name: "Nordlicht Ladepark DE 1005" }).waitFor();
    assert.ok(await hasFocus(page.locator("#operator")));
  });
}

walk("two failures are mended by the client itself", async (browser) => {
  await spirii({ fault: "status", value: 503, times: 2 });
  await open(browser, "/#/operators");
  await listIsThere(page);
});

walk("a sandbox that dies and comes back is found again", async (browser) => {
  const own = await startSandbox({ seed: 5 });
  const { port } = own;
  let again;
  try {
    page = await openPage(browser, `${own.url}/#/operators?types=CPO`, { wait: false });
    await listIsThere(page);
    await own.kill();
    await page.getByRole("columnheader", { name: "Name" }).getByRole("button").click();
    await notice("The service can't be reached").waitFor();
    again = await startSandbox({ port, seed: 5 });
    await page.getByRole("button", { name: "Try again" }).click();
    await listIsThere(page);
    assert.equal(await page.locator("#list tbody tr").count(), 4);
  } finally {
    await own.kill();
    await again?.kill();
  }
});

walk("a connection that is cut is told at a node of the tree, and mended there", async (browser) => {
  const proxy = await startProxy(sandbox.port);
  try {
    page = await openPage(browser, `${proxy.url}/#/operators?view=tree`, { wait: false });
    const toggle = page.getByRole("button", { name: "Owned by Havblik Boligforening Operator 1001" });
    await toggle.waitFor();
    proxy.cut = true;
    await toggle.click();
    const failure = page.locator(".branch-failure");
    await failure.getByText("The service can't be reached.").waitFor();
    await said(page, "What Havblik Boligforening Operator 1001 owns could not be loaded.");
    assert.equal(await page.locator(".node").count(), 4, "the others stay");
    proxy.cut = false;
    await failure.getByRole("button", { name: "Try again" }).press("Enter");
    await page.getByRole("button", { name: "Owned by Fjordlading NO 1013" }).waitFor();
    assert.ok(await hasFocus(page.getByRole("button", { name: "Owned by Fjordlading NO 1013" })));
    assert.equal(await failure.count(), 0);
  } finally {
    proxy.stop();
  }
});

/** Begins with this connection in place of the sandbox's own. */
async function connected(browser, hash, settings) {
  page = await openPage(browser, "about:blank", { wait: false });
  await page.addInitScript((given) => sessionStorage.setItem("commerce-customers.connection", JSON.stringify({ baseUrl: location.origin, tenant: "acme", ...given })), settings);
  await page.goto(sandbox.url + hash);
}

walk("without a key it is said that there is none, in the list, in the tree and in the details", async (browser) => {
  for (const hash of ["/#/operators", "/#/operators/1001", "/#/operators?view=tree"]) {
    await connected(browser, hash, {});
    const at = hash.endsWith("tree") ? page.locator(".branch-failure") : notice("No API key was given");
    await at.getByText("No API key was given").waitFor();
    assert.equal(await at.getByRole("button", { name: "Try again" }).count(), 0);
    await at.getByRole("button", { name: "Connection settings" }).click();
    await page.locator('[name="spirii.baseUrl"]').fill(sandbox.url);
    await page.locator('[name="spirii.apiKey"]').fill("sandbox-key");
    await page.getByRole("button", { name: "Connect", exact: true }).click();
    await page.getByText("Havblik Boligforening Operator 1001").or(page.locator('#list[data-state="ready"]')).first().waitFor();
    await page.context().close();
  }
  await open(browser, "/#/operators");
});

walk("a key that may not filter by owners is told why", async (browser) => {
  await open(browser, "/#/operators");
  await listIsThere(page);
  await page.locator("#connection-open").click();
  await page.locator('[name="spirii.apiKey"]').fill("sandbox-read");
  await page.getByRole("button", { name: "Connect", exact: true }).click();
  await listIsThere(page);
  await page.goto(`${sandbox.url}/#/operators?ownerId=1001`);
  await notice("This key is not allowed to do that").getByText("Query parameter 'ownerId': this key has no permission to filter by it").waitFor();
  await page.getByRole("link", { name: "Tree" }).click();
  await page.getByRole("button", { name: "Owned by Havblik Boligforening Operator 1001" }).click();
  await page.locator(".branch-failure", { hasText: "This key is not allowed to do that. Only keys of owners and operators may" }).waitFor();
});

const HOSTILE = '<img src=x onerror=alert(1)>"\u202e';
/** Answers this in place of the sandbox. */
const answer = (data, more = {}) => page.route("**/v2/customers*", (route) => route.fulfill({ json: { data, count: data.length, limit: 50, offset: 0 }, ...more }));

walk("a hostile name is text everywhere", async (browser) => {
  page = await openPage(browser, "about:blank", { wait: false });
  const reference = { id: 7, name: HOSTILE };
  const details = Object.fromEntries(["name", "email", "phone", "iban", "bankAccount", "language", "currency", "city"].map((name) => [name, HOSTILE]));
  await answer([{ id: 8, name: HOSTILE, externalId: HOSTILE, country: HOSTILE, type: HOSTILE, owner: reference, cpo: reference, contactDetails: details, billingDetails: details, payoutInformation: details, financialSetup: details, locations: [HOSTILE], createdAt: HOSTILE }]);
  await page.goto(`${sandbox.url}/#/operators?search=${encodeURIComponent(HOSTILE)}&ownerId=7&types=${encodeURIComponent("<b>")}`);
  await notice("The filters need a correction").waitFor();
  await page.goto(`${sandbox.url}/#/operators?search=${encodeURIComponent(HOSTILE)}&ownerId=7`);
  await listIsThere(page);
  await page.locator("#filters-in-use", { hasText: `Below ${HOSTILE} (7)` }).waitFor();
  await page.locator("#list tbody .open").click();
  await page.locator(".operator-groups").waitFor();
  for (const reveal of await page.locator('[data-act="reveal"]').all()) await reveal.click();
  assert.ok((await page.locator(".operator-groups").textContent()).includes(HOSTILE));
  await page.goto(`${sandbox.url}/#/operators?view=tree`);
  await page.getByRole("button", { name: "Look for others" }).waitFor();
  assert.equal(await page.locator("#stage img, #stage b").count(), 0);
  assert.deepEqual(page.record.dialogs, []);
  assert.deepEqual(page.record.errors, []);
  assert.deepEqual(page.record.violations, []);
});

const FIELDS = ["id", "name", "externalId", "country", "type", "contactDetails", "billingDetails", "payoutInformation", "financialSetup", "billingSettings", "cpo", "owner", "locations", "createdAt", "updatedAt"];
const ODD = [{ id: 1, name: "Fine" }, null, 5, "text", [], {}, ...[null, 5, true, {}, [], "", "odd", [null]].map((value) => Object.fromEntries(FIELDS.map((name) => [name, value])))];

walk("odd customers hide no others, in the list and in the tree", async (browser) => {
  page = await openPage(browser, "about:blank", { wait: false });
  await answer(ODD);
  await page.goto(`${sandbox.url}/#/operators?size=25`);
  await listIsThere(page);
  const names = await page.locator("#list tbody .name").allTextContents();
  assert.equal(names.length, ODD.length);
  assert.deepEqual(names.slice(0, 6), ["Fine", "No name", "No name", "No name", "No name", "No name"]);
  assert.ok(!(await page.locator("#stage").innerText()).includes("[object"));
  await page.goto(`${sandbox.url}/#/operators?view=tree`);
  await page.locator(".node", { hasText: "Fine" }).waitFor();
  assert.equal(await page.locator(".node").count(), ODD.length);
  // It answers itself and the others again: a circle ends.
  await page.getByRole("button", { name: "Owned by Fine" }).click();
  await page.locator(".node .node", { hasText: "Stands above already" }).waitFor();
  assert.deepEqual(page.record.errors, []);
});

walk("a customer without anything has details too", async (browser) => {
  page = await openPage(browser, "about:blank", { wait: false });
  for (const rest of [{}, ...[null, 5, {}, [], "odd"].map((value) => Object.fromEntries(FIELDS.map((name) => [name, value])))]) {
    await page.unrouteAll();
    await answer([null, { ...rest, id: 3 }]);
    await page.goto("about:blank");
    await page.goto(`${sandbox.url}/#/operators/3`);
    await page.locator(".operator-groups").waitFor();
    assert.ok(!(await page.locator("#stage").innerText()).includes("[object"), JSON.stringify(rest));
  }
  await page.unrouteAll();
  await answer([null]);
  await page.goto("about:blank");
  await page.goto(`${sandbox.url}/#/operators/3`);
  await notice("There is no customer 3").waitFor();
  assert.deepEqual(page.record.errors, []);
});

walk("a service that does not count, and one that tells no limits", async (browser) => {
  page = await openPage(browser, "about:blank", { wait: false });
  await page.route("**/v2/customers*", (route) => route.fulfill({ json: { data: Array.from({ length: 10 }, (_, at) => ({ id: at + 1, name: `No ${at + 1}` })) } }));
  await page.goto(`${sandbox.url}/#/operators`);
  await listIsThere(page);
  assert.equal(await page.locator("#page-position").textContent(), "Page 1");
  assert.equal(await page.getByRole("button", { name: "Next" }).getAttribute("aria-disabled"), "false");
  assert.ok(await page.locator("#rate").isHidden());
});

walk("wrong filters of the address are told also when what binds forms comes last", async (browser) => {
  page = await openPage(browser, "about:blank", { wait: false });
  let release;
  const held = new Promise((resolve) => {
    release = resolve;
  });
  await page.route("**/forms/index.js", async (route) => {
    await held;
    await route.continue();
  });
  // In Firefox the page counts as loaded only when all that it fetches is there.
  await page.goto(`${sandbox.url}/#/operators?ownerId=abc`, { waitUntil: "commit" });
  await notice("The filters need a correction").waitFor();
  release();
  await page.locator("#filter-summary li").waitFor();
});
