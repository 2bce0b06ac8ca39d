// Measures contenders that take turns; the figures are medians with the quartiles beside them, and ratios to one of them.
import { appendFileSync } from "node:fs";

const ROUNDS = 15;
const ROUND_MS = 30;

const at = (all, part) => all.toSorted((one, other) => one - other)[Math.min(all.length - 1, Math.floor(all.length * part))];

/** The one in the middle. */
export const median = (all) => at(all, 0.5);

/** Keeps a figure for the table that the run ends with, see `table.mjs`. */
export function keep(name, figure) {
  if (process.env.RESULTS) appendFileSync(process.env.RESULTS, `${JSON.stringify([name, figure])}\n`);
}

/**
 * Prints a table of how long one call of each contender takes and answers the medians by name, in milliseconds.
 * `timed(run)` says how long one takes; by the clock unless it is given. Ratios are to `beside`, the first unless it is named.
 */
export async function measured(title, contenders, { timed = byTheClock, beside = Object.keys(contenders)[0], rounds = ROUNDS } = {}) {
  const times = Object.fromEntries(Object.keys(contenders).map((name) => [name, []]));
  for (let round = -2; round < rounds; round++) {
    for (const [name, run] of Object.entries(contenders)) {
      const time = await timed(run);
      // The first ones are for the engine to warm up.
      if (round >= 0) times[name].push(time);
    }
  }
  const medians = Object.fromEntries(Object.entries(times).map(([name, all]) => [name, median(all)]));
  console.log(title);
  for (const [name, all] of Object.entries(times)) {
    const spread = `${micro(at(all, 0.25))} to ${micro(at(all, 0.75))}`;
    console.log(`  ${name.padEnd(30)}${micro(medians[name]).padStart(10)} µs${(medians[name] / medians[beside]).toFixed(2).padStart(8)} ×   ${spread}`);
  }
  keep(title, medians);
  return medians;
}

const micro = (ms) => (ms * 1000).toFixed(ms < 0.1 ? 2 : 0);

async function byTheClock(run) {
  let calls = 0;
  const start = performance.now();
  let now = start;
  // Several between two looks at the clock, but not so many that a slow one takes all the time.
  for (let step = 1; now - start < ROUND_MS; now = performance.now()) {
    for (let left = step; left > 0; left--) run();
    calls += step;
    if (now - start < ROUND_MS / 50) step = Math.min(20, step * 2);
  }
  return (now - start) / calls;
}

/** Milliseconds of processor time that this process takes for a call, of `calls` in a row. */
export const byProcessor = (calls) => async (run) => {
  const before = process.cpuUsage();
  for (let left = calls; left > 0; left--) await run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / calls / 1_000;
};
