// The form: what it checks and when, what it sends, and what it does with the service's answers.

import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { field, fillIn, hasFocus, launch, listIsThere, messageAt, openDetails, openPage, openRegister, said as saidOn, startSandbox, submit, summaryItems } from "./support.mjs";

let sandbox;
let browser;
let page;

before(async () => {
  sandbox = await startSandbox();
  browser = await launch();
});
afterEach(() => page?.context().close());
after(async () => {
  await browser?.close();
  await sandbox?.kill();
});

const WRONG = {
  contactEmail: "nobody",
  preferredLanguage: "de",
  preferredCurrency: "euro",
  id: "no spaces please",
};

const EMAIL = "Enter an e-mail address like name@example.com.";

test("a customer that is filled in and sent appears in the list", async () => {
  page = await openRegister(browser, sandbox.url);
  await fillIn(page, { firstName: "Grace", lastName: "Hopper", contactEmail: "grace.hopper@example.com", company: "Eckert–Mauchly" });
  await openDetails(page);
  await fillIn(page, { preferredLanguage: "en_US", preferredCurrency: "EUR", "b2b.companyRegistrationId": "HRB 1906" });
  await submit(page);

  await page.getByText("Grace Hopper is registered.").first().waitFor();
  assert.equal(await field(page, "contactEmail").inputValue(), "", "the form is empty again");
  assert.equal(await page.title(), "New customer – Customer desk");
  const link = page.getByRole("link", { name: "Open the customer" });
  assert.ok(await hasFocus(link), "the focus is where it goes on");
  await link.click();
  await page.locator("#customer-heading", { hasText: "Grace Hopper" }).waitFor();
  await page.getByRole("link", { name: "All customers" }).click();
  await listIsThere(page);
  const text = await page.locator("tbody tr").first().innerText();
  for (const part of ["Grace Hopper", "grace.hopper@example.com", "Eckert–Mauchly", "English (US)", "EUR", "Active"]) {
    assert.ok(text.includes(part), `${part} is missing in ${text}`);
  }
  assert.deepEqual(page.record.errors, []);
  assert.deepEqual(page.record.violations, []);
});

test("outer spaces do not count, a currency is put in capitals, what is empty is left out", async () => {
  page = await openRegister(browser, sandbox.url);
  await openDetails(page);
  await fillIn(page, { firstName: "  Ada ", lastName: "Lovelace", contactEmail: " ada@example.com ", company: "   ", password: " secret " });
  await fillIn(page, { preferredCurrency: " gbp ", "b2b.companyRegistrationId": " HRB 7 " });
  await submit(page);
  await page.getByText("Ada Lovelace is registered.").first().waitFor();
  assert.deepEqual(page.record.bodies, [
    {
      firstName: "Ada",
      lastName: "Lovelace",
      contactEmail: "ada@example.com",
      password: " secret ",
      preferredCurrency: "GBP",
      type: "CUSTOMER",
      b2b: { companyRegistrationId: "HRB 7" },
    },
  ]);
});

test("a form with every field wrong lists every issue at its field and sends nothing", async () => {
  page = await openRegister(browser, sandbox.url);
  await openDetails(page);
  await fillIn(page, WRONG);
  await page.locator("details.more summary").click();
  await submit(page);

  const summary = page.locator("#register-summary");
  await summary.waitFor();
  assert.ok(await summary.evaluate((element) => element === document.activeElement), "the summary has the focus");
  assert.equal(await summary.getByRole("alert").getByRole("heading").innerText(), "There is a problem");
  assert.equal(await page.title(), "Error: New customer – Customer desk");

  const names = ["lastName", "contactEmail", "preferredLanguage", "preferredCurrency", "id"];
  const messages = await Promise.all(names.map((name) => messageAt(page, name)));
  assert.deepEqual(messages, [
    "Enter the last name.",
    EMAIL,
    "Enter a language with its region, like de_DE or en_US.",
    "Enter a currency code of three capital letters, like EUR.",
    "Use only letters, digits, hyphens and underscores in the customer id, like C-1042.",
  ]);
  assert.deepEqual(await summaryItems(page), messages, "the same words in the summary");
  for (const name of ["firstName", "company", "type"]) assert.equal(await messageAt(page, name), "");
  for (const [name, value] of Object.entries(WRONG)) assert.equal(await field(page, name).inputValue(), value, "what was typed stays");
  assert.match(await field(page, "id").getAttribute("aria-describedby"), /^register-id-hint field-error-\d+$/);

  // A link leads to its field, into the disclosure if need be.
  await page.locator("details.more").evaluate((details) => {
    details.open = false;
  });
  await summary.getByRole("link", { name: messages[3] }).click();
  assert.ok(await field(page, "preferredCurrency").evaluate((element) => element === document.activeElement));
  assert.ok(await field(page, "preferredCurrency").isVisible());

  assert.deepEqual(page.record.calls.filter((call) => call.startsWith("POST")), []);
});

test("a field is judged when it is left changed, not before, and its message goes when it is mended", async () => {
  page = await openRegister(browser, sandbox.url);
  const email = field(page, "contactEmail");
  await email.focus();
  await field(page, "company").focus();
  assert.equal(await messageAt(page, "contactEmail"), "", "it was left unchanged");

  await email.pressSequentially("nobody");
  assert.equal(await messageAt(page, "contactEmail"), "", "the person is still typing");
  await field(page, "company").focus();
  assert.equal(await messageAt(page, "contactEmail"), EMAIL);
  assert.equal(await messageAt(page, "lastName"), "", "other fields are left alone");
  assert.ok(await page.locator("#register-summary").isHidden(), "a summary comes with a submit only");
  await page.locator("#register-form > [aria-live]", { hasText: `E-mail address: ${EMAIL}` }).waitFor({ state: "attached" });

  await email.focus();
  await page.keyboard.press("End");
  await page.keyboard.type("@example.com");
  assert.equal(await messageAt(page, "contactEmail"), "", "mended while typing");
});

test("a message that appears does not swallow the click that made it appear", async () => {
  page = await openRegister(browser, sandbox.url);
  await field(page, "contactEmail").pressSequentially("nobody");
  const box = await page.locator("details.more summary").boundingBox();
  await page.mouse.move(box.x + 40, box.y + 10);
  await page.mouse.down();
  await page.mouse.up();
  await page.locator("details.more[open]").waitFor();
  assert.equal(await messageAt(page, "contactEmail"), EMAIL);
});

test("an e-mail address that is taken is said at its field, and what was typed stays", async () => {
  page = await openRegister(browser, sandbox.url);
  const typed = { firstName: "Mary", lastName: "Somerville", contactEmail: "mary@example.com", company: "Royal Astronomical Society" };
  await fillIn(page, typed);
  await submit(page);
  await page.getByText("Mary Somerville is registered.").first().waitFor();

  await fillIn(page, typed);
  await submit(page);
  await page.locator("#register-summary").waitFor();
  const taken = "This e-mail address belongs to another customer. Enter a different one.";
  assert.equal(await messageAt(page, "contactEmail"), taken);
  assert.deepEqual(await summaryItems(page), [taken]);
  for (const [name, value] of Object.entries(typed)) assert.equal(await field(page, name).inputValue(), value);

  await page.getByLabel("Language of the page").selectOption("de");
  await page.getByRole("heading", { name: "Kunden anlegen" }).waitFor();
  await page.locator("#register-summary", { hasText: "gehört" }).waitFor();
  assert.match(await messageAt(page, "contactEmail"), /gehört/);
  await page.getByLabel("Sprache der Seite").selectOption("en");
  await page.locator("#register-summary", { hasText: taken }).waitFor();

  await field(page, "contactEmail").fill("mary.s@example.com");
  assert.equal(await messageAt(page, "contactEmail"), "");
  await submit(page);
  await page.getByText("Mary Somerville is registered.").first().waitFor();
  assert.equal(await page.title(), "New customer – Customer desk");
});

test("a customer id that is taken is said at its field, inside the disclosure", async () => {
  page = await openRegister(browser, sandbox.url);
  for (const contactEmail of ["emmy@example.com", "noether@example.com"]) {
    if (!(await field(page, "id").isVisible())) await openDetails(page);
    await fillIn(page, { lastName: "Noether", contactEmail, id: "C-1882" });
    await submit(page);
    await page.locator("#register-done:visible, #register-summary:visible").waitFor();
  }
  assert.equal(await messageAt(page, "id"), "This customer id is taken. Enter a different one, or leave it empty.");
  assert.equal(await messageAt(page, "contactEmail"), "");
});

test("the service's own issues land at their fields, those of no field in the summary", async () => {
  page = await openRegister(browser, sandbox.url);
  const details = [
    { field: "b2b.companyRegistrationId", type: "unknown", message: "There is no such company." },
    { field: "mixins.loyalty", type: "type", message: "Give an object." },
  ];
  await page.route("**/customer/acme/customers", (route) =>
    route.fulfill({ status: 400, json: { status: 400, type: "bad_request", message: "Validation failed", details } }),
  );
  await fillIn(page, { lastName: "Franklin", contactEmail: "rosalind@example.com" });
  await submit(page);
  await page.locator("#register-summary").waitFor();
  assert.equal(await messageAt(page, "b2b.companyRegistrationId"), "There is no such company.");
  assert.deepEqual(await summaryItems(page), ["There is no such company.", "mixins.loyalty: Give an object."]);
  assert.deepEqual(await page.locator("#register-summary a").allTextContents(), ["There is no such company."]);
  assert.ok(await field(page, "b2b.companyRegistrationId").isVisible(), "the disclosure is open");

  const reserved = { status: 409, json: { status: 409, message: "No", details: [{ field: "lastName", message: "This name is reserved." }] } };
  await page.unrouteAll();
  await page.route("**/customer/acme/customers", (route) => route.fulfill(reserved));
  await submit(page);
  await page.locator("#register-summary", { hasText: "reserved" }).waitFor();
  assert.equal(await messageAt(page, "lastName"), "This name is reserved.");
  assert.equal(await messageAt(page, "contactEmail"), "");
});

test("a second submit while sending does nothing", async () => {
  page = await openRegister(browser, sandbox.url);
  let release;
  const held = new Promise((resolve) => {
    release = resolve;
  });
  await page.route("**/customer/acme/customers", async (route) => {
    await held;
    await route.continue();
  });
  await fillIn(page, { lastName: "Johnson", contactEmail: "katherine@example.com" });
  const button = page.locator("#register-submit");
  await button.click();
  await page.locator('#register-submit[aria-busy="true"]').waitFor();
  assert.equal(await button.isEnabled(), true);
  await button.click();
  await field(page, "lastName").press("Enter");
  release();
  await page.getByText("Johnson is registered.").first().waitFor();
  assert.equal(page.record.calls.filter((call) => call.startsWith("POST")).length, 1);
  assert.equal(await button.getAttribute("aria-busy"), null);
});

/** Keeps creates on their way until the returned function is called. */
async function holdCreates() {
  let release;
  const held = new Promise((resolve) => {
    release = resolve;
  });
  await page.route("**/customer/acme/customers", async (route) => {
    await held;
    await route.continue().catch(() => {});
  });
  return release;
}

const said = (text) => saidOn(page, text);

for (const width of [1280, 360]) {
  test(`a create that is on its way can be cancelled, at ${width} px`, async () => {
    page = await openRegister(browser, sandbox.url, { width });
    const cancel = page.locator("#register-cancel");
    const button = page.locator("#register-submit");
    assert.ok(await cancel.isHidden());
    const typed = { lastName: "Hamilton", contactEmail: "margaret@example.com" };
    await fillIn(page, typed);
    const release = await holdCreates();
    const before = await page.locator("#register").evaluate((section) => section.getBoundingClientRect().height);
    const sent = page.waitForRequest((request) => request.method() === "POST");
    await button.press("Enter");
    await sent;
    await cancel.waitFor();
    const during = await page.locator("#register").evaluate((section) => section.getBoundingClientRect().height);
    assert.equal(during, before, "nothing jumps");
    const [one, other] = await Promise.all([button.boundingBox(), cancel.boundingBox()]);
    assert.equal(one.y, other.y, "they stand side by side");

    await page.keyboard.press("Tab");
    assert.ok(await hasFocus(cancel), "the keyboard reaches it");
    await page.keyboard.press("Enter");
    const summary = page.locator("#register-summary");
    await summary.getByText("Cancelled. The call was stopped before the service answered.").waitFor();
    await summary.getByText("It is not certain whether the customer was saved").waitFor();
    assert.ok(await hasFocus(summary));
    for (const [name, value] of Object.entries(typed)) assert.equal(await field(page, name).inputValue(), value, "what was typed stays");
    assert.ok(await cancel.isHidden());
    assert.equal(await button.getAttribute("aria-busy"), null);
    assert.equal(await page.locator("#announcements").textContent(), "", "that it is being sent is not said any more");
    assert.deepEqual(page.record.errors, []);
    release();
  });
}

test("the focus is not lost with the button that cancels", async () => {
  page = await openRegister(browser, sandbox.url);
  await fillIn(page, { lastName: "Vaughan", contactEmail: "dorothy@example.com" });
  const release = await holdCreates();
  await submit(page);
  await page.locator("#register-cancel").focus();
  release();
  await page.getByText("Vaughan is registered.").first().waitFor();
  await page.locator("#register-cancel").waitFor({ state: "hidden" });
  assert.ok(await hasFocus(page.getByRole("link", { name: "Open the customer" })));
});

test("that a customer is being sent and was registered is announced", async () => {
  page = await openRegister(browser, sandbox.url);
  await fillIn(page, { firstName: "Mary", lastName: "Jackson", contactEmail: "mary.jackson@example.com" });
  const release = await holdCreates();
  await submit(page);
  await said(/^Registering…$/);
  release();
  await said(/^Mary Jackson is registered\.$/);
});

test("a password that is shown is hidden again by a submit", async () => {
  page = await openRegister(browser, sandbox.url);
  const password = field(page, "password");
  await password.fill("correct horse");
  await page.getByRole("button", { name: "Show the password" }).click();
  assert.equal(await password.getAttribute("type"), "text");
  await submit(page);
  await page.locator("#register-summary").waitFor();
  assert.equal(await password.getAttribute("type"), "password");
  assert.equal(await page.getByRole("button", { name: "Show the password" }).innerText(), "Show");
  assert.equal(await password.inputValue(), "correct horse");
});

for (const [status, headers, text] of [
  [500, {}, "The service has a problem. It answered with an error of its own (500). Try again in a moment."],
  [429, { "retry-after": "120" }, "The service asks for a pause. It got too many requests. Try again in a minute."],
]) {
  test(`an answer with status ${status} is said in words`, async () => {
    page = await openRegister(browser, sandbox.url);
    await page.route("**/customer/acme/customers", (route) => route.fulfill({ status, headers, json: { status, message: "No" } }));
    await fillIn(page, { lastName: "Darden", contactEmail: "christine@example.com" });
    await submit(page);
    await page.locator("#register-summary").getByText(text).waitFor();
    assert.equal(await field(page, "lastName").inputValue(), "Darden");
  });
}

test("a service that does not answer in time is said in words", async () => {
  page = await openPage(browser, "about:blank", { wait: false });
  await page.clock.install();
  await page.goto(`${sandbox.url}#/new-customer`);
  await page.locator("#register-form > [aria-live]").waitFor({ state: "attached" });
  const release = await holdCreates();
  await fillIn(page, { lastName: "Moore", contactEmail: "betty@example.com" });
  const sent = page.waitForRequest((request) => request.method() === "POST");
  await submit(page);
  await sent;
  await page.clock.fastForward(31_000);
  const summary = page.locator("#register-summary");
  await summary.getByText("The service takes too long.").waitFor();
  await summary.getByText("It is not certain whether the customer was saved").waitFor();
  release();
});

test("a page that is not set up right has words of its own", async () => {
  page = await openRegister(browser, sandbox.url);
  const { title } = await page.evaluate(async () => ({ title: String((await import("/words/failures.js")).describe({ code: "configuration" }).title) }));
  assert.equal(title, "This page is not set up right");
});

test("without the module the page says so, and tries again", async () => {
  page = await openPage(browser, "about:blank", { wait: false });
  await page.route("**/*.wasm", (route) => route.abort());
  await page.goto(`${sandbox.url}#/new-customer`);
  const banner = page.locator("#not-loaded");
  await banner.getByText("The checks could not be loaded.").waitFor();
  await fillIn(page, { lastName: "Kovalevskaya", contactEmail: "sofia@example.com" });
  await submit(page);
  await page.locator('#register-form:not([aria-busy])').waitFor();
  assert.ok(await banner.isVisible());
  assert.equal(await page.locator("#register-form").evaluate((form) => form.noValidate), false, "the browser's own checks are kept");

  await page.unroute("**/*.wasm");
  await banner.getByRole("button", { name: "Try again" }).click();
  await banner.waitFor({ state: "hidden" });
  assert.equal(await field(page, "lastName").inputValue(), "Kovalevskaya");
  await submit(page);
  await page.getByText("Kovalevskaya is registered.").first().waitFor();
});

test("without scripts the page says what it needs", async () => {
  page = await openPage(browser, sandbox.url, { javaScriptEnabled: false, wait: false });
  assert.ok(await page.locator("noscript .banner").isVisible());
});
