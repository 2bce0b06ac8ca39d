// Hostile values, and the judgement of what comes of them.
const LIMIT_MS = 5000;
export const boom = () => {
  throw new Error("hostile");
};
/** A Proxy whose every trap throws, whatever is asked of it. */
const proxy = (target) => new Proxy(target, new Proxy({}, { get: () => boom }));
const revoked = (target) => {
  const { proxy, revoke } = Proxy.revocable(target, {});
  revoke();
  return proxy;
};
// Whatever the package, its glue or the language reads of a value.
const READ = [
  ..."tenant auth baseUrl fetch onEvent responses codes timeoutMs totalTimeoutMs maxRetries retry headers dangerouslyAllowBrowser tenantHeader apiKey token getToken clientId clientSecret scope".split(" "),
  ..."anonymous siteCode currency language targetLocation expiresInSeconds signal mergePatch chunkSize concurrency onProgress aborted reason addEventListener removeEventListener locale".split(" "),
  ..."status body text get append getReader read cancel done value byteLength next return then catch length size toJSON toString valueOf message name code cause terms field op values q sort expand fields".split(" "),
  ..."id contactEmail mixins metadata tags customerId legalEntityId pageNumber pageSize maxPages limit offset search extraQuery issues".split(" "),
  Symbol.iterator, Symbol.asyncIterator, Symbol.toPrimitive, Symbol.toStringTag, Symbol.for("commerce-customers.ClientError"),
];

/** Each made anew, for nothing is to be kept from one use to the next. */
export const HOSTILE = {
  "42": () => 42,
  "null": () => null,
  "undefined": () => undefined,
  "{}": () => ({}),
  "[]": () => [],
  "true": () => true,
  "a symbol": () => Symbol("hostile"),
  "7n": () => 7n,
  "a Proxy that throws": () => proxy({}),
  "a Proxy of a function that throws": () => proxy(() => {}),
  "a Proxy of an array that throws": () => proxy([]),
  "a revoked Proxy": () => revoked({}),
  "a revoked Proxy of a function": () => revoked(() => {}),
  "a frozen object": () => Object.freeze({ a: Object.freeze([]) }),
  "an object whose getters throw": () => Object.defineProperties({}, Object.fromEntries(READ.map((name) => [name, { get: boom, enumerable: true }]))),
  "a function that throws": () => boom,
  "an object that passes for a Date": () => Object.create(Date.prototype),
};

// ------------------------------------------------------------------------------------------------ judgement

const strays = [];

/** Keeps what nobody handles; for a thread that is there for nothing else. */
export const listen = () => {
  for (const event of ["unhandledRejection", "uncaughtException"]) process.on(event, (error) => strays.push(`${event}: ${said(error)}`));
};

function said(error) {
  try {
    return error instanceof Error ? `${error.constructor.name}: ${error.message}` : "the hostile value itself";
  } catch {
    return "the hostile value itself";
  }
}

/** How a call ends: with a `result`, with a ClientError that can be shown, told by its `code`, or with what is `wrong`. */
async function ending(pkg, run, value) {
  let timer;
  try {
    const late = new Promise((_, reject) => (timer = setTimeout(reject, LIMIT_MS, "late")));
    await Promise.race([(async () => void (await run(value)))(), late]);
    return { code: "result" };
  } catch (error) {
    if (error === "late") return { wrong: `open after ${LIMIT_MS} ms` };
    try {
      const { code } = JSON.parse(JSON.stringify(error));
      if (error instanceof pkg.ClientError && pkg.isClientError(error) && typeof code === "string") return { code };
    } catch {
      // Told below.
    }
    return { wrong: said(error) };
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Tries every row `[where, run]` with every hostile value, one after another, and an ordinary call after each. Gives the
 * number of combinations, how many of them ended in which way, and what was wrong, a line for each place and kind of wrong.
 */
export async function tryAll(pkg, rows, ordinary) {
  const wrong = {};
  const codes = {};
  let count = 0;
  for (const [where, run] of rows) {
    for (const [name, make] of Object.entries(HOSTILE)) {
      count += 1;
      const told = (what) => (wrong[`${where}: ${what}`] ??= []).push(name);
      const end = await ending(pkg, run, make());
      if (end.wrong) told(end.wrong);
      else codes[end.code] = (codes[end.code] ?? 0) + 1;
      try {
        await ordinary();
      } catch (error) {
        told(`and then an ordinary call: ${said(error)}`);
      }
      // Rejections that nobody handles are told after a turn.
      await new Promise(setImmediate);
      strays.splice(0).forEach(told);
    }
  }
  return { count, codes, wrong: Object.entries(wrong).map(([what, names]) => `${what} (${names.join("; ")})`) };
}
