// What may throw, answered without throwing. wasm-bindgen's own `catch` would leave a slot of its table of JavaScript values
// behind with each exception of a function that returns a value; here nothing throws, so nothing is left behind.

/** Stands for a value that could not be had. It is of a kind that no check lets pass. */
const THROWN = Symbol("thrown");

const attempt = (ask) => {
  try {
    return ask();
  } catch {
    return THROWN;
  }
};

export const isThrown = (value) => value === THROWN;

/** A property; of null and undefined there is none. Written out, because it is called for every field. */
export const read = (value, key) => {
  try {
    return value?.[key];
  } catch {
    return THROWN;
  }
};

export const keys = (value) => attempt(() => Object.keys(value));

export const parse = (text) => attempt(() => JSON.parse(text));

/** `undefined` for what JSON has no text for, a function for one. */
export const stringify = (value) => attempt(() => JSON.stringify(value));

/** Calls `send`, or the runtime's own `fetch`, as a plain function: `this` would make it an illegal invocation. */
export const dispatch = async (send, resource, init) => (send ? send(resource, init) : fetch(resource));

/** The text of a response, of whatever realm it is. */
export const textOf = async (response) => {
  if (typeof response?.text !== "function") throw new TypeError("fetch answered with something that is no Response");
  return response.text();
};
