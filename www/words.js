// What a failed call means, in the page's words. The client's own messages are for developers; these say what a person
// can do next.

import { isSandbox } from "./connection.js";

const CODES = {
  not_loaded: () => ({
    title: "The checks could not be loaded",
    text: "The page's WebAssembly module did not arrive, so nothing can be checked or sent. Check that you are online and try again.",
  }),
  authentication: () => ({
    title: "The access token is not accepted",
    text: "Give a token that the service knows in the connection settings.",
    settings: true,
  }),
  permission: () => ({
    title: "This token is not allowed to do that",
    text: "Give a token that may read and manage customers in the connection settings.",
    settings: true,
  }),
  not_found: () => ({
    title: "There are no customers at this address",
    text: "Check the address of the service and the tenant in the connection settings.",
    settings: true,
  }),
  validation: (error) => ({
    title: "The connection settings need a correction",
    text: error.issues?.map((issue) => issue.message).join(" ") || "Look through the connection settings.",
    settings: true,
  }),
  configuration: () => ({
    title: "This page is not set up right",
    text: "The WebAssembly module that it checks and sends with can't be used here. Load the page again; if it stays, tell whoever runs this page.",
  }),
  connection: (_, address) =>
    isSandbox({ baseUrl: address })
      ? {
          title: "The service can't be reached",
          text: `Nothing answers at ${address}. Check that the sandbox is running, then try again.`,
        }
      : {
          title: "The service can't be reached",
          text: `No answer from ${address}. Check that you are online, that this page's Content-Security-Policy lets it talk to that address, and that the service lets pages of other origins call it (CORS).`,
          settings: true,
        },
  timeout: (_, address) => ({
    title: "The service takes too long",
    text: `${address} did not answer in time. Try again in a moment.`,
  }),
  aborted: () => ({
    title: "Cancelled",
    text: "The call was stopped before the service answered.",
  }),
  rate_limit: () => ({
    title: "The service asks for a pause",
    text: "It got too many requests. Try again in a minute.",
  }),
  server: (error) => ({
    title: "The service has a problem",
    text: `It answered with an error of its own (${error.status ?? "5xx"}). Try again in a moment.`,
  }),
  decode: (_, address) => ({
    title: "The answer can't be read",
    text: `What ${address} answered is not what a customer service answers. Check the address in the connection settings.`,
    settings: true,
  }),
};

/** `{ title, text, settings }`: `settings` when the connection settings are where to go next. */
export function describe(error, address) {
  const words = CODES[error?.code];
  if (words) return { settings: false, ...words(error, address) };
  if (error?.status) {
    const said = error.serviceMessage ? `It said: ${error.serviceMessage}` : "It gave no reason.";
    return { title: "The service refused the request", text: said, settings: false };
  }
  return {
    title: "Something went wrong in this page",
    text: "Load the page again. If it stays, the browser's console says more.",
    settings: false,
  };
}
