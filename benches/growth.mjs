// How the cost grows with what is judged. It is to be linear: what a customer, a field, an address more costs is the slope of the
// line through all sizes, and the cost per unit at the largest size is beside that at the middle one.
import { EmporixClient, schemas } from "commerce-customers";
import { address, customer, many } from "./customers.mjs";
import { keep, median } from "./measured.mjs";

const fetchOf = (body) => async () => new Response(body);
const strict = (count) => {
  const { customers } = new EmporixClient({ tenant: "acme", auth: { token: "t" }, responses: "strict", fetch: fetchOf(JSON.stringify(many(count, customer))) });
  return async () => (await customers.list({ pageSize: 1 })).items.length === count;
};
const parsed = (count) => {
  const text = JSON.stringify(many(count, customer));
  return async () => JSON.parse(text).length === count;
};
const judged = (value, schema) => async () => schema.validate(value).ok;
const withFields = (count) => ({ mixins: { own: Object.fromEntries(many(count, (number) => [`field${number}`, `value ${number}`])) } });

const GROWTHS = {
  "customers in a page, strict": { sizes: [1, 10, 100, 1_000, 10_000], make: strict },
  "JSON.parse alone": { sizes: [1, 10, 100, 1_000, 10_000], make: parsed },
  "fields of a mixin to send": { sizes: [1, 20, 50, 100, 200], make: (count) => judged(withFields(count), schemas.customerCreate) },
  "addresses of a customer": { sizes: [1, 5, 10, 25, 50], make: (count) => judged({ ...customer(1), addresses: many(count, address) }, schemas.customer) },
};

for (const [title, { sizes, make }] of Object.entries(GROWTHS)) {
  const runs = sizes.map((size) => [size, make(size), []]);
  // As often as makes all sizes take about as long.
  for (let round = -1; round < 9; round++) {
    for (const [size, run, times] of runs) {
      const calls = Math.ceil(sizes.at(-1) / size);
      const start = performance.now();
      for (let left = calls; left > 0; left--) if (!(await run())) throw new Error(`${title}: ${size} were refused`);
      if (round >= 0) times.push((performance.now() - start) / calls);
    }
  }
  const points = runs.map(([size, , times]) => [size, median(times) * 1000]);
  const slope = slopeOf(points);
  const [[middle, inMiddle], [last, atLast]] = [points[2], points.at(-1)];
  const ratio = atLast / last / (inMiddle / middle);
  console.log(`${title}: ${points.map(([size, time]) => `${size}: ${time.toFixed(1)} µs`).join(", ")}`);
  console.log(`  ${slope.toFixed(2)} µs for each more; each of ${last} costs ${ratio.toFixed(2)} × each of ${middle}`);
  keep(`growth: ${title}`, { slope, ratio, last, middle });
}

/** The slope of the line that is nearest to the points, by least squares. */
function slopeOf(points) {
  const mean = (all) => all.reduce((sum, one) => sum + one) / all.length;
  const [x, y] = [mean(points.map(([size]) => size)), mean(points.map(([, time]) => time))];
  const sum = (of) => points.reduce((all, [size, time]) => all + of(size - x, time - y), 0);
  return sum((size, time) => size * time) / sum((size) => size * size);
}
