// A `fetch` for the client that keeps every request and its answer.
import assert from "node:assert/strict";

/** `fetch` goes to the network; `exchanges` fills with what went there and what came back. */
export function recorder() {
  const exchanges = [];
  const recording = async (url, init) => {
    assert.equal(typeof url, "string", "an injected fetch gets the address as text");
    const request = {
      method: init.method,
      url,
      headers: Object.fromEntries(new Headers(init.headers)),
      body: text(init.body),
    };
    const response = await fetch(url, init);
    const body = await response.clone().text();
    exchanges.push({ request, answer: { status: response.status, headers: Object.fromEntries(response.headers), body } });
    return response;
  };
  return { fetch: recording, exchanges };
}

function text(body) {
  if (body === undefined || body === null) return null;
  if (typeof body === "string") return body;
  if (body instanceof ArrayBuffer || ArrayBuffer.isView(body)) return new TextDecoder("utf-8", { fatal: true }).decode(body);
  return assert.fail(`a body of an unexpected kind: ${Object.prototype.toString.call(body)}`);
}
