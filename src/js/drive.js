// One call on its way: does what its steps say and tells it what came of it, until it has a value or throws the fields of an
// error. All decisions are the call's. It is JavaScript because promises, timers and signals are: the same in Rust took six
// kilobytes more, gzipped, of state machines and closures. Signals are combined by hand, for `AbortSignal.any` and
// `.timeout` are missing on Safari versions in use.

export const drive = async (call, send, ask, tell, signal) => {
  let under = null; // what is under way
  const onAbort = () => under?.cut("aborted");
  try {
    let happened = isAborted(signal) ? ["aborted", reasonOf(signal)] : ["start"];
    try {
      signal?.addEventListener("abort", onAbort);
    } catch (cause) {
      happened = ["unsendable", cause];
    }
    for (;;) {
      const [what, events, amount, reason] = call.step(now(), Math.random(), ...happened);
      // A listener that throws, at once or later, breaks nothing.
      for (const event of events) (async () => tell(event))().catch(() => {});
      if (what === "value") return amount;
      if (what === "error") throw amount;
      if (what === "read") {
        happened = await under.until((over) => bodyOf(under.response, amount, over));
        // Of a body that was read nothing is left to throw away; its stream would make an error of being asked.
        if (happened[0] === "read") under.response = undefined;
      } else {
        under?.leave();
        under = stretch(amount, () => reasonOf(signal));
        // It may have been aborted by a listener, or while a step was made.
        if (isAborted(signal)) under.cut("aborted");
        happened = await under.until(
          what === "send" ? (over) => headOf(call, send, over, under)
          : what === "ask" ? (over) => answerOf(ask, reason, over)
          : () => new Promise(() => {}),
        );
        if (what === "wait" && happened[0] === "timeout") happened = ["waited"];
      }
    }
  } finally {
    under?.leave();
    try {
      signal?.removeEventListener("abort", onAbort);
    } catch {
      // Whatever a signal throws here, the call has its result.
    }
    call.free();
  }
};

/** Whether a signal is aborted; one that cannot be asked is not. */
const isAborted = (signal) => {
  try {
    return !!signal?.aborted;
  } catch {
    return false;
  }
};

const reasonOf = (signal) => {
  try {
    return signal.reason;
  } catch (cause) {
    return cause;
  }
};

/** Milliseconds since 1970, by a clock that nobody sets back. */
const now = () => performance.timeOrigin + performance.now();

/** A stretch of time: it ends by its timer, or is cut short. Whatever a mock throws or leaves open, it settles. */
const stretch = (ms, reasonOf) => {
  const controller = new AbortController();
  let why;
  let end;
  const over = new Promise((resolve) => (end = resolve));
  const cut = (reason) => {
    why ??= reason;
    controller.abort();
    end();
  };
  const timer = setTimeout(cut, ms, "timeout");
  return {
    cut,
    response: undefined,
    /** What came of `work`, or why it was not waited for. */
    async until(work) {
      let happened;
      try {
        happened = await Promise.race([work(controller.signal), over]);
      } catch (cause) {
        happened = ["broken", cause];
      }
      return why === "aborted" ? [why, reasonOf()] : why ? [why] : happened;
    },
    /** Ends it, and throws an answer away that was not read. */
    leave() {
      clearTimeout(timer);
      letGo(() => this.response?.body);
      this.response = undefined;
    },
  };
};

/** Sends, and takes the head of the answer. */
const headOf = async (call, send, over, under) => {
  const [address, method, headers, body, cache] = call.request();
  try {
    // What is no address to the runtime would look like a broken connection. An injected `fetch` says so itself.
    if (!send) new URL(address);
  } catch (cause) {
    return ["unsendable", cause];
  }
  // No `credentials` or `mode`: Workers throw on them, and on a `cache` that is undefined.
  const init = { method, headers, redirect: "manual", signal: over };
  if (body !== undefined) init.body = body;
  if (cache) init.cache = cache;
  // Called as a plain function: `this` would make it an illegal invocation.
  const response = await (send ?? fetch)(address, init);
  if (over.aborted) return letGo(() => response?.body);
  if (typeof response?.text !== "function") {
    return ["unusable", new TypeError("fetch answered with something that is no Response")];
  }
  under.response = response;
  // Read once and before the body: a mock's getters may throw, or say something else the next time.
  return ["answered", response.status, response.headers];
};

/** More than any body in chunks of the usual size has. */
const CHUNKS_AT_ONCE = 1000;

/** The text of a body, if it is no larger than `most` bytes. */
const bodyOf = async (response, most, over) => {
  const reader = response.body?.getReader?.();
  if (!reader) {
    const text = await response.text();
    return text?.length > most ? ["large"] : ["read", text];
  }
  const leave = () => letGo(() => reader);
  over.addEventListener("abort", leave);
  // Decoded at once: a decoder that waits for more is several times slower.
  let [bytes, size] = [new Uint8Array(), 0];
  try {
    for (let [left, chunks] = [most, 1]; !over.aborted; chunks++) {
      // A stream that never waits for anything would let no timer and no abort have its turn.
      if (chunks % CHUNKS_AT_ONCE === 0) await new Promise((resolve) => setTimeout(resolve));
      const { done, value } = await reader.read();
      if (done) return ["read", new TextDecoder().decode(bytes.subarray(0, size))];
      left -= value.byteLength;
      if (left < 0) {
        leave();
        return ["large"];
      }
      bytes = joined(bytes, size, value);
      size += value.byteLength;
    }
  } catch (cause) {
    // Chunks that are no bytes: nobody wants the rest.
    leave();
    throw cause;
  } finally {
    // Node keeps the signal until a collection of everything; the body must not stay with it.
    over.removeEventListener("abort", leave);
  }
};

/** The first `size` of `bytes` with a chunk behind them; of the first chunk no copy is made. */
const joined = (bytes, size, chunk) => {
  if (!ArrayBuffer.isView(chunk)) throw new TypeError("a chunk of a body holds no bytes");
  const more = new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  if (size === 0) return more;
  let all = bytes;
  if (size + more.length > all.length) {
    all = new Uint8Array(2 * (size + more.length));
    all.set(bytes);
  }
  all.set(more, size);
  return all;
};

/** What the caller's function gives. */
const answerOf = async (ask, reason, signal) => ["token", await (reason ? ask({ reason, signal }) : ask())];

/** Cancels a body, or the reading of one. Nobody waits for it, and whatever it does breaks nothing. */
const letGo = (find) => {
  try {
    find()?.cancel?.()?.catch?.(() => {});
  } catch {
    // There is nothing to let go of.
  }
};
