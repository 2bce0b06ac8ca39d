// A worker that judges texts, as many as it is sent, by the client's module or by the smaller one.
import * as client from "./pkg/entry/workerd.js";
import * as validate from "./pkg/entry/validate-workerd.js";
import { judged } from "./generated.mjs";

const parts = { "/client": client.schemas, "/validate": validate.schemas };

export default {
  async fetch(request) {
    const schemas = parts[new URL(request.url).pathname];
    return Response.json((await request.json()).map((line) => judged(schemas, line)));
  },
};
