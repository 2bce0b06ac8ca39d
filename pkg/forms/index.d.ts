import type { ClientError, Issue, Schema, ValidateOptions } from "../index.js";

/** How a form is bound. `locale`, `messages` and `codes` are those of {@link Schema.with}. */
export interface BindOptions<T> extends ValidateOptions {
  /**
   * Called with the value of a form that is fine, in place of sending the form. While its promise is open the form is
   * `aria-busy` and a second submit does nothing. Rejecting with a ClientError shows it like {@link BoundForm.showErrors}; any
   * other error stays an unhandled one.
   *
   * Where the module cannot be loaded, it is called with what only the browser's own checks have seen.
   */
  onSubmit?: (value: T, event: SubmitEvent) => void | Promise<void>;
  /**
   * When a field is judged first: when a person leaves it changed (`"blur"`, the default), or with the whole form. From then on
   * it is judged with every input until it is fine.
   */
  trigger?: "blur" | "submit";
  /** The element for the summary of errors, best above the heading. Without it one is made at the top of the form. */
  summary?: HTMLElement;
}

/** A form that is bound. */
export interface BoundForm {
  /**
   * Judges the whole form, shows every error and moves the focus to the summary; whether all is fine. Before the module is
   * loaded it is the browser's own `checkValidity()`.
   */
  validate(): boolean;
  /** The value of the form: see {@link bindForm}. */
  values(): unknown;
  /**
   * Shows errors at their fields and in the summary, and moves the focus there: issues, or what a service answered
   * (`details[].field`). What has no field stands in the summary alone. A field keeps its error until it is changed.
   */
  showErrors(error: ClientError | Issue[]): void;
  /** Takes away everything that was added to the page, and every listener. */
  dispose(): void;
}

/**
 * Binds a plain HTML form to a schema.
 *
 * Names of controls are paths: `contactEmail`, `addresses[0].city`, `addresses.0.city`; `tags[]` is a list. Outer spaces do not
 * count (but in passwords and with `data-spaces="keep"`), an empty text is absent, a checkbox is true or false, several of one
 * name are a list, `type="number"` and `data-type="number"` are numbers. `country`, `currency`, `preferredCurrency` and controls
 * with `autocapitalize="characters"` are put in capitals. Files, buttons and disabled controls are left out. The blocks of a
 * list are counted in their order, so that one may be taken out.
 *
 * A message stands in the element with `data-error-for="<name>"`, or in a `p.form-error` of its own before the control; it is
 * one of the control's descriptions. What the markup asks for (`required`, `pattern`) holds too, `data-needed` being the words
 * for what is missing. The summary is `.form-summary`. Fields that are added later are bound with the form.
 *
 * The schema's module is loaded when the form gets the focus. Where it cannot be loaded, the form is sent after the browser's own
 * checks, so that the markup and the server do the work.
 *
 * Binding a form again ends the binding before.
 *
 * @example
 * ```js
 * import { schemas } from "commerce-customers";
 * import { bindForm } from "commerce-customers/forms";
 *
 * bindForm(document.querySelector("form"), schemas.customerCreate, {
 *   locale: "de",
 *   onSubmit: async (customer) => {
 *     await fetch("/api/customers", { method: "POST", body: JSON.stringify(customer) });
 *     location.assign("/welcome");
 *   },
 * });
 * ```
 */
export function bindForm<T>(form: HTMLFormElement, schema: Schema<T>, options?: BindOptions<T>): BoundForm;
