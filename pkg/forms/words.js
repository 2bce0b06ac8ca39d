// The few words that are the form's own; the schema has those for its issues.
const ENGLISH = {
  error: "Error: ",
  problem: "There is a problem",
  fill: (label) => `Fill in “${label}”.`,
  choose: (label) => `Make a choice for “${label}”.`,
  refused: "The service does not take this value. Enter another one.",
};
const GERMAN = {
  error: "Fehler: ",
  problem: "Es gibt ein Problem",
  fill: (label) => `Füllen Sie „${label}“ aus.`,
  choose: (label) => `Treffen Sie eine Wahl bei „${label}“.`,
  refused: "Der Dienst nimmt diesen Wert nicht an. Geben Sie einen anderen ein.",
};

export const wordsIn = (locale) => (locale === "de" ? GERMAN : ENGLISH);

/** What a title starts with while a form on the page has errors, in either language. */
export const TITLES = [ENGLISH.error, GERMAN.error];
