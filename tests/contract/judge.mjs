// Holds recorded requests and answers against the document.
//
// The judge is express-openapi-validator, which knows OpenAPI 3.1 and works inside a server: so every recorded request is
// sent once more, to a server on the loopback address that has the document before it and gives the recorded answer. What
// the validator refuses on either way is a fault. What it does not look at, headers.mjs does.
import { once } from "node:events";
import { createServer, request as send } from "node:http";
import express from "express";
import { middleware as validator } from "express-openapi-validator";
import { operationsOf, readDocument } from "./document.mjs";
import { answerFaults, requestFaults } from "./headers.mjs";

/** A judge; `faults(exchange)` lists what breaks the document, `operations` are the document's, `stop()` ends it. */
export async function startJudge() {
  const operations = operationsOf(await readDocument());
  let current;

  const app = express();
  // A path is what it is: no second spelling with a slash at its end, or in capitals.
  app.enable("strict routing").enable("case sensitive routing");
  app.use(express.json({ type: ["application/json", "application/*+json"], strict: false, limit: "10mb" }));
  app.use(
    validator({
      apiSpec: await readDocument(),
      validateApiSpec: false,
      validateRequests: { allowUnknownQueryParameters: false, allErrors: true },
      validateResponses: { allErrors: true },
      validateSecurity: true,
      // With days that the calendar has.
      ajvFormats: { mode: "full", formats: ["date-time"] },
    }),
  );
  app.use((request, response) => {
    const { openApiRoute } = request.openapi;
    const operation = operations.find((one) => one.path === openApiRoute && one.method === request.method);
    current.operation = operation;
    current.way = "answer";
    const { answer } = current.exchange;
    current.faults.push(...requestFaults(operation, current.exchange.request).map((fault) => `request: ${fault}`));
    current.faults.push(...answerFaults(operation, answer).map((fault) => `answer: ${fault}`));
    // The validator reads bodies on their way through `json`, those that are not there too.
    response.status(answer.status).json(answer.body === "" ? undefined : JSON.parse(answer.body));
  });
  // Express knows error handlers by their four parameters.
  app.use((error, _request, response, _next) => {
    const parts = error.errors?.map(({ path, message }) => `${path} ${message}`) ?? [error.message];
    current.faults.push(...parts.map((part) => `${current.way}: ${part}`));
    response.status(500).end();
  });

  const server = createServer(app).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();

  const judge = async (exchange) => {
    current = { exchange, way: "request", operation: null, faults: [] };
    await replay(port, exchange.request);
    return { operation: current.operation?.id ?? null, faults: current.faults };
  };
  // One after the other: the server has to know whose answer to give.
  let last = Promise.resolve();
  return {
    operations,
    faults: (exchange) => (last = last.then(() => judge(exchange))),
    stop: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

/** Sends a recorded request as it was, to another host. */
async function replay(port, { method, url, headers, body }) {
  // Not through URL, which would mend a path.
  const path = url.replace(/^https?:\/\/[^/]+/, "");
  const bytes = body === null ? null : Buffer.from(body);
  const length = bytes === null ? {} : { "content-length": bytes.length };
  const sent = send({ host: "127.0.0.1", port, method, path, headers: { ...headers, ...length } });
  sent.end(bytes ?? undefined);
  const [answer] = await once(sent, "response");
  answer.resume();
  await once(answer, "end");
}
