// Marks: texts that stand in for secrets and personal data, and the search for them in whatever comes out.
import { inspect } from "node:util";

// In every mark: it passes every rule for a text, a tenant's included, and occurs nowhere else.
const STEM = "zq7kxw9";
// In every number, and the moment of every date.
const NUMBERS = "91726";
const DAY = "2031-07-19";

/** A mark by its name. */
export const mark = (name) => `${STEM}${name}`;
/** One that is an e-mail address. */
export const mail = (name) => `${mark(name)}@${STEM}.example`;
/** A whole number, and a moment. */
export const number = (two) => Number(NUMBERS + two);
export const moment = () => new Date(`${DAY}T03:17:41Z`);

/** What of a text's base64 is the same whatever stands before and after it, for each of the three ways it can be cut. */
const base64 = (text) =>
  [0, 1, 2].map((before) => {
    const written = Buffer.from(" ".repeat(before) + text).toString("base64");
    return written.slice(Math.ceil((before * 8) / 6), Math.floor(((before + text.length) * 8) / 6));
  });
const ENCODED = [STEM, NUMBERS, DAY].flatMap((text) => [...base64(text), Buffer.from(text).toString("hex")]);
const PLAIN = new RegExp(`${STEM}\\w*|${NUMBERS}\\d*|${DAY}`, "gi");

/** The marks that are in a text: as they are, percent-encoded, in base64 or as hexadecimal digits. */
export function marksIn(text) {
  const decoded = text.replace(/%([0-9a-f]{2})/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16)));
  return [...new Set([...(text.match(PLAIN) ?? []), ...(decoded.match(PLAIN) ?? []), ...ENCODED.filter((code) => text.includes(code))])];
}

// They may hold personal data, as documented, and must not be enumerable.
const PERSONAL = ["serviceMessage", "details", "headers", "issues"];
const whole = (value) => inspect(value, { depth: 20, showHidden: true, maxStringLength: null, maxArrayLength: null });

/** Everything that an error shows, as `[where, text]`. */
export function shownBy(error) {
  const { message, stack } = error;
  // The path of an issue may name a field of the caller's own; its other parts hold nothing that was given.
  const issues = (error.issues ?? []).map(({ code, message, params }) => whole([code, message, params]));
  // The cause is the caller's own or the runtime's, and inspect shows it with the error: looked at without it.
  delete error.cause;
  const own = Reflect.ownKeys(error).filter((name) => !PERSONAL.includes(name));
  return [
    ["message", message], ["stack", stack], ["String()", String(error)], ["JSON", JSON.stringify(error)], ["inspect", inspect(error)],
    ["inspect, deep", inspect(error, { depth: 20 })], ["issues", issues.join()],
    ...own.map((name) => [`.${String(name)}`, whole(error[name])]),
    ...PERSONAL.filter((name) => error.propertyIsEnumerable(name)).map((name) => [`.${name} is enumerable:`, mark(name)]),
  ];
}

/** Everything that an event shows. */
export const shownByEvent = (event) => [["event", JSON.stringify(event)], ["event, inspected", whole(event)]];

/** What of it holds marks, as one line each. */
export const leaks = (shown, where) =>
  shown.flatMap(([place, text]) => marksIn(String(text)).map((found) => `${where}: ${place} holds ${found}`));
