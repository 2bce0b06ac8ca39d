// What express-openapi-validator does not look at: headers that nobody declared, those of answers, and whether there is a
// body of a declared type at all.
import Ajv2020 from "ajv/dist/2020.js";

// Headers are text, so "12" is an integer there; the formats of the document are about queries only.
const ajv = new Ajv2020({ coerceTypes: true, strict: false, validateFormats: false });

/** What a client may send with any request. */
const SENT_WITH_ALL = ["accept", "authorization", "content-type"];
/** What HTTP, CORS and gateways add to any answer. */
const ANSWERED_WITH_ALL = new RegExp(
  "^(access-control-[a-z-]+|cache-control|connection|content-length|content-type|date|keep-alive|transfer-encoding|vary" +
    "|x-correlation-id|x-request-id)$",
);

/** What is wrong with the spelling of a request's path, with its headers, and with its having a body or none. */
export function requestFaults(operation, { url, headers, body }) {
  const declared = operation.parameters.filter((one) => one.in === "header").map((one) => one.name.toLowerCase());
  const faults = Object.keys(headers)
    .filter((name) => !declared.includes(name) && !SENT_WITH_ALL.includes(name))
    .map((name) => `the header ${name} is not declared`);
  // The validator lets a slash at the end pass.
  const spelling = new RegExp(`^https?://[^/]+${operation.path.replaceAll(/\{\w+\}/g, "[^/?]+")}(\\?|$)`);
  if (!spelling.test(url)) faults.push(`the path is not spelled as ${operation.path}`);
  if (body !== null && !operation.requestBody) faults.push("a body, but none is declared");
  if (body === null && operation.requestBody?.required) faults.push("no body, but one is required");
  if (body === null && headers["content-type"]) faults.push("a content type without a body");
  return faults;
}

/** What is wrong with an answer's headers and content type. */
export function answerFaults(operation, { status, headers, body }) {
  const response = operation.responses[status];
  if (!response) return [`the status ${status} is not declared`];
  const declared = Object.entries(response.headers ?? {}).map(([name, header]) => [name.toLowerCase(), header]);
  const known = new Map(declared);
  const faults = Object.keys(headers)
    .filter((name) => !known.has(name) && !ANSWERED_WITH_ALL.test(name))
    .map((name) => `the header ${name} is not declared`);
  for (const [name, header] of declared) {
    const value = headers[name];
    if (value === undefined) {
      if (header.required) faults.push(`the header ${name} is missing`);
    } else if (!ajv.validate({ type: "object", properties: { value: header.schema } }, { value })) {
      faults.push(`the header ${name} ${ajv.errors[0].message}`);
    }
  }
  const types = Object.keys(response.content ?? {});
  if (types.length === 0) {
    if (body !== "") faults.push("a body, but none is declared");
  } else if (body === "") {
    faults.push("no body, but one is declared");
  } else if (!types.includes(mediaType(headers["content-type"]))) {
    faults.push(`the content type ${headers["content-type"]} is not declared`);
  }
  return faults;
}

function mediaType(header = "") {
  return header.split(";")[0].trim().toLowerCase();
}
