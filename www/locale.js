// How numbers, dates and names are written: as the reader is used to, in the language of the page.

const PAGE_LANGUAGE = document.documentElement.lang;

export const LOCALE = navigator.languages.find((tag) => tag.split("-")[0] === PAGE_LANGUAGE) ?? PAGE_LANGUAGE;

const NUMBER = new Intl.NumberFormat(LOCALE);

export function inDigits(number) {
  return NUMBER.format(number);
}
