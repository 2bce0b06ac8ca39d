// How long it takes to judge a customer that is an object already. All say the same of 1,300 values before anything is timed.
import { customer, wrong } from "./customers.mjs";
import { agreed } from "./peers/agreement.mjs";
import { ajv } from "./peers/ajv.mjs";
import { arktype } from "./peers/arktype.mjs";
import { byHand } from "./peers/by-hand.mjs";
import { own } from "./peers/own.mjs";
import { typebox } from "./peers/typebox.mjs";
import { valibot } from "./peers/valibot.mjs";
import { zod } from "./peers/zod.mjs";
import { measured } from "./measured.mjs";

const all = [own, valibot, ...zod, ajv, ...typebox, ...arktype, byHand];
console.log(`${agreed(byHand, all)} values of which all say the same`);

const contenders = (run) => Object.fromEntries(all.map((peer) => [`${peer.name}${peer.generates ? " *" : ""}`, () => run(peer)]));
const [right, faulty] = [customer(1), wrong(1)];
console.log("* generates code at run time, which Workers and a strict content security policy forbid");
await measured("a customer, an object", contenders((peer) => peer.fine(right)));
await measured("the same with 5 faults", contenders((peer) => peer.issues(faulty)));
