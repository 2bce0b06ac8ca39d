// The one place that knows where the npm package lies: `pkg/` beside `www/`, or at /pkg/ where `www/` is served at /.
// Loaded at the first need, so that a page whose module cannot be had still shows itself and says so.

let scripts;
let formScripts;
let loading;

/** The package's scripts alone: what they offer is there, and what needs the WebAssembly module loads it. */
export function library() {
  scripts ??= keptUnlessFailed(import("../../pkg/entry/browser.js"), () => (scripts = undefined));
  return scripts;
}

/** The same with what binds forms, which a view without one does not fetch. */
export function formLibrary() {
  formScripts ??= keptUnlessFailed(
    Promise.all([library(), import("../../pkg/forms/index.js")]).then(([entry, { bindForm }]) => ({ ...entry, bindForm })),
    () => (formScripts = undefined),
  );
  return formScripts;
}

/** The package, ready for synchronous validation. A load that failed is tried again by the next call. */
export function load() {
  loading ??= keptUnlessFailed(
    library().then(async (found) => {
      await found.init();
      return found;
    }),
    () => (loading = undefined),
  );
  return loading;
}

function keptUnlessFailed(promise, forget) {
  const named = promise.catch((cause) => {
    forget();
    throw Object.assign(new Error("the package commerce-customers could not be loaded", { cause }), { code: "not_loaded" });
  });
  named.catch(() => {});
  return named;
}
