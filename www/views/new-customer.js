// The form that registers a customer: checked here by the package, sent, and answered at its fields.

import { element, icon, scrollTo } from "../parts/dom.js";
import { field, fields, fillIn, isTyped, submitButton, summaryBox } from "../parts/fields.js";
import { boundForm } from "../parts/form.js";
import { showAndHide } from "../parts/password.js";
import { mayBeLost } from "../parts/question.js";
import { address } from "../shell/route.js";
import { t } from "../words/words.js";
import { BUSINESS, main, NEEDED, OWN_ID, PERSON, PREFERENCES, RESTRICTION } from "./customer-fields.js";
import { mixinGroups } from "./mixin-groups.js";

const UNSURE = t("It is not certain whether the customer was saved: look at the list before you send again.");
const TAKEN = t("This e-mail address belongs to another customer. Enter a different one.");
const TAKEN_ID = t("This customer id is taken. Enter a different one, or leave it empty.");

/** What was typed and not sent when the view was left. */
let draft;
const isHeld = () => draft !== undefined;

export function open(desk, place) {
  const { connection, announce } = desk;
  const summary = summaryBox("register-summary");
  const submit = submitButton(t("Register customer"), { id: "register-submit" });
  const cancel = element("button", { class: "quiet", type: "button", id: "register-cancel" }, t("Cancel"));
  const done = element("div", { class: "done", id: "register-done", hidden: true });
  const password = fields("register", { name: "password", type: "password", wide: true, verbatim: true, label: t("Initial password"), more: { autocomplete: "new-password" } });
  const notify = field("register", {
    key: "notify", type: "tick", value: true, label: t("Send an e-mail with a link to set a password"),
  });
  const mixins = mixinGroups("register", announce);
  const form = element(
    "form",
    { id: "register-form", method: "post", autocomplete: "on" },
    fields("register", ...main({ required: true })),
    password,
    notify,
    element(
      "details",
      { class: "more" },
      element("summary", {}, icon("chevron"), element("span", { class: "more-text" }, t("More details"), " ", element("span", { class: "more-about" }, t("phone, preferences, mixins, customer id")))),
      group(t("Person"), PERSON),
      group(t("Business"), BUSINESS),
      group(t("Preferences"), PREFERENCES),
      group(t("Record"), [OWN_ID, RESTRICTION]),
      mixins.node,
    ),
    done,
    element("div", { class: "form-foot" }, submit, cancel),
  );
  showAndHide(form.elements.password, password.querySelector(".field"));
  const heading = element("h2", { id: "register-heading", tabindex: "-1" }, t("Register a customer"));
  const section = element(
    "section",
    { class: "narrow", id: "register", "aria-labelledby": "register-heading", tabindex: "-1" },
    element("div", { class: "sheet-of-paper" }, summary, heading, element("p", { class: "lead" }, t("Last name and e-mail address are required, the rest is up to you. Addresses are added to a customer who is there.")), form),
  );
  place.append(section);

  desk.held.add(isHeld);
  if (draft) {
    fillIn(form, draft);
    // A group in which nothing was typed is there again as well.
    mixins.fill({ ...draft, mixins: { ...Object.fromEntries(draft.groups.map((name) => [name, {}])), ...draft.mixins } });
    form.querySelector("details").open = draft.open;
    form.querySelector("#register-notify").checked = draft.notify;
    draft = undefined;
  }

  const bound = boundForm(desk, form, {
    schema: ({ schemas }) => schemas.customerCreate,
    summary,
    needed: NEEDED,
    submit: { button: submit, idle: t("Register customer"), busy: t("Registering…") },
    cancel,
    conflict: (error) => conflictOf(bound.values(), error),
    unsure: UNSURE,
    async send(value, options) {
      done.hidden = true;
      const client = await connection.emporix();
      const { id } = await client.customers.create(value, form.querySelector("#register-notify").checked ? {} : { sendPasswordResetNotifications: false }, options);
      const name = [value.firstName, value.lastName].filter(Boolean).join(" ");
      form.reset();
      mixins.fill();
      confirm(name, id);
    },
  });

  const isUnsaved = () => bound.isSending() || isTyped(form) || mixins.names().length > 0;

  function confirm(name, id) {
    const words = t("{name} is registered.", { name });
    const link = element("a", { href: address("customers", id) }, t("Open the customer"));
    done.replaceChildren(icon("done"), element("p", {}, words, " ", link));
    done.hidden = false;
    announce(words);
    scrollTo(done, "nearest");
    link.focus({ preventScroll: true });
  }

  form.addEventListener("input", () => {
    done.hidden = true;
  });

  return {
    title: t("New customer"),
    focus: heading,
    isUnsaved,
    // What was typed stays; what is being sent would be cut, and nobody would know what became of it.
    mayLeave: () => !bound.isSending() || mayBeLost(),
    dispose() {
      draft = isUnsaved() ? { ...bound.values(), groups: mixins.names(), open: form.querySelector("details").open, notify: form.querySelector("#register-notify").checked } : undefined;
      bound.dispose();
    },
  };
}

function group(legend, list) {
  return element("fieldset", {}, element("legend", {}, legend), fields("register", ...list));
}

/** The service names the account that is in use, which is the e-mail address or the id; of other fields it says itself what is wrong. */
function conflictOf({ contactEmail, id }, error) {
  const named = (error.details ?? []).map(({ field }) => field);
  if (named.length > 0 && !named.some((field) => field === "contactEmail" || field === "id")) return undefined;
  const said = (error.serviceMessage ?? "").toLowerCase();
  const names = (text) => text !== undefined && said.includes(`'${text.toLowerCase()}'`);
  if (named.includes("contactEmail") || names(contactEmail) || id === undefined) return { name: "contactEmail", message: TAKEN };
  if (named.includes("id") || names(id)) return { name: "id", message: TAKEN_ID };
  return { message: error.serviceMessage || t("The e-mail address or the customer id is taken. Enter different ones.") };
}
