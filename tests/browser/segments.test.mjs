// A segment: its assignments in pages, one assigned by hand, one taken out, and what is said when that fails.

import assert from "node:assert/strict";
import { after, afterEach, before } from "node:test";
import { closeBrowsers, field, hasFocus, said, summaryItems, walk } from "./support.mjs";
import { assignmentsOf, faultAt, openSegment, shows, startSandbox } from "./segments-support.mjs";

let sandbox;
let page;

before(async () => {
  sandbox = await startSandbox();
});
afterEach(async () => {
  await page?.context().close();
  await sandbox.control.reset();
});
after(() => sandbox?.kill());
closeBrowsers();

const names = () => page.locator("tbody .name").allTextContents();
const count = (number, one = "assignment") => shows(page, "#assignments-count", `${number} ${one}s`);
const ready = () => page.locator("#list[data-state=ready]:not([aria-busy])").waitFor();
const assign = () => page.locator("#assignment-form [type=submit]").click();
const row = (id) => page.locator(`tr[data-key*='"${id}"']`);

walk("a segment is asked for, and its assignments are shown in pages and by kind", async (browser) => {
  const service = assignmentsOf(sandbox.url);
  page = await openSegment(browser, sandbox.url, { hash: "#/segments", ready: false });
  await page.getByRole("link", { name: "newsletter" }).waitFor();
  assert.deepEqual(await page.locator("datalist option").evaluateAll((options) => options.map(({ value }) => value)), ["vip", "newsletter"]);
  await page.getByRole("button", { name: "Show the segment" }).click();
  assert.equal(await faultAt(field(page, "segment")), "Enter the id of the segment.");
  await field(page, "segment").fill("vip");
  await field(page, "segment").press("Enter");
  const total = await service.count();
  await count(total);
  const first = await names();
  assert.equal(first.length, 10);
  const dates = await page.locator("tbody time").evaluateAll((times) => times.map(({ dateTime }) => dateTime));
  assert.deepEqual(dates, [...dates].sort().reverse(), "newest first");

  await page.getByRole("button", { name: "Next" }).click();
  await page.locator("#page-position", { hasText: "Page 2" }).waitFor();
  await ready();
  assert.match(page.url(), /#\/segments\/vip\?page=2$/);
  await page.goBack();
  await page.locator("#page-position", { hasText: "Page 1" }).waitFor();
  await ready();
  assert.deepEqual(await names(), first);

  await page.locator('[name="type"]').selectOption("AUTOMATIC");
  await count(await service.count("&q=assignmentType:AUTOMATIC"));
  await ready();
  assert.deepEqual([...new Set(await page.locator("tbody .kind").allTextContents())], ["Automatic"]);
  await page.reload();
  await ready();
  assert.equal(await page.locator('[name="type"]').inputValue(), "AUTOMATIC");
  await page.locator('[name="type"]').selectOption("");
  await page.getByLabel("Per page").selectOption("50");
  await page.locator("tbody tr").nth(11).waitFor();
  await ready();

  const [business] = await service.list("&q=legalEntity.name:exists");
  const shown = page.locator("tbody tr", { has: page.locator(".entity", { hasText: business.legalEntity.name }) }).first();
  assert.ok((await shown.locator(".entity").innerText()).includes(business.legalEntity.id));
  assert.equal(await shown.locator("a.open").getAttribute("href"), `#/customers/${encodeURIComponent(await shown.locator("td code").first().innerText())}`);
  await page.locator("#hood-toggle").click();
  await page.locator("#hood-calls code", { hasText: "segment.list" }).first().waitFor();
  assert.deepEqual([page.record.errors, page.record.violations, page.record.dialogs], [[], [], []]);
});

walk("the keyboard alone assigns a customer", async (browser, kind) => {
  page = await openSegment(browser, sandbox.url);
  const id = `by-hand-${kind}`;
  for (let steps = 0; !(await hasFocus(field(page, "customerId"))); steps += 1) {
    assert.ok(steps < 60, "the field can be reached");
    await page.keyboard.press("Tab");
  }
  await page.keyboard.type(` ${id} `);
  await page.keyboard.press("Tab");
  await page.keyboard.type("LE-1");
  await page.keyboard.press("Enter");
  await shows(page, "#assignment-done", `${id} is assigned to vip.`);
  await said(page, `${id} is assigned to vip.`);
  await page.locator("tr.is-new .new").waitFor();
  const row = page.locator("tr.is-new");
  assert.ok((await row.innerText()).includes("LE-1"));
  assert.ok(await hasFocus(field(page, "customerId")), "ready for the next one");
  assert.equal(await field(page, "customerId").inputValue(), "");
  assert.ok(await assignmentsOf(sandbox.url).has(id));

  await page.keyboard.type(id);
  await page.keyboard.press("Tab");
  await page.keyboard.type("LE-1");
  await page.keyboard.press("Enter");
  await shows(page, "#assignment-done", `${id} was in vip already; the assignment was written anew.`);
  assert.deepEqual(page.record.errors, []);
});

walk("whom somebody assigns from another page of the list is shown", async (browser, kind) => {
  page = await openSegment(browser, sandbox.url, { hash: "#/segments/vip?page=2&type=MANUAL" });
  await field(page, "customerId").fill(`from-page-two-${kind}`);
  await assign();
  await page.locator("tr.is-new", { hasText: `from-page-two-${kind}` }).waitFor();
  assert.match(page.url(), /#\/segments\/vip$/);
});

walk("an id that no address can hold is assigned and taken out all the same", async (browser, kind) => {
  page = await openSegment(browser, sandbox.url);
  const id = `a/${kind}`;
  await field(page, "customerId").fill(id);
  await assign();
  await shows(page, "#assignment-done", `${id} is assigned to vip.`);
  await page.locator("tr.is-new").getByRole("button", { name: `Remove ${id}` }).click();
  await page.getByRole("button", { name: "Do it now" }).click();
  await row(id).waitFor({ state: "detached" });
  assert.equal(await assignmentsOf(sandbox.url).has(id), false);
});

const ASSIGNMENT = "**/segments/vip/customers/*";
const refusal = (code, more = {}) => ({ status: code, json: { code, status: "Refused", message: "No.", ...more } });

walk("what the service says of the ids stands at the fields, and nothing typed is lost", async (browser) => {
  page = await openSegment(browser, sandbox.url);
  await assign();
  assert.deepEqual(await summaryItems(page, "assignment-summary"), ["Enter the customer's id."]);
  assert.equal(await faultAt(field(page, "customerId")), "Enter the customer's id.");

  await field(page, "customerId").fill("C-1");
  await field(page, "legalEntityId").fill("LE-1");
  for (const [answer, name, words] of [
    [refusal(404), "customerId", "The service does not know this customer with this legal entity. Check both ids."],
    [refusal(409), "customerId", "Somebody else changed this assignment just now. Look at it in the list before you assign the customer again."],
    [refusal(400), "customerId", "The service does not take this id. It said: No."],
    [refusal(400, { details: { field: "legalEntityId", type: "unknown", message: "Closed." } }), "legalEntityId", "Closed."],
  ]) {
    await page.route("**/segments/vip/customers/*/*", (route) => route.fulfill(answer), { times: 1 });
    await assign();
    await page.locator("#assignment-summary li", { hasText: words }).waitFor();
    assert.equal(await faultAt(field(page, name)), words);
    assert.equal(await field(page, "customerId").inputValue(), "C-1");
    assert.equal(await field(page, "legalEntityId").inputValue(), "LE-1");
    assert.ok(await page.locator("#assignment-summary").evaluate((box) => box === document.activeElement), "the summary has the focus");
  }
  await field(page, "legalEntityId").fill("");
  await page.route(ASSIGNMENT, (route) => route.fulfill(refusal(404)), { times: 1 });
  await assign();
  await page.locator("#assignment-summary li", { hasText: "The service does not know this customer. Check the id." }).waitFor();
});

walk("a call that fails is said above the form, and goes through when all is well again", async (browser, kind) => {
  page = await openSegment(browser, sandbox.url);
  const id = `patient-${kind}`;
  await field(page, "customerId").fill(id);
  const path = "/customer-segment/*";
  const unsure = "It is not certain whether the customer was assigned. Assigning again does no harm.";
  for (const [fault, ...words] of [
    [{ fault: "status", value: 401 }, "The access token is not accepted."],
    [{ fault: "status", value: 403 }, "This token is not allowed to do that."],
    [{ fault: "status", value: 429, retryAfter: "0" }, "The service asks for a pause."],
    [{ fault: "status", value: 503 }, "The service has a problem.", unsure],
    [{ fault: "reset", value: "before" }, "The service can't be reached.", unsure],
    [{ fault: "html", code: 502 }, "The service has a problem."],
  ]) {
    await sandbox.control.faults({ method: "PUT", path, ...fault });
    await assign();
    const item = page.locator("#assignment-summary li", { hasText: words[0] });
    await item.waitFor();
    for (const each of [...words, "What you typed is still here."]) assert.ok((await item.innerText()).includes(each), `${each} in ${await item.innerText()}`);
    assert.equal(await field(page, "customerId").inputValue(), id);
    assert.equal(await field(page, "customerId").getAttribute("aria-invalid"), null);
  }
  await sandbox.control.faults();
  await assign();
  await shows(page, "#assignment-done", new RegExp(`^${id} `));
});

walk("an assignment is taken out after a while in which that can be undone", async (browser, kind) => {
  const service = assignmentsOf(sandbox.url);
  const id = `leaving-${kind}`;
  await service.put(id);
  page = await openSegment(browser, sandbox.url);
  const button = row(id).getByRole("button");
  await row(id).getByRole("button", { name: `Remove ${id}` }).click();
  await page.locator(".later", { hasText: `${id} is taken out of vip.` }).waitFor();
  await said(page, "You can still undo it.");
  assert.equal(await button.innerText(), "On its way out");
  assert.equal(await button.getAttribute("aria-disabled"), "true");
  assert.ok(await hasFocus(button), "the focus stays");
  assert.match(await row(id).getAttribute("class"), /is-leaving/);
  await button.press("Enter");
  assert.equal(await page.locator(".later").count(), 1, "it is not removed twice");

  // It stays so when the list is loaded anew, and in a view that is opened anew.
  await page.locator('[name="type"]').selectOption("MANUAL");
  await page.locator(".later").hover();
  await page.evaluate(() => (location.hash = "#/segments/newsletter"));
  await page.getByRole("heading", { name: "Segment newsletter" }).waitFor();
  await page.evaluate(() => (location.hash = "#/segments/vip"));
  await page.locator(".is-leaving", { hasText: id }).waitFor();
  await page.getByRole("button", { name: "Undo" }).click();
  await row(id).and(page.locator(":not(.is-leaving)")).waitFor();
  await row(id).getByRole("button", { name: `Remove ${id}` }).waitFor();
  assert.ok(await service.has(id), "nothing was sent");

  await row(id).getByRole("button").click();
  await page.getByRole("button", { name: "Do it now" }).click();
  await row(id).waitFor({ state: "detached" });
  await said(page, `${id} is no longer in vip.`);
  assert.equal(await service.has(id), false);
  assert.deepEqual(page.record.errors, []);
});

walk("an assignment whose removal fails can be tried again, or left", async (browser, kind) => {
  const service = assignmentsOf(sandbox.url);
  const id = `stubborn-${kind}`;
  await service.put(id);
  page = await openSegment(browser, sandbox.url);
  await sandbox.control.faults({ method: "DELETE", path: "/customer-segment/*", fault: "status", value: 403 });
  await row(id).getByRole("button").click();
  await page.getByRole("button", { name: "Do it now" }).click();
  await page.locator(".later.failed", { hasText: "This token is not allowed to do that." }).waitFor();
  assert.match(await row(id).getAttribute("class"), /is-leaving/);
  await page.getByRole("button", { name: "Leave it" }).click();
  await row(id).and(page.locator(":not(.is-leaving)")).waitFor();
  assert.ok(await service.has(id));
});

walk("a list that fails says why and comes back, also when the service was gone", async (browser) => {
  page = await openSegment(browser, sandbox.url);
  const notice = page.locator("#list-notice h3");
  for (const [fault, title] of [
    [{ fault: "status", value: 401 }, "The access token is not accepted"],
    [{ fault: "status", value: 403 }, "This token is not allowed to do that"],
    [{ fault: "status", value: 404 }, "There is no segment vip"],
    [{ fault: "status", value: 429, retryAfter: "0" }, "The service asks for a pause"],
    [{ fault: "status", value: 503 }, "The service has a problem"],
    [{ fault: "truncate-json" }, "The answer can't be read"],
  ]) {
    await sandbox.control.faults({ method: "GET", path: "/customer-segment/*", ...fault });
    await page.locator('[name="type"]').selectOption("MANUAL");
    await page.locator("#list-notice h3", { hasText: title }).waitFor();
    await sandbox.control.faults();
    await page.getByRole("button", { name: "Try again" }).click();
    await ready();
    await page.locator('[name="type"]').selectOption("");
    await ready();
  }
  const { port } = sandbox;
  await sandbox.kill();
  await page.getByRole("button", { name: "Next" }).click();
  await notice.getByText("The service can't be reached").waitFor();
  sandbox = await startSandbox({ port });
  await page.getByRole("button", { name: "Try again" }).click();
  await page.locator("#page-position", { hasText: "Page 2" }).waitFor();
});

walk("an id that no segment has is said where it is asked for", async (browser) => {
  page = await openSegment(browser, sandbox.url, { hash: "#/segments/a%2Fb", ready: false });
  await page.locator("#segment-summary li").waitFor();
  assert.match((await summaryItems(page, "segment-summary"))[0], /^No segment has this id\./);
  assert.equal(await field(page, "segment").inputValue(), "a/b");
  await field(page, "segment").fill("none-yet");
  await page.getByRole("button", { name: "Show the segment" }).click();
  await page.getByRole("heading", { name: "Nobody is assigned yet" }).waitFor();
  assert.deepEqual(page.record.errors, []);
});

walk("odd assignments hide no others, and what is markup is text", async (browser) => {
  page = await openSegment(browser, sandbox.url);
  const odd = [{ customer: { id: "fine" } }, null, "text", {}, { customer: 5, legalEntity: "x", assignmentType: 7, metadata: [] }, { customer: { customerId: "other-name", firstName: "<img src=x onerror=alert(1)>" }, assignmentType: "STRANGE" }, { customer: { id: "C" }, legalEntity: { name: "Nameless id" } }];
  await page.route("**/segments/vip/customers?*", (route) => route.fulfill({ json: odd, headers: { "x-total-count": String(odd.length) } }));
  await page.locator('[name="type"]').selectOption("MANUAL");
  await page.locator("tbody .name", { hasText: "<img src=x onerror=alert(1)>" }).waitFor();
  assert.deepEqual(await names(), ["fine", "No name", "No name", "No name", "No name", "<img src=x onerror=alert(1)>", "C"]);
  assert.equal(await page.locator("#list").getByRole("button").count(), 2, "what cannot be told apart cannot be removed");
  assert.ok(!(await page.locator("#list").innerText()).includes("[object"));
  assert.deepEqual([page.record.dialogs, page.record.errors], [[], []]);
});
