import { EmporixClient, isClientError, schemas } from "commerce-customers";
import { bindForm } from "commerce-customers/forms";
import { schemas as alone } from "commerce-customers/validate";
import { expect, test } from "vitest";

test("validates and calls", async () => {
  expect(schemas.tenant.validate("Acme").issues[0].code).toBe("pattern");
  expect(alone.tenant.validate("acme").ok).toBe(true);
  const client = new EmporixClient({ baseUrl: process.env.SANDBOX_URL, tenant: "acme", auth: { token: "sandbox" } });
  expect((await client.customers.list({ pageSize: 5 })).items).toHaveLength(5);
  const error = await client.customers.get("nobody-at-all").catch((error) => error);
  expect([isClientError(error), error.code]).toEqual([true, "not_found"]);
});

test.runIf(typeof document !== "undefined")("binds a form", () => {
  document.body.innerHTML = '<form><label for="email">E-mail</label><input id="email" name="contactEmail" value="ada"><button>Send</button></form>';
  const form = bindForm(document.querySelector("form"), alone.customerCreate);
  expect(form.validate()).toBe(false);
  expect(document.querySelector(".field-error").textContent).toContain("e-mail");
});
