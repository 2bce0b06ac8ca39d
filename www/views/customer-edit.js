// The form that changes a customer. It shows what will be sent while it is typed, and when somebody else was faster both
// versions, to choose from.

import { element } from "../parts/dom.js";
import { field, fields, fillIn, submitButton, summaryBox } from "../parts/fields.js";
import { boundForm } from "../parts/form.js";
import { isRecord, textsOf } from "../parts/text.js";
import { library } from "../shell/package.js";
import { say, t } from "../words/words.js";
import { planned, withKept } from "./customer-changes.js";
import { BUSINESS, main, NEEDED, PERSON, PREFERENCES, RESTRICTION } from "./customer-fields.js";
import { mixinGroups } from "./mixin-groups.js";
import { versions } from "./customer-versions.js";

const UNSURE = t("It is not certain whether the customer was saved: load the page again and look before you send again.");
const TAKEN = t("This e-mail address belongs to another customer. Enter a different one.");
const TEXTS = [...main({}), ...PERSON, ...BUSINESS, ...PREFERENCES, RESTRICTION].map(({ name }) => name).filter((name) => !name.includes("."));

/**
 * The form. `given` is the customer as it was read, `read()` reads it anew, `onSaved(sent)` is called when all is saved, with
 * false when there was nothing to send, and `onClose()` takes the form away.
 */
export function customerEdit(desk, number, given, { read, onSaved, onClose }) {
  const { connection, announce } = desk;
  const summary = summaryBox("edit-summary");
  const submit = submitButton(t("Save the customer"), { id: "edit-submit" });
  const cancel = element("button", { class: "quiet", type: "button", id: "edit-cancel", on: { click: () => (bound.isSending() ? bound.stop() : onClose()) } }, t("Cancel"));
  const mixins = mixinGroups("edit", announce);
  const whole = field("edit", { key: "whole", type: "tick", label: t("Send the whole customer, not the change alone") });
  const plan = element("p", { class: "query", id: "edit-plan" });
  const form = element(
    "form",
    { id: "edit-form", "aria-labelledby": "edit-heading", autocomplete: "off" },
    fields("edit", ...main({ required: false }), ...PERSON),
    group(t("Business"), [...BUSINESS, RESTRICTION]),
    group(t("Preferences"), PREFERENCES),
    mixins.node,
    whole,
    element("div", { "aria-live": "off" }, plan),
    element("div", { class: "form-foot" }, submit, cancel),
  );
  const choice = element("div", {});
  const heading = element("h2", { id: "edit-heading", tabindex: "-1" }, t("Edit the customer"));
  const node = element("div", { class: "sheet-of-paper", id: "edit" }, summary, heading, choice, form);
  let base = given;
  let before;
  /** The parts of mixins that the form does not show, before a mixin was taken away. */
  let hidden;

  const bound = boundForm(desk, form, {
    schema: ({ schemas }) => schemas.customerPatch,
    summary,
    needed: NEEDED,
    submit: { button: submit, idle: t("Save the customer"), busy: t("Saving…") },
    unsure: UNSURE,
    conflict,
    async send(value, options) {
      const { kind, body } = await planOf(value);
      if (kind === "none") return onSaved(false);
      const client = await connection.emporix();
      try {
        if (kind === "patch") await client.customers.patch(number, body, options);
        else await client.customers.upsert(number, body, {}, options);
      } catch (error) {
        if (error.code !== "conflict" || !(await showVersions(value, options))) throw error;
        return undefined;
      }
      return onSaved(true);
    },
  });
  fill(given).then(() => showPlan());

  async function fill(customer) {
    base = customer;
    choice.replaceChildren();
    show(customer);
    hidden = mixins.kept();
    before = await valuesNow();
  }

  /** What the form would hold of a customer. */
  function show(customer) {
    const texts = textsOf(customer, TEXTS);
    const kind = form.elements.type;
    if (texts.type && ![...kind.options].some(({ value }) => value === texts.type)) kind.append(element("option", { value: texts.type }, texts.type));
    fillIn(form, { ...texts, b2b: textsOf(customer.b2b, ["companyRegistrationId"]) });
    // The service does not let an e-mail address be taken away.
    form.elements.contactEmail.required = Boolean(texts.contactEmail);
    mixins.fill(customer);
  }

  async function valuesNow() {
    await bound.ready;
    return bound.values();
  }

  async function planOf(after) {
    const { schemas } = await library();
    const names = Object.keys(schemas.customerUpdate.jsonSchema.properties ?? {});
    return planned({ before, after, given: base, kept: mixins.kept(), names, whole: whole.querySelector("input").checked });
  }

  async function showPlan() {
    const { kind, body } = await planOf(await valuesNow());
    if (kind === "none") say(plan, t("Nothing is changed yet."));
    else plan.replaceChildren(element("span", {}, t("What is sent:")), " ", element("code", { class: "break" }, `${kind === "patch" ? "PATCH" : "PUT"} ${JSON.stringify(body)}`));
  }
  for (const type of ["input", "change"]) form.addEventListener(type, () => showPlan());
  new MutationObserver(() => showPlan()).observe(mixins.node, { childList: true, subtree: true });

  /** Whether there is another version meanwhile; then both are shown. */
  async function showVersions(mine, options) {
    const now = await read(options);
    if (now.metadata?.version === base.metadata?.version) return false;
    const left = mixins.kept();
    const dropped = Object.keys(hidden).filter((name) => left[name] === undefined);
    show(now);
    const theirs = bound.values();
    const kept = mixins.kept();
    // A mixin that was taken away goes as a whole; of any other what the form does not show is as it is now.
    const holds = (value) => holding(now, withKept(value, Object.fromEntries(Object.entries(kept).filter(([name]) => value.mixins?.[name] !== undefined || !dropped.includes(name)))));
    show(holds(mine));
    const offer = versions({
      before,
      mine,
      theirs,
      onChoose(chosen) {
        base = now;
        before = theirs;
        hidden = kept;
        show(holds(chosen));
        choice.replaceChildren();
        form.requestSubmit();
      },
      async onTake() {
        await fill(now);
        await showPlan();
        heading.focus();
        announce(t("The form holds what is there now."));
      },
    });
    choice.replaceChildren(offer);
    offer.focus();
    announce(t("Somebody changed this customer after you opened it. Choose what is to be saved."));
    return true;
  }

  /** Whose the service says it is, or whose it must be; anything else the service says in its own words. */
  function conflict({ details = [], serviceMessage = "" }) {
    const { contactEmail } = bound.values();
    const changed = contactEmail !== undefined && contactEmail !== before.contactEmail;
    const named = details.some(({ field }) => field === "contactEmail") || (changed && serviceMessage.toLowerCase().includes(contactEmail.toLowerCase()));
    return named || (changed && details.length === 0) ? { name: "contactEmail", message: TAKEN } : undefined;
  }

  return {
    node,
    focus: () => heading.focus(),
    /** Whether something would be lost with the form. */
    isChanged: () => bound.isSending() || (before !== undefined && JSON.stringify(bound.values()) !== JSON.stringify(before)),
    dispose: () => bound.dispose(),
  };
}

/** A customer who has of the form's fields what a value of the form has, and nothing where that has nothing. */
function holding(customer, value) {
  const emptied = Object.fromEntries([...TEXTS, "b2b"].map((name) => [name, undefined]));
  return { ...customer, ...emptied, ...value, mixins: value.mixins ?? {}, metadata: { ...customer.metadata, mixins: value.metadata?.mixins ?? {} } };
}

function group(legend, list) {
  return element("fieldset", {}, element("legend", {}, legend), fields("edit", ...list));
}
