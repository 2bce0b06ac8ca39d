// A worker that judges texts, as many as it is sent.
import { schemas } from "./pkg/entry/workerd.js";
import { judged } from "./generated.mjs";

export default {
  fetch: async (request) => Response.json((await request.json()).map((line) => judged(schemas, line))),
};
