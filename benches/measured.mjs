// Measures contenders that take turns; the figures are medians, and ratios to the first one.
const ROUNDS = 15;
const ROUND_MS = 40;

/** The one in the middle. */
export const median = (all) => all.toSorted((one, other) => one - other)[all.length >> 1];

/** A table of how long one call takes, as text. `timed(run)` says it in milliseconds; by the clock unless it is given. */
export async function measured(title, contenders, timed = byTheClock) {
  const times = Object.fromEntries(Object.keys(contenders).map((name) => [name, []]));
  for (let round = -2; round < ROUNDS; round++) {
    for (const [name, run] of Object.entries(contenders)) {
      const time = await timed(run);
      // The first ones are for the engine to warm up.
      if (round >= 0) times[name].push(time);
    }
  }
  const medians = Object.entries(times).map(([name, all]) => [name, median(all)]);
  const [[, first]] = medians;
  const rows = medians.map(([name, time]) => `  ${name.padEnd(24)}${(time * 1000).toFixed(2).padStart(10)} µs${(time / first).toFixed(2).padStart(8)} ×`);
  return `${title}\n${rows.join("\n")}`;
}

async function byTheClock(run) {
  let calls = 0;
  const start = performance.now();
  let now = start;
  for (; now - start < ROUND_MS; now = performance.now()) {
    for (let left = 20; left > 0; left--) run();
    calls += 20;
  }
  return (now - start) / calls;
}
