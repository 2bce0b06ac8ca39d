// A form of the page, bound to a schema of the package: checked in the page's language, sent once, and answered in place.

import { formLibrary, load } from "../shell/package.js";
import { describe, logUnknown } from "../words/failures.js";
import { language, languageChange, say, sentences, t } from "../words/words.js";
import { settingsButton } from "./dom.js";

/** The client's options that the page lets a person choose. */
const SETTINGS = ["baseUrl", "tenant", "auth", "apiKey"];

/**
 * Binds a form. Without a schema everything that it holds is fine but what its markup requires.
 *
 * - `schema(library)`: what the form's value is judged by;
 * - `summary`: the empty, hidden element for what is wrong;
 * - `needed`: words for required fields that hold nothing, by name;
 * - `send(value, { signal })`: does what the form is for. What it throws is shown: at fields where it can be;
 * - `submit`: the button, with what it says at rest and while sending: `{ button, idle, busy }`, words both;
 * - `cancel`: a button that stops what is being sent, and is hidden else;
 * - `conflict(error)`: the fault of a 409, `{ name?, message }`; undefined for the service's own words;
 * - `unsure`: what to say where the service may have done it all the same;
 * - `settingsOwn`: the form's own fields are the connection's settings.
 */
export function boundForm(desk, form, options) {
  const { schema = () => schemaOf(() => []), summary, needed = {}, send, submit, cancel, conflict, unsure, settingsOwn = false } = options;
  let binding;
  let sending;
  let over = false;
  /** What was said last that no rule of the form says, and whether the language changed while the form was sent. */
  let told;
  let late = false;
  // A form that is sent before it is bound is held, and not judged by the browser alone.
  const plain = form.noValidate;
  form.noValidate = true;

  async function bind() {
    const found = await formLibrary();
    if (over) return;
    if (!binding) form.noValidate = plain;
    binding = found.bindForm(form, schema(found), {
      locale: language(),
      summary,
      messages: ({ path, code }) => (code === "required" && needed[nameOf(path)] ? String(needed[nameOf(path)]) : undefined),
      onSubmit,
    });
  }

  async function onSubmit(value) {
    sending = new AbortController();
    told = undefined;
    showSending(true);
    if (submit?.busy) desk.announce(submit.busy);
    try {
      await send(value, { signal: sending.signal });
    } catch (error) {
      desk.announce("");
      if (!over && form.isConnected) report(error);
    } finally {
      sending = undefined;
      showSending(false);
      if (late) rebind();
    }
  }

  function report(error) {
    logUnknown(error);
    const { faults, settings } = faultsOf(error, { has: (name) => controlNamed(form, name) !== undefined, conflict, unsure, settingsOwn, address: desk.connection.settings.baseUrl });
    show(faults, settings ? settingsButton(desk.openSettings) : undefined);
  }

  /** Shows `{ name?, message }` at their fields and above the form, with `action` below; as soon as the form is bound. */
  function show(faults, action) {
    if (over) return;
    if (!binding) {
      ready.then(() => show(faults, action), () => {});
      return;
    }
    // Assistive technology may not look into a form that is busy.
    form.removeAttribute("aria-busy");
    told = { faults, action };
    binding.showErrors(faults.map(({ name, message }) => ({ path: name ? [name] : [], message: String(message), code: "conflict", params: {} })));
    if (action) summary.append(action);
  }

  function showSending(busy) {
    // The focus must not be lost with the button that goes.
    if (!busy && cancel && document.activeElement === cancel) submit.button.focus({ preventScroll: true });
    if (cancel) cancel.hidden = !busy;
    if (!submit) return;
    if (busy) submit.button.setAttribute("aria-busy", "true");
    else submit.button.removeAttribute("aria-busy");
    const text = submit.button.querySelector(".primary-text");
    if (text && submit.idle) say(text, busy ? submit.busy : submit.idle);
  }

  // Until the form is bound, and where the module cannot be had, a submit waits for the package or says what is missing.
  async function hold(event) {
    if (event.defaultPrevented) return;
    event.preventDefault();
    try {
      await load();
      await bind();
      // While the event that was held is on its way, a form cannot be submitted anew.
      setTimeout(() => form.requestSubmit());
    } catch (error) {
      desk.showNotLoaded(error);
    }
  }

  /** What is wrong is said in the new language, where it was said before. */
  async function rebind() {
    late = sending !== undefined;
    if (late || !binding) return;
    const said = !summary.hidden;
    // What was mended since is not said again.
    const faults = told?.faults.filter(({ name }) => !name || controlNamed(form, name)?.getAttribute("aria-invalid") === "true") ?? [];
    await bind();
    if (!said) return;
    const at = document.activeElement;
    if (faults.length > 0) show(faults, told.action);
    else binding.validate();
    at?.focus({ preventScroll: true });
  }
  form.addEventListener("submit", hold);
  cancel?.addEventListener("click", () => sending?.abort());
  languageChange.addEventListener("change", rebind);
  showSending(false);
  const ready = bind();
  ready.catch(desk.showNotLoaded);

  return {
    /** Is kept when the form is bound: from then on it has values. */
    ready,
    show,
    report,
    /** What the form holds. */
    values: () => binding?.values() ?? {},
    isSending: () => sending !== undefined,
    stop: () => sending?.abort(),
    /** Takes all errors away. */
    clear() {
      told = undefined;
      binding?.showErrors([]);
    },
    /** Says another thing on the button. */
    name(words) {
      submit.idle = words;
      showSending(sending !== undefined);
    },
    dispose() {
      over = true;
      sending?.abort();
      languageChange.removeEventListener("change", rebind);
      binding?.dispose();
    },
  };
}

/** A schema for what none of the package's is about: `issuesIn(value)` are the issues of a value. */
export function schemaOf(issuesIn) {
  const validate = (value) => {
    const issues = issuesIn(value);
    return issues.length > 0 ? { issues } : { value };
  };
  const schema = { "~standard": { validate }, validate: (value) => ({ issues: [], ...validate(value) }), with: () => schema };
  return schema;
}

/** `["addresses", 0, "city"]` as `addresses[0].city`. */
export function nameOf(path) {
  return path.reduce((name, step) => (typeof step === "number" ? `${name}[${step}]` : name ? `${name}.${step}` : step), "");
}

/** Controls are found in the list of elements: one that is named `id` or `title` hides the form's own property. */
export function controlNamed(form, name) {
  return [...form.elements].find((control) => control.name === name);
}

/**
 * `{ faults, settings }` for the error of a write: what the service said of single fields stands there, and what is about
 * the connection leads to its settings.
 */
export function faultsOf(error, { has, conflict, unsure, settingsOwn, address }) {
  const issues = error?.code === "validation" ? (error.issues ?? []) : [];
  // Issues of what was sent stand at their fields; those of the client's options belong to the connection.
  if (issues.some(({ path }) => settingsOwn || !SETTINGS.includes(path[0]))) {
    return { faults: issues.map(({ path, message }) => atField(nameOf(path), message, has)), settings: false };
  }
  const details = error?.details ?? [];
  const own = error?.code === "conflict" ? conflict?.(error) : undefined;
  if (own) return { faults: [own], settings: false };
  if (["bad_request", "conflict"].includes(error?.code) && details.length > 0) {
    return { faults: details.map(({ field, message }) => atField(field, message, has)), settings: false };
  }
  const { title, text, settings } = describe(error, address);
  // After a cut or a cancel the service may have done it: sending again blindly could be wrong.
  const after = error?.ambiguous ? unsure : undefined;
  return { faults: [{ message: sentences(t("{title}.", { title }), text, after, t("What you typed is still here.")) }], settings };
}

function atField(field, message, has) {
  const text = message || t("The service does not take this value. Enter another one.");
  if (has(field)) return { name: field, message: text };
  return { message: field ? `${field}: ${text}` : text };
}
