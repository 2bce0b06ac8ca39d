// The scenario by `require`.
const lib = require("commerce-customers");
const validate = require("commerce-customers/validate");

import("./scenario.mjs")
  .then(({ scenario }) => scenario({ lib, validate, url: process.argv[2] }))
  .then((came) => console.log(JSON.stringify(came)));
