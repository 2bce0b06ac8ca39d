// The table that a run ends with, as the README shows it: each aim with what was measured. `RESULTS` is the file with the figures.
import { readFile } from "node:fs/promises";
import { cpus } from "node:os";

const found = new Map((await readFile(process.env.RESULTS, "utf8")).trim().split("\n").map((line) => JSON.parse(line)));
const of = (name) => {
  if (!found.has(name)) throw new Error(`nothing was measured as ${name}`);
  return found.get(name);
};

const OWN = "commerce-customers";
const rows = [];

/** `held` says whether the aim is met. */
const row = (what, own, beside, aim, held) => rows.push([what, own, beside, aim, held ? "yes" : "**no**"]);

const time = (ms) => (ms < 0.1 ? `${(ms * 1000).toFixed(1)} µs` : ms < 10 ? `${(ms * 1000).toFixed(0)} µs` : `${ms.toFixed(0)} ms`);
const times = (ratio) => `${ratio.toFixed(2)} ×`;
const list = (all, names) => names.map(([name, short = name]) => `${short} ${time(all[name])}`).join(", ");

const JITLESS = ["valibot", "zod jitless", "TypeBox interpreted", "arktype jitless"];
for (const [title, what] of [["a customer, an object", "a customer of 25 fields, an object"], ["the same with 5 faults", "the same with 5 faults"]]) {
  const all = of(title);
  const rest = [["zod jitless"], ["arktype jitless"], ["zod *"], ["zod z.compile() *"], ["arktype *"], ["TypeBox *"], ["ajv standalone"], ["by hand"]];
  row(what, time(all[OWN]), list(all, [["valibot"], ...rest]), "not slower than all that generate no code at run time or beforehand", JITLESS.every((name) => all[OWN] <= all[name]));
}
for (const count of [60, 1_000]) {
  const all = of(`${count} customers, from bytes`);
  const alone = all["JSON.parse alone"];
  const rivals = ["zod *", "zod z.compile() *", "zod jitless", "valibot"];
  const beside = ["by hand", "ajv standalone", ...rivals].map((name) => `${name} ${times(all[name] / alone)}`).join(", ");
  const check = of(`the check alone, ${count}`);
  const held = all[OWN] <= 1.3 * alone && rivals.every((name) => all[OWN] <= all[name]);
  row(`${count} customers, bytes to checked objects`, times(all[OWN] / alone), `\`JSON.parse\` ${time(alone)} is 1; ${beside}`, "1.3 ×, ahead of zod and valibot", held);
  row("the check in it", time(check.own), `by hand ${time(check.byHand)}`, "not slower", check.own <= check.byHand);
  const called = of(`${count} customers, from a stand-in for fetch`);
  const [bare, unread] = [called["by hand, unchecked"], called["responses: report, unread"]];
  row("the same as a page of the client, `issues` unread", times(unread / bare), `by hand, unchecked ${time(bare)} is 1; strict ${times(called["responses: strict"] / bare)}`, "1.05 ×", unread <= 1.05 * bare);
}
const call = of("a call for 60 customers, processor time");
const hand = call["fetch and JSON.parse"];
row(
  "a call for 60 customers, processor time", `${times(call[OWN] / hand)}; strict ${times(call["the same, strict"] / hand)}`,
  `by hand ${time(hand)}; ${["openapi-fetch", "openapi-fetch and zod *", "openapi-fetch and zod jitless"].map((name) => `${name} ${times(call[name] / hand)}`).join(", ")}`, "1.25 ×", call[OWN] <= 1.25 * hand,
);
for (const [title, what] of [["10000 assignments", "10,000 assignments"], ["10000 assignments, processor time", "the same, processor time"]]) {
  const all = of(title);
  row(what, times(all[OWN] / all["a loop by hand"]), `a loop by hand ${time(all["a loop by hand"])}`, "1.1 ×", all[OWN] <= 1.1 * all["a loop by hand"]);
}
const [ZOD, VALIBOT, VALIDATE, EMPTY] = ["openapi-fetch and zod", "openapi-fetch and valibot", "./validate and fetch", "an empty module"];
const starts = (all, format = (ms) => `${ms.toFixed(0)} ms`) => [format(all[OWN]), `${VALIDATE} ${format(all[VALIDATE])}, ${[ZOD, VALIBOT, EMPTY].map((name) => `${name} ${format(all[name])}`).join(", ")}`];
const inNode = of("start in Node, to the end of the first call");
row("start and first call in Node", ...starts(inNode), "", inNode[OWN] <= inNode[ZOD]);
if (found.has("start in Chromium")) {
  const all = of("start in Chromium");
  const part = (name) => Object.fromEntries(Object.entries(all).map(([key, value]) => [key, value[name]]));
  row("the same in Chromium", ...starts(part("here")), "", part("here")[OWN] <= part("here")[ZOD]);
  row("the same with the transfer at 10 Mbit/s", ...starts(part("atTen")), "ahead of zod's", part("atTen")[OWN] <= part("atTen")[ZOD]);
}
const inWorkerd = of("start in workerd");
row("the same in workerd, its process included", ...starts(inWorkerd), "", inWorkerd[OWN] <= inWorkerd[ZOD]);
const sizes = of("transfer");
const bytes = Object.fromEntries(Object.entries(sizes).map(([name, { gzip }]) => [name, gzip]));
row("transfer, gzip", ...starts(bytes, (size) => `${(size / 1000).toFixed(1)} kB`), "1.5 × the smallest", bytes[OWN] <= 1.5 * Math.min(bytes[ZOD], bytes[VALIBOT]));
const grown = ["validations", "calls"].map((name) => of(`memory: ${name}`));
row("memory after 1,000,000 validations and 50,000 calls", `${grown.reduce((sum, { more }) => sum + more, 0)} bytes more`, "", "no growth", grown.every(({ more }) => more === 0));
for (const title of ["customers in a page, strict", "fields of a mixin to send", "addresses of a customer"]) {
  const { slope, ratio, last, middle } = of(`growth: ${title}`);
  // `JSON.parse` of six megabytes does not grow as a line does.
  const parse = title.startsWith("customers") ? of("growth: JSON.parse alone") : { ratio: 1 };
  const beside = parse.slope ? `; \`JSON.parse\` alone ${parse.slope.toFixed(2)} µs each, ${times(parse.ratio)}` : "";
  row(title, `${slope.toFixed(2)} µs each`, `each of ${last.toLocaleString("en")} costs ${times(ratio)} each of ${middle}${beside}`, "linear", ratio <= 1.3 * Math.max(1, parse.ratio));
}

const version = async (name) => JSON.parse(await readFile(new URL(`node_modules/${name}/package.json`, import.meta.url), "utf8").catch(() => readFile(new URL(`../node_modules/${name}/package.json`, import.meta.url), "utf8"))).version;
const peers = await Promise.all(["zod", "valibot", "ajv", "typebox", "arktype", "openapi-fetch"].map(async (name) => `${name} ${await version(name)}`));
const runtimes = [`Node ${process.version.slice(1)}`, found.has("version of Chromium") && `Chromium ${found.get("version of Chromium")}`, `workerd ${of("version of workerd")}`].filter(Boolean);
console.log(`${peers.join(", ")}; ${runtimes.join(", ")}; ${cpus().length} cores\n`);
console.log("| what | this library | beside | aim | met |\n|---|---|---|---|---|");
for (const cells of rows) console.log(`| ${cells.join(" | ")} |`);
