// Assigns one customer by hand.

import { element, icon } from "../parts/dom.js";
import { fields, isTyped, submitButton, summaryBox } from "../parts/fields.js";
import { boundForm } from "../parts/form.js";
import { say, t } from "../words/words.js";
import { putOne } from "./segment-parts.js";

/** `onAdded(key)` shows the assignment in the list. */
export function addForm(desk, id, onAdded) {
  const summary = summaryBox("assignment-summary");
  const submit = submitButton(t("Assign"));
  const told = element("p", {});
  const done = element("div", { class: "done", id: "assignment-done", hidden: true }, icon("done"), told);
  const form = element(
    "form",
    { id: "assignment-form", autocomplete: "off" },
    fields(
      "assignment",
      { name: "customerId", label: t("Customer ID"), required: true, verbatim: true, wide: true },
      { name: "legalEntityId", label: t("Legal entity ID"), verbatim: true, wide: true, hint: t("For business customers; empty for shoppers") },
    ),
    element("div", { class: "form-foot" }, submit),
    done,
  );
  const node = element("div", { class: "sheet-of-paper segment-add" }, summary, element("h3", {}, t("Assign a customer")), form);

  const bound = boundForm(desk, form, {
    schema: ({ schemas }) => schemas.assignmentBulkItem,
    summary,
    needed: { customerId: t("Enter the customer's id.") },
    submit: { button: submit, idle: t("Assign"), busy: t("Assigning…") },
    async send({ customerId, legalEntityId }) {
      done.hidden = true;
      const key = { customerId, ...(legalEntityId && { legalEntityId }) };
      try {
        show(key, await putOne((await desk.connection.emporix()).segment(id), key));
      } catch (error) {
        const faults = faultsOf(error, key);
        if (!faults) throw error;
        bound.show(faults);
      }
    },
    unsure: t("It is not certain whether the customer was assigned. Assigning again does no harm."),
  });

  function show(key, { created }) {
    const values = { customer: key.customerId, segment: id };
    const words = created === false ? t("{customer} was in {segment} already; the assignment was written anew.", values) : t("{customer} is assigned to {segment}.", values);
    say(told, words);
    done.hidden = false;
    desk.announce(words);
    form.reset();
    // Whoever has gone on meanwhile is not fetched back.
    if (form.contains(document.activeElement)) form.elements.customerId.focus();
    onAdded(key);
  }

  return { node, isTyped: () => isTyped(form), dispose: bound.dispose };
}

/** What the service says of the ids; undefined for what is not about them. */
function faultsOf(error, { legalEntityId }) {
  const { code, details = [], serviceMessage: said } = error;
  if (code === "not_found") {
    const message = legalEntityId ? t("The service does not know this customer with this legal entity. Check both ids.") : t("The service does not know this customer. Check the id.");
    return [{ name: "customerId", message }];
  }
  if (details.length > 0) return undefined;
  if (code === "conflict") return [{ name: "customerId", message: t("Somebody else changed this assignment just now. Look at it in the list before you assign the customer again.") }];
  if (code === "bad_request") return [{ name: "customerId", message: said ? t("The service does not take this id. It said: {said}", { said }) : t("The service does not take this id. Enter another one.") }];
  return undefined;
}
