// The few words of the forms' own. Messages about values come from the schema, in its language.

const EN = {
  error: "Error: ",
  problem: "There is a problem",
  enter: (name) => `Enter a value for ${name}.`,
  choose: (name) => `Choose: ${name}.`,
  removed: (name) => `${name}: removed.`,
};

const DE = {
  error: "Fehler: ",
  problem: "Es gibt ein Problem",
  enter: (name) => `Geben Sie einen Wert für ${name} an.`,
  choose: (name) => `Wählen Sie: ${name}.`,
  removed: (name) => `${name}: entfernt.`,
};

export const wordsOf = (locale) => (locale === "de" ? DE : EN);

/** The first words of a label or a legend, without a note such as "required". */
export const wordsIn = (label) => [...(label?.childNodes ?? [])].map(({ textContent }) => textContent.trim()).find(Boolean);

/** What a field is called: by its label; a group by its legend. */
export function labelOf({ first, controls }) {
  return wordsIn(controls[1] ? first.closest("fieldset")?.querySelector("legend") : first.labels?.[0]) ?? first.getAttribute("aria-label") ?? first.name;
}
