// The scenario in a Worker, as its bundler finds the package.
import * as lib from "commerce-customers";
import * as validate from "commerce-customers/validate";
import { scenario } from "./scenario.mjs";

export default {
  async fetch(request) {
    return Response.json(await scenario({ lib, validate, url: await request.text() }));
  },
};
