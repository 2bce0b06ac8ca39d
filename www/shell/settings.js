// The settings of the connection: a dialog.

import { byId, element, icon } from "../parts/dom.js";
import { fields, fillIn, submitButton, summaryBox } from "../parts/fields.js";
import { boundForm, schemaOf } from "../parts/form.js";
import { t } from "../words/words.js";
import { SANDBOX } from "./connection.js";

const EMPORIX = [
  {
    name: "baseUrl", wide: true, required: true, verbatim: true, label: t("Address of the service"), hint: t("https, or http on this machine"),
    more: { inputmode: "url" },
  },
  { name: "tenant", wide: true, required: true, verbatim: true, label: t("Tenant"), hint: t("3 to 16 lowercase letters and digits, like acme") },
  {
    name: "auth.token", wide: true, required: true, verbatim: true, type: "password", label: t("Access token"),
    hint: t("Stays in this page's memory and is gone when it closes"),
  },
];
const SPIRII = [
  { name: "spirii.baseUrl", wide: true, verbatim: true, label: t("Address of Spirii"), hint: t("Spirii's own when it is empty"), more: { inputmode: "url" } },
  {
    name: "spirii.apiKey", wide: true, verbatim: true, type: "password", label: t("API key"),
    hint: t("Operators are listed with it. A key is a secret: give it only to a page of your own."),
  },
];
const NEEDED = {
  baseUrl: t("Enter the address of the service, like https://api.emporix.io."),
  tenant: t("Enter the tenant."),
  "auth.token": t("Enter the access token."),
};

/** Makes the dialog; returns what opens it. */
export function settings(desk) {
  const { connection, announce } = desk;
  const summary = summaryBox("connection-summary");
  const submit = submitButton(t("Connect"));
  const back = element("button", { class: "quiet", type: "button", id: "connection-sandbox", on: { click: () => use(SANDBOX).catch((error) => form.report(error)) } }, t("Back to the sandbox"));
  const close = element("button", { class: "bare", type: "button", id: "connection-close", "aria-label": t("Close without changes"), on: { click: () => dialog.close() } }, icon("close"));
  const formNode = element(
    "form",
    { id: "connection-form", autocomplete: "off" },
    element("fieldset", {}, element("legend", {}, t("Customers and segments (Emporix)")), fields("connection", ...EMPORIX)),
    element("fieldset", {}, element("legend", {}, t("Operators (Spirii)")), fields("connection", ...SPIRII)),
    element("div", { class: "sheet-foot" }, submit, back),
  );
  const dialog = byId("connection");
  dialog.replaceChildren(
    summary,
    element("div", { class: "sheet-head" }, element("h2", { id: "connection-heading" }, t("Connection")), close),
    element("p", { class: "lead" }, t("Where customers are read from and saved. It is kept for this tab only.")),
    formNode,
  );

  const form = boundForm(desk, formNode, {
    summary,
    needed: NEEDED,
    // The rules for the settings are those of the clients: they are made of them, or say what is wrong. What is empty the form knows.
    schema: (ready) => schemaOf((value) => connection.issuesIn(ready, { spirii: {}, ...value }).filter(({ path }) => path.reduce((part, step) => part?.[step], value) !== undefined)),
    send: (value) => use({ spirii: {}, ...value }),
    submit: { button: submit },
    settingsOwn: true,
  });

  async function use(chosen) {
    if (connection.isElsewhere(chosen) && !(await desk.mayLeave())) return;
    await connection.change(chosen);
    dialog.close();
    announce(connection.isSandbox ? t("Connected to the sandbox.") : t("Connected to {address}.", { address: chosen.baseUrl }));
  }

  const open = () => {
    form.clear();
    fillIn(formNode, connection.settings);
    dialog.showModal();
  };
  dialog.addEventListener("close", () => form.clear());
  return open;
}
