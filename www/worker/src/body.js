// The body of a request, as far as it is not too long.

/** The bytes; `null` when there are more than `limit`. A body that says so itself is not read. */
export async function bytesOf(request, limit) {
  if (Number(request.headers.get("Content-Length") ?? 0) > limit) return null;
  const chunks = [];
  let length = 0;
  for await (const chunk of request.body ?? []) {
    length += chunk.byteLength;
    if (length > limit) return null;
    chunks.push(chunk);
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return bytes;
}
