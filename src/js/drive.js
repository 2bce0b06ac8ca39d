// One call on its way: does what its steps say and tells it what came of it, until it has a value or throws the fields of an
// error. All decisions are the call's. It is JavaScript because promises, timers and signals are: the same in Rust took six
// kilobytes more, gzipped, of state machines and closures. Signals are combined by hand, for `AbortSignal.any` and
// `.timeout` are missing on Safari versions in use.

export const drive = async (call, send, signal) => {
  try {
    let happened = signal?.aborted ? ["aborted", signal.reason] : ["start"];
    for (;;) {
      const { timeoutMs, value } = call.step(...happened);
      if (!timeoutMs) return value;
      happened = await attempt(call, send, signal, timeoutMs);
    }
  } finally {
    call.free();
  }
};

/** Sends once and reads the answer to its end. Whatever a mock throws or leaves open, it settles. */
const attempt = async (call, send, signal, timeoutMs) => {
  const controller = new AbortController();
  let why;
  let end;
  const over = new Promise((resolve) => (end = resolve));
  const cut = (reason) => {
    why ??= reason;
    controller.abort();
    end();
  };
  const onAbort = () => cut("aborted");
  const timer = setTimeout(cut, timeoutMs, "timeout");
  let happened;
  try {
    signal?.addEventListener("abort", onAbort);
    const response = await Promise.race([dispatch(send, ...call.request(controller.signal)), over]);
    if (!why) {
      // Read once and before the body: a mock's getters may throw, or say something else the next time.
      const { status, headers } = response;
      happened = ["answered", status, headers, await Promise.race([textOf(response), over])];
    }
  } catch (cause) {
    happened = ["broken", cause];
  }
  clearTimeout(timer);
  try {
    signal?.removeEventListener("abort", onAbort);
  } catch {
    // Whatever a signal throws here, the attempt has its result.
  }
  return why === "aborted" ? [why, signal.reason] : why ? [why] : happened;
};

/** Calls `send`, or the runtime's own `fetch`, as a plain function: `this` would make it an illegal invocation. */
const dispatch = async (send, resource, init) => (send ? send(resource, init) : fetch(resource));

/** The text of a response, of whatever realm it is. */
const textOf = async (response) => {
  if (typeof response?.text !== "function") throw new TypeError("fetch answered with something that is no Response");
  return response.text();
};
