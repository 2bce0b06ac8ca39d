/**
 * Plain HTML forms with this package's schemas: checks at the right moment, says at each field and above the form what is
 * wrong, sends once, and shows the service's answers in the same places. No framework, and no import of the client: it goes
 * with any entry of the package. Importing it does nothing, also on a server.
 *
 * @example
 * ```js
 * import { EmporixClient, schemas } from "commerce-customers";
 * import { bindForm } from "commerce-customers/forms";
 *
 * const client = new EmporixClient({ tenant: "acme", auth: { token } });
 * const form = document.querySelector("form");
 * if (form) {
 *   bindForm(form, schemas.customerCreate, {
 *     onSubmit: async (customer) => {
 *       const { id } = await client.customers.create(customer); // what it rejects with is shown at the fields
 *       location.assign(`/customers/${encodeURIComponent(id)}`);
 *     },
 *   });
 * }
 * ```
 *
 * @packageDocumentation
 */
import type { ClientError, Issue, Schema, ValidateOptions } from "../index.js";

/** How a form is bound; `locale`, `messages` and `codes` are the schema's. */
export interface FormOptions<T> extends ValidateOptions {
  /**
   * The language of the messages and of the few words of the form's own ("Error:", "There is a problem"). Default `"en"`.
   * Give it here: that of a schema which `with({ locale })` made is not known, and English words would stand beside its messages.
   */
  locale?: ValidateOptions["locale"];
  /**
   * Called with the form's value when it is fine; the form is not sent by the browser then. As long as its promise is pending
   * the form has `aria-busy` and a further submit does nothing. A {@link ClientError} that it rejects with is shown as by
   * {@link FormBinding.showErrors}; anything else is an unhandled rejection, as it would be anywhere.
   *
   * Without it the browser sends a form that is fine, by the button that was pressed, with the texts as they were typed.
   */
  onSubmit?: (value: T, event: SubmitEvent) => void | Promise<void>;
  /**
   * When a field may speak first: `"blur"` (the default) when it is left changed, and at a submit; `"submit"` at a submit only.
   * A field that shows an error is checked with every input from then on.
   */
  trigger?: "blur" | "submit";
  /**
   * The element for the summary of what is wrong: empty, above the form's heading, `hidden` if you like. Its content is
   * replaced; its heading is an `h2`, or what `data-heading` says, such as `h4`. By default a `<div class="error-summary">` is put at the top of the form as long as there is something to say.
   */
  summary?: HTMLElement;
}

/** A form that is bound. */
export interface FormBinding {
  /**
   * Checks the whole form as a submit does, the summary and its focus included, for a step of a longer form. Returns whether
   * all is well.
   *
   * @throws {ClientError} `configuration` in a browser before the module is loaded; `await init()` before.
   */
  validate(): boolean;
  /** What the form holds: the value that is checked and given to `onSubmit`; how it is read stands at {@link bindForm}. */
  values(): unknown;
  /**
   * Shows what a service or you have found, and nothing else, in the same places as a check does; the focus moves to the
   * summary. Of a ClientError: its `issues` (code `validation`), else its `details` by their `field`, else its `message`.
   * What is about no field stands in the summary without a link. At a field it goes when the field is changed.
   *
   * @example
   * ```js
   * const binding = bindForm(form, schemas.customerCreate);
   * binding.showErrors([{ path: ["contactEmail"], code: "conflict", message: "This address is taken.", params: {} }]);
   * ```
   */
  showErrors(error: ClientError | Issue[]): void;
  /**
   * Takes away all that was put into the page, the listeners too, and gives back `novalidate`. Call it when the form leaves a page
   * that stays. What was typed is not touched.
   */
  dispose(): void;
}

/**
 * Binds a form to a schema. A form that is bound already is bound anew.
 *
 * **When it speaks.** `novalidate` is set, so that messages come from the schema: first when a field is left changed or at a
 * submit, then with every input as long as the field shows an error; never while an input method composes. In a browser the
 * module is loaded when the form gets the focus; a submit that is earlier waits for it. When it cannot be loaded, `novalidate`
 * goes, and the form is the browser's: keep `required`, `type`, `maxlength` and `pattern` in the markup. While bound, they
 * hold too: `required` by the field's label, or in your words by `messages` with code `required`, the others in the browser's. A button with
 * `formnovalidate` sends the form unchecked.
 *
 * **What it shows.** At a wrong field `aria-invalid`, `setCustomValidity()`, and a message whose id joins those in
 * `aria-describedby`: in the element with an `id` and `data-error-for="<the field's name>"`, else in a `<p class="field-error">`
 * before the control, which is after its label and its hint (before the label that holds the control, before the first of a group). It begins with a
 * sign and, for ears alone, "Error: ". A live region speaks it after a pause. A submit with faults shows a summary with a link a
 * fault, which gets the focus, opens each `<details>` around a wrong field, and puts "Error: " before the page's title. There are no styles but for what is unseen; style
 * `.field-error`, `.error-summary` and `[aria-invalid="true"]`. Label every control.
 *
 * **What it reads.** Names are paths: `b2b.companyRegistrationId`, `addresses[0].city` or `addresses.0.city`, `tags[]`; names with
 * `__proto__`, `prototype` or `constructor` in them are left out. Items of a list in which nothing is filled in are left out and
 * the others move up; issues still find their fields. Empty text is absent, outer spaces do not count but in passwords (also shown
 * ones, by `autocomplete`). Capitals are put where `autocapitalize="characters"` is, and without that attribute in fields called
 * `country`, `currency` and `preferredCurrency`. `number` and `range` are numbers; what the browser cannot read in them, or in a
 * date, is the empty text, which is an issue. A checkbox is true or false, several of a name are the list of the ticked, radio
 * buttons are the one chosen; a `select` is its choice, with `multiple` a list; other controls of one name are a list. Files,
 * buttons and what is disabled are left out. Controls elsewhere on the page with `form="<id>"` belong to it.
 *
 * **What comes and goes.** Fields may be added at any time; with those that are removed their errors go. A block that is removed
 * with the focus in it hands the focus to what follows, and the name in its `<legend>` is announced; fields that a
 * `<button type="button">` adds get the focus. A page that moves the focus itself has its way.
 *
 * @example
 * ```js
 * const binding = bindForm(form, schemas.addressCreate, {
 *   locale: "de",
 *   messages: ({ path, code }) => (code === "required" && path[0] === "city" ? "Geben Sie die Stadt ein." : undefined),
 *   onSubmit: async (address) => {
 *     await client.customers.addresses("C-1042").add(address);
 *   },
 * });
 * addEventListener("pagehide", () => binding.dispose());
 * ```
 */
export function bindForm<T>(form: HTMLFormElement, schema: Schema<T>, options?: FormOptions<T>): FormBinding;
