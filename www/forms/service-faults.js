// What the service said about a customer that was sent, as faults of the form.

import { describe } from "../words.js";
import { nameOf } from "./values.js";

/**
 * `{ faults, settings }` for the error of a create. `value` is what was sent; `has(name)` tells whether the form has a
 * control of that name.
 */
export function faultsOf(error, { value, has, address }) {
  if (error.code === "validation") return ofIssues(error, { has, address });
  if (error.code === "conflict") return { faults: [ofConflict(error, value)], settings: false };
  const details = error.details ?? [];
  if (error.code === "bad_request" && details.length > 0) {
    return { faults: details.map((detail) => ofDetail(detail, has)), settings: false };
  }
  const { title, text, settings } = describe(error, address);
  // After a cut or a cancel the service may have saved the customer all the same: sending again blindly could be wrong.
  const after = error.ambiguous
    ? "It is not certain whether the customer was saved: look at the list before you send again. What you typed is still here."
    : "What you typed is still here.";
  return { faults: [{ message: `${title}. ${text} ${after}` }], settings };
}

/** Issues of the customer stand at their fields; those of the client's options belong to the connection. */
function ofIssues(error, { has, address }) {
  const faults = (error.issues ?? []).map(({ path, message }) => ({ name: nameOf(path), message }));
  if (faults.some(({ name }) => has(name))) return { faults, settings: false };
  const { title, text } = describe(error, address);
  return { faults: [{ message: `${title}. ${text}` }], settings: true };
}

function ofDetail({ field, message }, has) {
  const text = message || "The service does not take this value. Enter another one.";
  if (has(field)) return { name: field, message: text };
  return { message: field ? `${field}: ${text}` : text };
}

/** The service names the account that is in use, which is the e-mail address or the id. */
function ofConflict(error, { contactEmail, id }) {
  const fields = (error.details ?? []).map(({ field }) => field);
  const said = (error.serviceMessage ?? "").toLowerCase();
  const names = (text) => text !== undefined && said.includes(`'${text.toLowerCase()}'`);
  if (fields.includes("contactEmail") || names(contactEmail) || id === undefined) {
    return { name: "contactEmail", message: "This e-mail address belongs to another customer. Enter a different one." };
  }
  if (fields.includes("id") || names(id)) {
    return { name: "id", message: "This customer id is taken. Enter a different one, or leave it empty." };
  }
  return { message: "The e-mail address or the customer id belongs to another customer. Change one of them and send again." };
}
