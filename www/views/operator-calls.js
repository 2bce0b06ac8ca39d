// Calls to Spirii, and what their failures mean: a key in place of a token, filters that a key may not use.

import { settingsButton } from "../parts/dom.js";
import { failureNotice } from "../parts/notice.js";
import { sentences, t } from "../words/words.js";

const OPERATION = "spirii.customers.list";

/** Lists customers; without a key it is an error of code `no_key`. */
export async function list(desk, query, signal) {
  const client = await desk.connection.spirii();
  if (!client) throw Object.assign(new Error("no API key was given"), { code: "no_key" });
  const page = await client.customers.list(query, { signal });
  desk.connection.calls.find(OPERATION, page.issues);
  return page;
}

const WORDS = {
  no_key: () => ({ sign: "people", title: t("No API key was given"), text: t("Operators are Spirii's, which asks for a key of its own. Give one in the connection settings."), settings: true }),
  authentication: () => ({ title: t("The API key is not accepted"), text: t("Give a key that Spirii knows in the connection settings."), settings: true }),
  permission: ({ details = [] }) => {
    const about = details.find(({ field }) => /owner|cpo/i.test(field ?? ""));
    const text = about
      ? sentences(t("Only keys of owners and operators may ask for what is below one. Give such a key in the connection settings, or take the filter away."), about.message && t("It said: {said}", { said: about.message }))
      : t("Give a key that may list customers in the connection settings.");
    return { title: t("This key is not allowed to do that"), text, settings: true };
  },
};

/** The parts of a notice for a failed call; `retry` tries again. */
export function failure(desk, error, { retry, ...more }) {
  const { settings, ...own } = WORDS[error?.code]?.(error) ?? {};
  const address = desk.connection.settings.spirii?.baseUrl || "https://api.spirii.com";
  const parts = failureNotice(desk, error, { retry, address, ...own, ...more });
  if (!settings) return parts;
  // Without a key nothing is gained by trying again.
  const again = error.code === "no_key" ? [] : parts.actions.slice(-1);
  return { ...parts, actions: [settingsButton(desk.openSettings), ...again] };
}
