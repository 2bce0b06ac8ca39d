// The form: what it checks and when, what it sends, and what it does with the service's answers.

import assert from "node:assert/strict";
import { after, afterEach, before } from "node:test";
import { closeBrowsers, field, fillIn, hasFocus, listIsThere, messageAt, openDetails, openPage, openRegister, said as saidOn, startSandbox, submit, summaryItems, typeAnew, walk } from "./support.mjs";

let sandbox;
let page;

before(async () => {
  sandbox = await startSandbox();
});
closeBrowsers();
afterEach(() => page?.context().close());
after(() => sandbox?.kill());

const WRONG = {
  contactEmail: "nobody",
  preferredLanguage: "de",
  preferredCurrency: "euro",
  id: "no spaces please",
};

const EMAIL = "Enter an e-mail address like name@example.com.";

walk("a customer that is filled in and sent appears in the list", async (browser, kind) => {
  page = await openRegister(browser, sandbox.url);
  await fillIn(page, { firstName: "Grace", lastName: "Hopper", contactEmail: `grace.hopper.${kind}@example.com`, company: "Eckert–Mauchly" });
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
  for (const part of ["Grace Hopper", `grace.hopper.${kind}@example.com`, "Eckert–Mauchly", "English (US)", "EUR", "Active"]) {
    assert.ok(text.includes(part), `${part} is missing in ${text}`);
  }
  assert.deepEqual(page.record.errors, []);
  assert.deepEqual(page.record.violations, []);
});

walk("outer spaces do not count, a currency is put in capitals, what is empty is left out", async (browser, kind) => {
  page = await openRegister(browser, sandbox.url);
  await openDetails(page);
  await fillIn(page, { firstName: "  Ada ", lastName: "Lovelace", contactEmail: ` ada.${kind}@example.com `, company: "   ", password: " secret " });
  await fillIn(page, { preferredCurrency: " gbp ", "b2b.companyRegistrationId": " HRB 7 " });
  await submit(page);
  await page.getByText("Ada Lovelace is registered.").first().waitFor();
  const sent = {
    firstName: "Ada",
    lastName: "Lovelace",
    contactEmail: `ada.${kind}@example.com`,
    password: " secret ",
    preferredCurrency: "GBP",
    type: "CUSTOMER",
    b2b: { companyRegistrationId: "HRB 7" },
  };
  assert.deepEqual(page.record.sent, [["POST", sent]]);
});

walk("a form with every field wrong lists every issue at its field and sends nothing", async (browser) => {
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

walk("a field is judged when it is left changed, not before, and its message goes when it is mended", async (browser) => {
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

walk("a message that appears does not swallow the click that made it appear", async (browser) => {
  page = await openRegister(browser, sandbox.url);
  await field(page, "contactEmail").pressSequentially("nobody");
  const box = await page.locator("details.more summary").boundingBox();
  await page.mouse.move(box.x + 40, box.y + 10);
  await page.mouse.down();
  await page.mouse.up();
  await page.locator("details.more[open]").waitFor();
  assert.equal(await messageAt(page, "contactEmail"), EMAIL);
});

walk("an e-mail address that is taken is said at its field, and what was typed stays", async (browser, kind) => {
  page = await openRegister(browser, sandbox.url);
  const typed = { firstName: "Mary", lastName: "Somerville", contactEmail: `mary.${kind}@example.com`, company: "Royal Astronomical Society" };
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

  await typeAnew(page, "contactEmail", `mary.s.${kind}@example.com`);
  assert.equal(await messageAt(page, "contactEmail"), "");
  await submit(page);
  await page.getByText("Mary Somerville is registered.").first().waitFor();
  assert.equal(await page.title(), "New customer – Customer desk");
});

walk("a customer id that is taken is said at its field, inside the disclosure", async (browser, kind) => {
  page = await openRegister(browser, sandbox.url);
  for (const contactEmail of [`emmy.${kind}@example.com`, `noether.${kind}@example.com`]) {
    if (!(await field(page, "id").isVisible())) await openDetails(page);
    await fillIn(page, { lastName: "Noether", contactEmail, id: `C-${kind}` });
    await submit(page);
    await page.locator("#register-done:visible, #register-summary:visible").waitFor();
  }
  assert.equal(await messageAt(page, "id"), "This customer id is taken. Enter a different one, or leave it empty.");
  assert.equal(await messageAt(page, "contactEmail"), "");
});

walk("the service's own issues land at their fields, those of no field in the summary", async (browser) => {
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

walk("a second submit while sending does nothing", async (browser, kind) => {
  page = await openRegister(browser, sandbox.url);
  let release;
  const held = new Promise((resolve) => {
    release = resolve;
  });
  await page.route("**/customer/acme/customers", async (route) => {
    await held;
    await route.continue();
  });
  await fillIn(page, { lastName: "Johnson", contactEmail: `katherine.${kind}@example.com` });
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
  walk(`a create that is on its way can be cancelled, at ${width} px`, async (browser, kind) => {
    page = await openRegister(browser, sandbox.url, { width });
    const cancel = page.locator("#register-cancel");
    const button = page.locator("#register-submit");
    assert.ok(await cancel.isHidden());
    const typed = { lastName: "Hamilton", contactEmail: `margaret.${kind}@example.com` };
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

walk("the focus is not lost with the button that cancels", async (browser, kind) => {
  page = await openRegister(browser, sandbox.url);
  await fillIn(page, { lastName: "Vaughan", contactEmail: `dorothy.${kind}@example.com` });
  const release = await holdCreates();
  await submit(page);
  await page.locator("#register-cancel").focus();
  release();
  await page.getByText("Vaughan is registered.").first().waitFor();
  await page.locator("#register-cancel").waitFor({ state: "hidden" });
  assert.ok(await hasFocus(page.getByRole("link", { name: "Open the customer" })));
});

walk("that a customer is being sent and was registered is announced", async (browser, kind) => {
  page = await openRegister(browser, sandbox.url);
  await fillIn(page, { firstName: "Mary", lastName: "Jackson", contactEmail: `mary.jackson.${kind}@example.com` });
  const release = await holdCreates();
  await submit(page);
  await said(/^Registering…$/);
  release();
  await said(/^Mary Jackson is registered\.$/);
});

walk("a password that is shown is hidden again by a submit", async (browser) => {
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
  [429, { "retry-after": "120" }, "The service asks for a pause. It got too many requests. Try again in 2 minutes."],
]) {
  walk(`an answer with status ${status} is said in words`, async (browser) => {
    page = await openRegister(browser, sandbox.url);
    await page.route("**/customer/acme/customers", (route) => route.fulfill({ status, headers, json: { status, message: "No" } }));
    await fillIn(page, { lastName: "Darden", contactEmail: "christine@example.com" });
    await submit(page);
    await page.locator("#register-summary").getByText(text).waitFor();
    assert.equal(await field(page, "lastName").inputValue(), "Darden");
  });
}

walk("a service that does not answer in time is said in words", async (browser, kind) => {
  page = await openPage(browser, "about:blank", { wait: false });
  await page.clock.install();
  await page.goto(`${sandbox.url}#/new-customer`);
  await page.locator("#register-form > [aria-live]").waitFor({ state: "attached" });
  const release = await holdCreates();
  await fillIn(page, { lastName: "Moore", contactEmail: `betty.${kind}@example.com` });
  const sent = page.waitForRequest((request) => request.method() === "POST");
  await submit(page);
  await sent;
  await page.clock.fastForward(31_000);
  const summary = page.locator("#register-summary");
  await summary.getByText("The service takes too long.").waitFor();
  await summary.getByText("It is not certain whether the customer was saved").waitFor();
  release();
});

walk("a page that is not set up right has words of its own", async (browser) => {
  page = await openRegister(browser, sandbox.url);
  const { title } = await page.evaluate(async () => ({ title: String((await import("/words/failures.js")).describe({ code: "configuration" }).title) }));
  assert.equal(title, "This page is not set up right");
});

walk("without the module the page says so, and tries again", async (browser, kind) => {
  page = await openPage(browser, "about:blank", { wait: false });
  await page.route("**/*.wasm", (route) => route.abort());
  await page.goto(`${sandbox.url}#/new-customer`);
  const banner = page.locator("#not-loaded");
  await banner.getByText("The checks could not be loaded.").waitFor();
  await fillIn(page, { lastName: "Kovalevskaya", contactEmail: `sofia.${kind}@example.com` });
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

// Firefox's driver does not turn scripts off.
const CAN_DO_WITHOUT_SCRIPTS = ["Chromium"];
walk("without scripts the page says what it needs", async (browser) => {
  page = await openPage(browser, sandbox.url, { javaScriptEnabled: false, wait: false });
  assert.ok(await page.locator("noscript .banner").isVisible());
}, CAN_DO_WITHOUT_SCRIPTS);
