// Dates, languages and countries, as readers of the page's language write them. A service may send anything: what is no
// date or no code is shown as it came.

import { Words, locale } from "./words.js";

const DAY = { dateStyle: "medium" };
const MOMENT = { dateStyle: "full", timeStyle: "short" };

/** `{ day, moment, iso }` of a date-time; undefined when it is none. */
export function moment(text) {
  const date = new Date(text);
  if (Number.isNaN(date.getTime())) return undefined;
  const written = (style) => new Words(() => new Intl.DateTimeFormat(locale(), style).format(date));
  return { day: written(DAY), moment: written(MOMENT), iso: date.toISOString() };
}

/** A time of today to the second. */
export function clock(date) {
  return new Words(() => new Intl.DateTimeFormat(locale(), { timeStyle: "medium" }).format(date));
}

/** `de_DE` as `German (DE)`; `Intl` knows BCP 47 alone, which has a hyphen there. */
export function languageName(tag) {
  return new Words(() => {
    try {
      const { language, region } = new Intl.Locale(tag.replaceAll("_", "-"));
      const name = new Intl.DisplayNames(locale(), { type: "language" }).of(language);
      return region ? `${name} (${region})` : name;
    } catch {
      return tag;
    }
  });
}

/** The name of the country; its code where nobody knows one. */
export function countryName(code) {
  return new Words(() => {
    try {
      return new Intl.DisplayNames(locale(), { type: "region", fallback: "none" }).of(code) ?? code;
    } catch {
      return code;
    }
  });
}
