// Many at once: what is said of the lines before anything is sent, what becomes of them, and what stops them half-way.

import assert from "node:assert/strict";
import { after, afterEach, before } from "node:test";
import { closeBrowsers, hasFocus, said, startProxy, walk } from "./support.mjs";
import { assignmentsOf, faultAt, openSegment, saved, shows, startPicky, startSandbox } from "./segments-support.mjs";

let sandbox;
let page;
/** A segment of each test's own. */
let segment;
let service;
let tests = 0;
/** What stands between the page and the sandbox in this test. */
let door;

before(async () => {
  sandbox = await startSandbox();
});
afterEach(async () => {
  await page?.context().close();
  // A door that stays open would keep the tests from ending.
  door?.stop();
  door = undefined;
  await sandbox.control.reset();
});
after(() => sandbox?.kill());
closeBrowsers();

async function openBulk(browser, { url = sandbox.url, ...options } = {}) {
  tests += 1;
  segment = `bulk-${tests}`;
  service = assignmentsOf(sandbox.url, segment);
  page = await openSegment(browser, url, { hash: `#/segments/${segment}`, ...options });
}

const lines = () => page.locator("#bulk-lines");
const send = (words) => page.locator("#bulk-send:not([aria-busy])", { hasText: new RegExp(`^${words}$`) });
const outcome = (words) => shows(page, ".outcome h4", words);
const counted = (kind, words) => shows(page, `.count-${kind}`, words);
const rowsOf = (kind) => page.locator(`.lines-${kind} tbody tr`);
const cells = (kind) => rowsOf(kind).evaluateAll((rows) => rows.map((row) => [...row.cells].map((cell) => [...cell.children].slice(1).map((part) => part.textContent).join(""))));
const ids = (count, from = 0) => Array.from({ length: count }, (_, index) => `C-${index + from}`);
const progress = (words) => shows(page, ".run-told", words);

walk("a thousand lines of which five are wrong and three unknown to the service", async (browser) => {
  const unknown = ["C-5", "C-500", "C-999"];
  door = await startPicky(sandbox.url, unknown);
  await openBulk(browser, { url: door.url });
  const text = ["Legal entity ID;Customer ID;Name", ...ids(1000).map((id, index) => `${index % 10 ? "" : `LE-${index}`};${id};x`)];
  for (const line of [10, 20, 30]) text[line] = "LE-9;;x";
  text[40] = ';"C-39;x';
  text[50] = ';"C-49"!;x';
  text[61] = text[60];
  text.splice(5, 0, "", ";;");
  await lines().fill(text.join("\r\n"));
  await counted("fine", "994 lines are fine");
  await counted("wrong", "5 lines are wrong and will not be sent");
  await counted("repeated", "1 line is there already and is sent once: line 64 repeats line 63");
  await said(page, "994 lines are fine. 5 lines are wrong and will not be sent.");
  await page.getByText("Read as CSV with semicolons and a header line. Left out: Name.").waitFor();
  const missing = "customerId: Enter the customer id.";
  assert.deepEqual(await cells("wrong"), [
    ["13", "LE-9;;x", missing], ["23", "LE-9;;x", missing], ["33", "LE-9;;x", missing],
    ["43", ';"C-39;x', "A quotation mark is opened and never closed. Close it, or write it twice where it belongs to the text."],
    ["53", ';"C-49"!;x', "Something stands behind a closing quotation mark. Put the whole field in quotation marks, and write those in it twice."],
  ]);
  assert.ok((await saved(page, "Download the wrong lines")).startsWith(`line,text,problem\r\n13,"LE-9;;x",${missing}\r\n`));
  assert.equal(await service.count(), 0, "nothing is sent yet");

  await send("Assign 994 customers").click();
  await outcome("991 of 994 customers are assigned.");
  await shows(page, ".outcome p", "3 failed.");
  await said(page, "991 of 994 customers are assigned. 3 failed.");
  const words = (id) => `404 – =The customer "${id}" is not known.`;
  assert.deepEqual(await cells("failed"), [["9", "C-5", "", words("C-5")], ["504", "C-500", "LE-500", words("C-500")], ["1003", "C-999", "", words("C-999")]]);
  const csv = await saved(page, "Download the failed lines");
  assert.equal(csv, `line,customerId,legalEntityId,code,message\r\n9,C-5,,404,"'=The customer ""C-5"" is not known."\r\n504,C-500,LE-500,404,"'=The customer ""C-500"" is not known."\r\n1003,C-999,,404,"'=The customer ""C-999"" is not known."\r\n`);
  await shows(page, "#assignments-count", "991 assignments");
  assert.equal(await service.count(), 991);
  assert.equal((await lines().inputValue()).split("\n").length, text.length, "what was pasted stays");

  unknown.length = 0;
  await page.getByRole("button", { name: "Try the failed ones again" }).click();
  await outcome("994 customers are assigned.");
  await shows(page, "#assignments-count", "994 assignments");
  assert.equal(await rowsOf("failed").count(), 0);
  assert.deepEqual([page.record.errors, page.record.violations], [[], []]);
});

walk("a line a JSON value, and a version that is not the current one", async (browser) => {
  await openBulk(browser);
  await service.put("stale");
  const text = ['{"customerId":"C-1","legalEntityId":"LE-1","mixins":{"a":{"b":1}},"name":"Ada"}', '"C-2"', '{"customerId":"stale","metadata":{"version":7}}', '{"customerId":""}', '{"customerId":"x","mixins":{"a":1}}', "C-3"];
  await lines().fill(text.join("\n"));
  await counted("fine", "3 lines are fine");
  await page.getByText("Read as NDJSON: one JSON value a line. Left out: name.").waitFor();
  assert.deepEqual((await cells("wrong")).map(([line, , problem]) => [line, problem]), [
    ["4", "customerId: Enter an id."],
    ["5", "mixins.a: Give an object with named fields."],
    ["6", 'This is no JSON. Write an object, such as {"customerId":"C-1"}, or an id in quotation marks.'],
  ]);
  // The messages follow the language.
  await page.locator("#language").selectOption("de");
  await page.locator(".lines-wrong", { hasText: "mixins.a: Übergeben Sie ein Objekt mit benannten Feldern." }).waitFor();
  await page.locator("#language").selectOption("en");
  await send("Assign 3 customers").click();
  await outcome("2 of 3 customers are assigned.");
  assert.deepEqual((await cells("failed")).map(([line, id, , words]) => [line, id, words]), [["3", "stale", "409 – The resource you are attempting to access has changed."]]);
  const [{ mixins }] = (await service.list()).filter(({ customer }) => customer.id === "C-1");
  assert.deepEqual(mixins, { a: { b: 1 } });

  await page.getByLabel("Format").selectOption("csv");
  await page.getByText("Read as CSV with commas and without a header line: customerId, then legalEntityId.").waitFor();
  await page.getByLabel("Format").selectOption("");
  await page.getByText("Read as NDJSON: one JSON value a line.").waitFor();
});

walk("many are removed, once that is sure", async (browser) => {
  await openBulk(browser);
  for (const id of ["C-1", "C-2"]) await service.put(id);
  await page.getByRole("button", { name: "Assign", exact: true }).last().click();
  assert.equal(await faultAt(lines()), "Paste lines or choose a file first.");
  assert.ok(await hasFocus(lines()));
  await lines().fill("C-1\nC-2,");
  await page.getByLabel(`Remove from ${segment}`).check();
  await send("Remove 2 customers").click();
  assert.equal(await page.locator("#question-heading").innerText(), "Remove 2 customers?");
  await page.getByRole("button", { name: "Keep them" }).click();
  assert.ok(await hasFocus(page.locator("#bulk-send")), "the focus is back");
  assert.equal(await service.count(), 2);
  await page.keyboard.press("Enter");
  await page.locator("#question").getByRole("button", { name: "Remove 2 customers" }).click();
  await outcome("2 customers are removed.");
  await page.getByRole("heading", { name: "Nobody is assigned yet" }).waitFor();
  assert.equal(await service.count(), 0);
});

walk("a run is cancelled in the middle, and what was not sent is told", async (browser) => {
  await openBulk(browser);
  await lines().fill(ids(1600).join("\n"));
  await sandbox.control.faults({ method: "PUT", path: "*/bulk", fault: "delay", value: 60_000, skip: 1 });
  await send("Assign 1,600 customers").click();
  await progress("200 of 1,600 done");
  assert.equal(await page.locator("progress").getAttribute("max"), "1600");
  assert.equal(await page.locator("progress").evaluate((bar) => bar.value), 200);
  assert.equal(await page.locator("#bulk-send").getAttribute("aria-busy"), "true");
  await page.locator("#bulk-send").click();
  const cancel = page.getByRole("button", { name: "Cancel" });
  await cancel.focus();
  await cancel.press("Enter");
  await outcome("200 of 1,600 customers are assigned.");
  await shows(page, ".outcome p", "800 were under way: it is not certain whether they were done. Trying again does no harm. 600 were not sent.");
  assert.ok(await hasFocus(page.locator("#run-heading")), "the focus is at what came of it");
  assert.equal(await rowsOf("failed").count(), 100);
  await shows(page, ".lines-failed .and-more", "and 1,300 more");
  const csv = (await saved(page, "Download the failed lines")).trim().split("\r\n");
  assert.equal(csv.length, 1401);
  assert.match(csv[1], /^\d+,C-\d+,,aborted,Not certain: Cancelled$/);
  assert.match(csv[1400], /^1600,C-1599,,aborted,Not sent$/);

  await sandbox.control.faults();
  await page.getByRole("button", { name: "Try the failed ones again" }).click();
  await outcome("1,600 customers are assigned.");
  assert.equal(await service.count(), 1600);
});

walk("the connection is lost in the middle", async (browser) => {
  door = await startProxy(sandbox.port);
  await openBulk(browser, { url: door.url });
  await lines().fill(ids(1200).join("\n"));
  // The first is answered; the others break, and meet a closed door when they are tried again.
  await sandbox.control.faults({ method: "PUT", path: "*/bulk", fault: "reset", value: "before", skip: 1 });
  await send("Assign 1,200 customers").click();
  await progress("200 of 1,200 done");
  door.cut = true;
  await sandbox.control.faults();
  await outcome("200 of 1,200 customers are assigned.");
  assert.match(await page.locator(".outcome").innerText(), /The service can't be reached\. Nothing answers at http:\/\/127\.0\.0\.1/);
  assert.ok((await cells("failed")).every(([, , , words]) => words === "Not certain: The service can't be reached"));
  assert.equal((await lines().inputValue()).split("\n").length, 1200, "what was pasted stays");
  door.cut = false;
  await sandbox.control.faults();
  await page.getByRole("button", { name: "Try the failed ones again" }).click();
  await outcome("1,200 customers are assigned.");
  assert.equal(await service.count(), 1200);
});

walk("whatever the service answers to all of them is said once and at each", async (browser) => {
  await openBulk(browser);
  await lines().fill("C-1\nC-2");
  for (const [fault, words, each] of [
    [{ fault: "status", value: 401 }, "The access token is not accepted.", "The access token is not accepted"],
    [{ fault: "status", value: 403 }, "This token is not allowed to do that.", "This token is not allowed to do that"],
    [{ fault: "status", value: 429, retryAfter: "0" }, "The service asks for a pause.", "The service asks for a pause"],
    [{ fault: "status", value: 503, retryAfter: "0" }, "The service has a problem.", "Not certain: The service has a problem"],
  ]) {
    await sandbox.control.faults({ method: "PUT", path: "*/bulk", ...fault });
    await send("Assign 2 customers").click();
    await page.locator(".outcome", { hasText: words }).waitFor();
    assert.deepEqual((await cells("failed")).map(([, , , said]) => said), [each, each]);
  }
  await sandbox.control.faults({ method: "PUT", path: "*/bulk", fault: "status", value: 401 });
  await page.getByRole("button", { name: "Try the failed ones again" }).click();
  await page.locator(".outcome", { hasText: "The access token is not accepted." }).waitFor();
  await page.locator("#run").getByRole("button", { name: "Connection settings" }).click();
  await page.locator("#connection[open]").waitFor();
});

walk("a service that was gone in the middle is sent the rest when it is back", async (browser) => {
  await openBulk(browser);
  await lines().fill(ids(400).join("\n"));
  await sandbox.control.faults({ method: "PUT", path: "*/bulk", fault: "delay", value: 60_000, skip: 1 });
  await send("Assign 400 customers").click();
  await progress("200 of 400 done");
  const { port } = sandbox;
  await sandbox.kill();
  await outcome("200 of 400 customers are assigned.");
  sandbox = await startSandbox({ port });
  await page.getByRole("button", { name: "Try the failed ones again" }).click();
  await outcome("400 customers are assigned.");
  assert.equal(await service.count(), 200, "those of before went with the sandbox");
});

const file = (name, text, mimeType = "text/csv") => ({ name, mimeType, buffer: typeof text === "string" ? Buffer.from(text) : text });

walk("a file is chosen or dropped, and what was pasted waits behind it", async (browser) => {
  await openBulk(browser);
  await lines().fill("pasted-1");
  await counted("fine", "1 line is fine");
  const input = page.locator("#bulk-file");
  await input.setInputFiles(file("vips.csv", "\uFEFFcustomerId\tnote\nC-1\tx\nC-2\t\n"));
  await counted("fine", "2 lines are fine");
  await page.getByText("Read as CSV with tabs and a header line. Left out: note.").waitFor();
  await page.locator(".chosen", { hasText: "vips.csv" }).waitFor();
  assert.ok(await lines().isHidden());
  await page.getByRole("button", { name: "Take the file away" }).click();
  await counted("fine", "1 line is fine");
  assert.equal(await lines().inputValue(), "pasted-1");
  assert.ok(await hasFocus(lines()));

  await input.setInputFiles(file("sixteen.csv", Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from("C-1\nC-2\nC-3", "utf16le")])));
  await counted("fine", "3 lines are fine");
  await input.setInputFiles(file("vips.xlsx", "PK\u0003\u0004…", "application/octet-stream"));
  await page.locator("#bulk-fault", { hasText: "vips.xlsx is no text. Save it as CSV in the program that made it, and choose that file." }).waitFor();
  await input.setInputFiles(file("latin.csv", Buffer.from("M\u00fcller", "latin1")));
  await page.locator("#bulk-fault", { hasText: "latin.csv is not in UTF-8" }).waitFor();
  await counted("fine", "3 lines are fine");

  const transfer = await page.evaluateHandle(() => {
    const data = new DataTransfer();
    data.items.add(new File(['"C-1"\n"C-2"\n"C-3"\n"C-4"'], "dropped.ndjson"));
    return data;
  });
  await page.locator("#bulk").dispatchEvent("dragenter", { dataTransfer: transfer });
  await page.locator("#bulk.is-over").waitFor();
  await page.locator("#bulk").dispatchEvent("drop", { dataTransfer: transfer });
  await page.locator("#bulk:not(.is-over) .chosen", { hasText: "dropped.ndjson" }).waitFor();
  await counted("fine", "4 lines are fine");
  await send("Assign 4 customers").click();
  await outcome("4 customers are assigned.");
});

walk("a hundred thousand lines do not freeze the page", async (browser) => {
  await openBulk(browser);
  await page.evaluate(() => {
    // The line comes and goes faster than a test looks.
    window.told = [];
    const line = document.querySelector(".bulk-progress");
    new MutationObserver(() => !line.hidden && window.told.push(line.textContent)).observe(line, { attributes: true, childList: true });
    window.longest = 0;
    let before = performance.now();
    setInterval(() => {
      window.longest = Math.max(window.longest, performance.now() - before);
      before = performance.now();
    });
  });
  const text = ids(100_000).map((id, index) => (index % 2 ? `${id},LE-1` : ",LE-1")).join("\n");
  await page.locator("#bulk-file").setInputFiles(file("many.csv", text));
  await counted("fine", "50,000 lines are fine");
  await counted("wrong", "50,000 lines are wrong and will not be sent");
  const told = await page.evaluate(() => window.told);
  assert.match(told.at(-1) ?? "", /^Checking: line [\d,]+ of 100,000$/);
  const longest = await page.evaluate(() => window.longest);
  assert.ok(longest < 1000, `the longest pause was ${longest} ms`);
  assert.equal(await rowsOf("wrong").count(), 100);
  await shows(page, ".lines-wrong .and-more", "and 49,900 more");
  assert.equal((await saved(page, "Download the wrong lines")).trim().split("\r\n").length, 50_001);

  // Another text while one is checked: the last one counts.
  await page.locator("#bulk-file").setInputFiles(file("many.csv", text));
  await page.locator("#bulk-send[aria-busy]").waitFor();
  await page.locator("#bulk-file").setInputFiles(file("few.csv", "C-1"));
  await send("Assign 1 customer").waitFor();
  assert.deepEqual(page.record.errors, []);
});

walk("who looks elsewhere meanwhile finds the lines and the run", async (browser) => {
  await openBulk(browser);
  const here = page.url();
  await lines().fill(`${ids(300).join("\n")}\n,LE`);
  await sandbox.control.faults({ method: "PUT", path: "*/bulk", fault: "delay", value: 3_000 });
  await send("Assign 300 customers").click();
  await page.locator("progress").waitFor();
  await page.evaluate(() => (location.hash = "#/segments"));
  await page.getByRole("heading", { name: "Segments" }).waitFor();
  await page.locator("#language").selectOption("de");
  await page.locator("html[lang=de]").waitFor();
  await page.goto(here);
  await page.locator(".outcome, progress").first().waitFor();
  await outcome("300 Kunden sind zugeordnet.");
  await counted("wrong", "1 Zeile ist falsch und wird nicht gesendet");
  await page.locator(".lines-wrong", { hasText: "customerId: Geben Sie die Kunden-ID ein." }).waitFor();
  assert.ok((await lines().inputValue()).endsWith(",LE"));
  await shows(page, "#assignments-count", "300 Zuordnungen");
});
