// A caller's signal, of whatever realm or mock it is: what it throws breaks nothing.

/** Whether it is aborted; one that cannot be asked is not. */
export function isAborted(signal) {
  try {
    return !!signal?.aborted;
  } catch {
    return false;
  }
}

export function reasonOf(signal) {
  try {
    return signal.reason;
  } catch (cause) {
    return cause;
  }
}

/** Listens for an abort; answers what leaves it alone again. */
export function listen(signal, onAbort) {
  const tell = (method) => {
    try {
      signal?.[method]("abort", onAbort);
    } catch {
      // An abort that is not told of is still seen where it is asked for.
    }
  };
  tell("addEventListener");
  return () => tell("removeEventListener");
}
