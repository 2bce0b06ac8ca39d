// The one place that knows where the npm package lies: `pkg/` beside `www/`, or at /pkg/ where `www/` is served at /.
// Loaded at the first need, so that a page whose module cannot be had still shows itself and says so.

let loading;

/** The package, ready for synchronous validation. A load that failed is tried again by the next call. */
export function load() {
  loading ??= fetched();
  const mine = loading;
  mine.catch(() => {
    if (loading === mine) loading = undefined;
  });
  return mine;
}

async function fetched() {
  try {
    const library = await import("../pkg/entry/browser.js");
    await library.init();
    return library;
  } catch (cause) {
    throw Object.assign(new Error("the package commerce-customers could not be loaded", { cause }), { code: "not_loaded" });
  }
}
