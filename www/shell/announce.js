// What assistive technology is told without the focus moving.

/** A function that speaks a text through a polite live region, once nothing else was to be said for a pause. */
export function announcer(region, pauseMs = 600) {
  let timer;
  return (text) => {
    clearTimeout(timer);
    // An unchanged text is not read again, so the region is empty in between.
    region.textContent = "";
    timer = setTimeout(() => {
      region.textContent = text;
    }, pauseMs);
  };
}
