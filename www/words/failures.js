// What a failed call means, in the page's words. The client's own messages are for developers; these say what a person
// can do next.

import { isNear } from "../shell/connection.js";
import { counted, sentences, t } from "./words.js";

const CODES = {
  not_loaded: () => ({
    title: t("The checks could not be loaded"),
    text: t("The page's WebAssembly module did not arrive, so nothing can be checked or sent. Check that you are online and try again."),
  }),
  part_not_loaded: () => ({
    title: t("A part of this page could not be loaded"),
    text: t("Check that you are online and try again."),
  }),
  authentication: () => ({
    title: t("The access token is not accepted"),
    text: t("Give a token that the service knows in the connection settings."),
    settings: true,
  }),
  no_token: () => ({
    title: t("The access token is not there any more"),
    text: t("A token is not kept when the page is loaded again. Give it once more in the connection settings."),
    settings: true,
  }),
  permission: () => ({
    title: t("This token is not allowed to do that"),
    text: t("Give a token that may read and manage customers in the connection settings."),
    settings: true,
  }),
  not_found: () => ({
    title: t("There is nothing at this address"),
    text: t("Check the address of the service and the tenant in the connection settings."),
    settings: true,
  }),
  validation: (error) => ({
    title: t("The connection settings need a correction"),
    text: error.issues?.map((issue) => issue.message).join(" ") || t("Look through the connection settings."),
    settings: true,
  }),
  unsearchable: (error) => ({
    title: t("This can't be searched for"),
    text: error.issues?.map((issue) => issue.message).join(" ") || t("Search for something else."),
  }),
  configuration: () => ({
    title: t("This page is not set up right"),
    text: t("The WebAssembly module that it checks and sends with can't be used here. Load the page again; if it stays, tell whoever runs this page."),
  }),
  connection: (_, address) =>
    isNear({ baseUrl: address })
      ? {
          title: t("The service can't be reached"),
          text: t("Nothing answers at {address}. Check that the sandbox is running, then try again.", { address }),
        }
      : {
          title: t("The service can't be reached"),
          text: t(
            "No answer from {address}. Check that you are online, that this page's Content-Security-Policy lets it talk to that address, and that the service lets pages of other origins call it (CORS).",
            { address },
          ),
          settings: true,
        },
  timeout: (_, address) => ({
    title: t("The service takes too long"),
    text: t("{address} did not answer in time. Try again in a moment.", { address }),
  }),
  aborted: () => ({
    title: t("Cancelled"),
    text: t("The call was stopped before the service answered."),
  }),
  rate_limit: ({ retryAfterMs }) => ({
    title: t("The service asks for a pause"),
    text: sentences(t("It got too many requests."), pause(retryAfterMs)),
  }),
  server: (error) => ({
    title: t("The service has a problem"),
    text: t("It answered with an error of its own ({status}). Try again in a moment.", { status: String(error.status ?? "5xx") }),
  }),
  decode: (_, address) => ({
    title: t("The answer can't be read"),
    text: t("What {address} answered is not what this service answers. Check the address in the connection settings.", { address }),
    settings: true,
  }),
};

/** How long the service asks to wait, as it said. */
function pause(ms) {
  if (!ms) return t("Try again in a minute.");
  const seconds = Math.ceil(ms / 1000);
  if (seconds <= 90) return counted(seconds, "Try again in 1 second.", "Try again in {count} seconds.");
  return t("Try again in {count} minutes.", { count: Math.ceil(seconds / 60) });
}

/** `{ title, text, settings }`: `settings` when the connection settings are where to go next. */
export function describe(error, address) {
  const words = CODES[error?.code];
  if (words) return { settings: false, ...words(error, address) };
  if (error?.status) {
    const said = error.serviceMessage ? t("It said: {said}", { said: error.serviceMessage }) : t("It gave no reason.");
    return { title: t("The service refused the request"), text: said, settings: false };
  }
  return {
    title: t("Something went wrong in this page"),
    text: t("Load the page again. If it stays, the browser's console says more."),
    settings: false,
  };
}

/** The same as one text. `unsure` is what to add where a write may have been carried out all the same. */
export function inSentences(error, address, unsure) {
  const { title, text } = describe(error, address);
  return sentences(t("{title}.", { title }), text, error?.ambiguous && unsure);
}

/** An error that no service and no wrong input explains is the page's own, and belongs into the console. */
export function logUnknown(error) {
  if (error?.code === undefined) console.error(error);
}
