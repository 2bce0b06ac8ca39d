// The addresses of a customer when the service refuses a change, when somebody else was quicker, and when there is no
// service.

import assert from "node:assert/strict";
import { after, afterEach, before } from "node:test";
import { closeBrowsers, field, fillIn, hasFocus, messageAt, openCustomer, said, service, startProxy, startSandbox, summaryItems, walk } from "./support.mjs";

let sandbox;
let page;
let api;

before(async () => {
  sandbox = await startSandbox();
  api = service(sandbox.url);
});
closeBrowsers();
afterEach(() => page?.context().close());
after(() => sandbox?.kill());

const HOME = { id: "home", contactName: "Ada Home", city: "Berlin", country: "DE", tags: ["BILLING"], isDefault: true };
const WORK = { id: "work", contactName: "Ada Work", city: "London" };

const open = async (browser, number, url = sandbox.url) => (page = await openCustomer(browser, url, number));
const card = (title) => page.locator(".address", { has: page.getByRole("heading", { name: title, exact: true }) });
const press = (title, name) => card(title).getByRole("button", { name }).click();
const editor = () => page.locator(".editor");
const save = () => editor().locator('[type="submit"]').click();
const summary = () => page.locator("#address-summary");
const remove = (number, id) => api.call("DELETE", `/${number}/addresses/${id}`);
const find = async (number, id) => (await api.addresses(number)).find((address) => address.id === id);
const agree = () => page.locator("#question").getByRole("button", { name: "Remove the address" }).click();
const GONE = "The address of Ada Work is gone: somebody removed it meanwhile.";

for (const [what, act] of [
  ["made the default", () => press("Ada Work", "Make default")],
  ["untagged", () => press("Ada Work", "Remove the tag X")],
  ["tagged", async () => {
    await press("Ada Work", "Tag the address");
    await field(card("Ada Work"), "tags").fill("Y");
    await page.keyboard.press("Enter");
  }],
]) {
  walk(`an address that vanished before it is ${what} is said to be gone, and the others are read again`, async (browser) => {
    const number = await api.customer(HOME, { ...WORK, tags: ["X"] });
    await open(browser, number);
    await remove(number, "work");
    await act();
    const note = page.locator("#addresses-note");
    await note.getByText(GONE).waitFor();
    assert.ok(await hasFocus(note));
    assert.equal(await card("Ada Work").count(), 0);
    assert.equal(await page.locator("#addresses-count").innerText(), "1 address");
  });
}

walk("an address that vanished before it is removed counts as removed", async (browser) => {
  const number = await api.customer(HOME, WORK);
  await open(browser, number);
  await remove(number, "work");
  await press("Ada Work", "Remove the address of");
  await agree();
  await said(page, "The address of Ada Work is removed.");
  assert.ok(await hasFocus(card("Ada Home").locator("h4")));
  assert.ok(await page.locator("#addresses-note").isHidden());
});

for (const [what, values] of [["changed", { city: "Leeds" }], ["emptied", { city: "" }]]) {
  walk(`an address that vanished while it was edited can be saved as a new one (a field was ${what})`, async (browser) => {
    const number = await api.customer(HOME, WORK);
    await open(browser, number);
    await press("Ada Work", "Edit");
    await fillIn(editor(), { ...values, street: "Lane" });
    await remove(number, "work");
    await save();
    await summary().getByText("This address was removed meanwhile. What you typed is still here").waitFor();
    assert.ok(await hasFocus(summary()));
    assert.deepEqual((await api.addresses(number)).map(({ id }) => id), ["home"], "nothing came back unasked");
    await editor().getByRole("heading", { name: "Add an address" }).waitFor();
    await save();
    await said(page, "The address of Ada Work is added.");
    const added = (await api.addresses(number)).find(({ contactName }) => contactName === "Ada Work");
    assert.equal(added.street, "Lane");
    assert.equal(added.city, values.city || undefined);
  });
}

for (const [what, act] of [
  ["an address is added", async () => {
    await page.getByRole("button", { name: "Add an address" }).click();
    await fillIn(editor(), { contactName: "Late" });
    await save();
  }],
  ["an address is made the default", () => press("Ada Work", "Make default")],
]) {
  walk(`a customer who vanished before ${what} is said to be gone`, async (browser) => {
    const number = await api.customer(HOME, WORK);
    await open(browser, number);
    await api.call("DELETE", `/${number}`);
    await act();
    await page.getByRole("heading", { name: "There is no such customer" }).waitFor();
    assert.ok(await page.locator("#addresses").isHidden());
    assert.ok(await hasFocus(page.locator("#customer")));
    assert.equal(await page.title(), "There is no such customer – Customer desk");
  });
}

walk("a change that somebody else was quicker with is laid on top of theirs, or given up for it", async (browser) => {
  const number = await api.customer(HOME);
  await open(browser, number);
  for (const keep of [true, false]) {
    await press("Ada Home", "Edit");
    await fillIn(editor(), { city: keep ? "Mine" : "Mine again" });
    await api.call("PATCH", `/${number}/addresses/home`, { street: keep ? "Theirs" : "Theirs again" });
    await save();
    await summary().getByText("Somebody changed this address after you opened it.").waitFor();
    assert.notEqual((await find(number, "home")).city, keep ? "Mine" : "Mine again", "nothing is overwritten unasked");
    if (keep) {
      assert.equal(await field(editor(), "city").inputValue(), "Mine");
    } else {
      await summary().getByRole("button", { name: "Take what is there now" }).click();
      assert.equal(await field(editor(), "street").inputValue(), "Theirs again");
      assert.equal(await field(editor(), "city").inputValue(), "Mine");
      assert.ok(await summary().isHidden());
    }
    await save();
    await editor().waitFor({ state: "detached" });
    const { city, street } = await find(number, "home");
    assert.deepEqual([city, street], ["Mine", keep ? "Theirs" : "Theirs again"]);
  }
});

walk("an id that is taken, and what the service says about fields, stand at the fields", async (browser) => {
  await open(browser, await api.customer(HOME));
  await page.getByRole("button", { name: "Add an address" }).click();
  await fillIn(editor(), { contactName: "Twin" });
  await editor().locator("summary").click();
  await fillIn(editor(), { id: "home" });
  await editor().locator("summary").click();
  await save();
  await summary().waitFor();
  assert.equal(await messageAt(editor(), "id"), "This address id is taken. Enter a different one, or leave it empty.");
  assert.ok(await field(editor(), "id").isVisible(), "the disclosure is open");

  const details = [{ field: "zipCode", message: "There is no such postal code." }, { field: "mixins.door", message: "Give an object." }];
  await page.route("**/addresses", (route) => route.fulfill({ status: 400, json: { status: 400, type: "bad_request", message: "No", details } }));
  await field(editor(), "id").fill("");
  await save();
  await summary().getByText("mixins.door").waitFor();
  assert.equal(await messageAt(editor(), "zipCode"), "There is no such postal code.");
  assert.equal(await messageAt(editor(), "id"), "");
  assert.deepEqual(await summaryItems(page, "address-summary"), ["There is no such postal code.", "mixins.door: Give an object."]);
  assert.equal(await field(editor(), "contactName").inputValue(), "Twin");
});

for (const [status, json, text, settings] of [
  [500, { status: 500 }, "The service has a problem.", false],
  [409, { status: 409, message: "Locked by an import." }, "The service refused the request. It said: Locked by an import.", false],
  [403, { status: 403 }, "This token is not allowed to do that.", true],
]) {
  walk(`a click that is answered with status ${status} is said at the address`, async (browser) => {
    const number = await api.customer(HOME, WORK);
    await open(browser, number);
    const refuse = (route) => (route.request().method() === "GET" ? route.continue() : route.fulfill({ status, headers: { "retry-after": "600" }, json }));
    await page.route("**/addresses/**", refuse);
    await press("Ada Work", "Make default");
    const fault = card("Ada Work").locator(".fault");
    await fault.getByText(text).waitFor();
    assert.match(await fault.textContent(), /^Error: /);
    assert.equal(await fault.getByRole("button", { name: "Connection settings" }).count(), settings ? 1 : 0);
    await said(page, text);
    assert.ok(await hasFocus(card("Ada Work").getByRole("button", { name: "Make default" })));
    assert.equal(await card("Ada Work").getAttribute("aria-busy"), null);

    await press("Ada Work", "Remove the address of");
    await agree();
    await fault.getByText(text).waitFor();
    await press("Ada Work", "Tag the address");
    await field(card("Ada Work"), "tags").fill("X");
    await page.keyboard.press("Enter");
    await page.locator("#tag-summary").getByText(text).waitFor();
    assert.equal(await field(card("Ada Work"), "tags").inputValue(), "X");

    await page.unrouteAll();
    await page.keyboard.press("Escape");
    await press("Ada Work", "Make default");
    await card("Ada Work").locator(".status-default").waitFor();
    assert.equal(await fault.count(), 0);
  });
}

walk("an address that cannot be named to the service is said to be so, and nothing is sent", async (browser) => {
  const number = await api.customer();
  page = await openCustomer(browser, sandbox.url, number);
  const odd = [{ ...WORK, id: "..", metadata: null }];
  await page.route("**/addresses", (route) => route.fulfill({ json: odd }));
  await page.reload();
  await press("Ada Work", "Make default");
  await card("Ada Work").locator(".fault").getByText("Nothing was sent. Enter an id that is not empty").waitFor();
  await press("Ada Work", "Edit");
  await fillIn(editor(), { city: "Leeds" });
  await save();
  await summary().getByText("addressId: Enter an id that is not empty").waitFor();
  assert.deepEqual(page.record.calls.filter((call) => !call.startsWith("GET")), []);
});

walk("without a connection nothing typed is lost, and everything works again when it is back", async (browser) => {
  const number = await api.customer(HOME);
  const proxy = await startProxy(sandbox.url.split(":").at(-1));
  try {
    await open(browser, number, proxy.url);
    // The page fetches it ahead; without it there is no form.
    await page.evaluate(() => import("/pkg/forms/index.js"));
    proxy.cut = true;
    await page.getByRole("button", { name: "Add an address" }).click();
    await fillIn(editor(), { contactName: "Patient" });
    await save();
    await summary().getByText("The service can't be reached.").waitFor();
    await summary().getByText("It is not certain whether the address was saved").waitFor();
    assert.equal(await field(editor(), "contactName").inputValue(), "Patient");
    proxy.cut = false;
    await save();
    await said(page, "The address of Patient is added.");
    assert.equal((await api.addresses(number)).length, 2);
  } finally {
    proxy.stop();
  }
});

walk("a change that was made while the list could not be read again is not said to have failed", async (browser) => {
  const number = await api.customer(HOME, WORK);
  await open(browser, number);
  await page.route("**/addresses", (route) => route.fulfill({ status: 400, json: {} }));
  await press("Ada Work", "Make default");
  const note = page.locator("#addresses-note");
  await note.getByText("the addresses could not be read again").waitFor();
  assert.equal((await find(number, "work")).isDefault, true);
  await page.unrouteAll();
  await note.getByRole("button", { name: "Read them again" }).click();
  await card("Ada Work").locator(".status-default").waitFor();
  assert.ok(await note.isHidden());
});

walk("saving can be cancelled, and a second submit meanwhile does nothing", async (browser) => {
  await open(browser, await api.customer(HOME));
  await page.getByRole("button", { name: "Add an address" }).click();
  await fillIn(editor(), { contactName: "Slow" });
  await page.route("**/addresses", () => {});
  await save();
  await editor().locator('[type="submit"][aria-busy="true"]', { hasText: "Saving…" }).waitFor();
  await save();
  await editor().getByRole("button", { name: "Cancel" }).click();
  await summary().getByText("Cancelled. The call was stopped before the service answered.").waitFor();
  assert.equal(page.record.calls.filter((call) => call.startsWith("POST")).length, 1);
  assert.equal(await editor().locator('[type="submit"]').innerText(), "Add the address");
  await page.unrouteAll();
  await editor().getByRole("button", { name: "Cancel" }).click();
  assert.equal(await editor().count(), 0);
});
