// The server that calls are made to, in a process of its own so that its work is not counted. `serving` starts it.
import { fork } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import { customer, many } from "./customers.mjs";

const HERE = fileURLToPath(import.meta.url);

/** Runs `work(address)` beside the server. */
export async function serving(work) {
  const server = fork(HERE);
  try {
    const [address] = await once(server, "message");
    await work(address);
  } finally {
    server.kill();
  }
}

if (process.argv[1] === HERE) {
  const page = JSON.stringify(many(60, customer));
  let requests = 0;
  const server = createServer((request, response) => {
    requests += 1;
    const answer = (status, body) => response.writeHead(status, { "Content-Type": "application/json" }).end(body);
    if (request.url === "/requests") return answer(200, JSON.stringify(requests - 1), (requests = 0));
    if (request.method === "GET") return answer(200, page);
    const chunks = [];
    request.on("data", (chunk) => chunks.push(chunk)).on("end", () => {
      const items = JSON.parse(Buffer.concat(chunks));
      answer(207, JSON.stringify(items.map((_, index) => ({ index: index + 1, code: 204, status: "OK" }))));
    });
  });
  server.listen(0, "127.0.0.1", () => process.send(`http://127.0.0.1:${server.address().port}`));
}
