// The scenario by `import`, for runtimes with a command line.
import * as lib from "commerce-customers";
import * as validate from "commerce-customers/validate";
import { scenario } from "./scenario.mjs";

console.log(JSON.stringify(await scenario({ lib, validate, url: process.argv[2] })));
