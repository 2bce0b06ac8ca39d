// What the service said about a customer or an address that was sent, as faults of the form.

import { describe } from "../words.js";
import { nameOf } from "./values.js";

/** The client's options that the page lets a person choose. */
const SETTINGS = ["baseUrl", "tenant", "auth"];

/**
 * `{ faults, settings }` for the error of a write. `has(name)` tells whether the form has a control of that name;
 * `conflict(error)` gives the fault for a 409; `unsure` is what to say where the service may have saved it all the same.
 */
export function faultsOf(error, { has, conflict, unsure, address }) {
  if (error.code === "validation") return ofIssues(error, { has, address });
  if (error.code === "conflict") return { faults: [conflict(error)], settings: false };
  const details = error.details ?? [];
  if (error.code === "bad_request" && details.length > 0) {
    return { faults: details.map((detail) => ofDetail(detail, has)), settings: false };
  }
  const { title, text, settings } = describe(error, address);
  // After a cut or a cancel the service may have saved it: sending again blindly could be wrong.
  const after = error.ambiguous ? `${unsure} What you typed is still here.` : "What you typed is still here.";
  return { faults: [{ message: `${title}. ${text} ${after}` }], settings };
}

/** Issues of what was sent stand at their fields; those of the client's options belong to the connection. */
function ofIssues(error, { has, address }) {
  const issues = error.issues ?? [];
  if (issues.some(({ path }) => !SETTINGS.includes(path[0]))) {
    const faults = issues.map(({ path, message }) => ofDetail({ field: nameOf(path), message }, has));
    return { faults, settings: false };
  }
  const { title, text } = describe(error, address);
  return { faults: [{ message: `${title}. ${text}` }], settings: true };
}

function ofDetail({ field, message }, has) {
  const text = message || "The service does not take this value. Enter another one.";
  if (has(field)) return { name: field, message: text };
  return { message: field ? `${field}: ${text}` : text };
}
