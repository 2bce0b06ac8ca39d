// The lines of a bulk without a page: how they are read, judged and written.

import assert from "node:assert/strict";
import { test } from "node:test";
import { checked } from "../../www/views/segment-check.js";
import { csvOf } from "../../www/views/segment-csv.js";
import { linesOf, reading, recognised } from "../../www/views/segment-lines.js";

/** What is read, without the lines' texts. */
function read(text, format = recognised(linesOf(text))) {
  const { records, ...how } = reading(linesOf(text), format);
  const found = [...records].map(({ line, item, problem }) => (problem ? [line, problem] : [line, item]));
  return { ...how, format, found, ignored: [...how.ignored] };
}

const items = (text, format) => read(text, format).found.map(([, item]) => item);
const one = (customerId, legalEntityId) => (legalEntityId === undefined ? { customerId } : { customerId, legalEntityId });

test("the columns of CSV without a header line are the customer's and the legal entity's id", () => {
  for (const separator of [",", ";", "\t"]) {
    const { header, separator: used, found } = read(["C-1,", "C-2,LE-2", "C-3"].join("\n").replaceAll(",", separator));
    assert.equal(header, false);
    assert.equal(used, separator);
    assert.deepEqual(found, [[1, one("C-1")], [2, one("C-2", "LE-2")], [3, one("C-3")]]);
  }
  assert.deepEqual(items("C-1\r\nC-2\rC-3\n"), [one("C-1"), one("C-2"), one("C-3")]);
});

test("a header line names the columns in any order and case, and what else it names is left out", () => {
  const { header, ignored, found } = read("Name;LEGAL_ENTITY_ID;Customer ID;;E-mail\nAda;LE-1;C-1;x;a@example.com\nBob;;C-2\n");
  assert.equal(header, true);
  assert.deepEqual(ignored, ["Name", "E-mail"]);
  assert.deepEqual(found, [[2, one("C-1", "LE-1")], [3, one("C-2")]]);
  assert.deepEqual(items("legalEntityId\nLE-1"), [{ legalEntityId: "LE-1" }], "without its column there is no customer");
  assert.deepEqual(items("customerId,customerid\nC-1,C-2"), [one("C-1")], "of two columns of one name the first counts");
});

test("columns without a name are left out and said by their numbers", () => {
  assert.deepEqual(read("C-1,LE-1,x,,y\nC-2,LE-2,z").ignored, [3, 5]);
  assert.deepEqual(read("C-1,LE-1,,").ignored, []);
});

test("quoted fields hold separators, quotes and line breaks", () => {
  assert.deepEqual(items('"C,1","say ""LE"""\n "C-2" , "LE-2" \n'), [one("C,1", 'say "LE"'), one("C-2", "LE-2")]);
  const { found } = read('customerId,note\nC-1,"one\ntwo, ""three"""\nC-2,x');
  assert.deepEqual(found, [[2, one("C-1")], [4, one("C-2")]]);
  assert.deepEqual(items('5" disk,LE'), [one('5" disk', "LE")]);
});

test("a quote that is not closed is the fault of its line alone", () => {
  assert.deepEqual(read('C-1\n"C-2\nC-3\nC-4').found, [[1, one("C-1")], [2, "quote"], [3, one("C-3")], [4, one("C-4")]]);
  assert.deepEqual(read('x,"C-1\ny,"C-2\nC-3').found.map(([line, what]) => [line, what.customerId ?? what]), [[1, "quote"], [2, "quote"], [3, "C-3"]]);
  assert.deepEqual(read('C-1\n"C-2"x,LE\nC-3').found[1], [2, "after_quote"]);
  const far = `"C-1\n${"C-2\n".repeat(80)}C-3"`;
  assert.equal(read(far, "csv").found.length, 82, "a field does not go over eighty lines");
});

test("blank lines and rows of separators do not count", () => {
  assert.deepEqual(read("\n  \nC-1;\n\n;;\n\t\nC-2\n\n").found, [[3, one("C-1")], [7, one("C-2")]]);
  assert.deepEqual(read("").found, []);
  assert.deepEqual(read(" \n\n", "ndjson").found, []);
});

test("NDJSON holds objects and bare texts; other fields are left out", () => {
  const { format, ignored, found } = read('{"customerId":"C-1","legalEntityId":"LE-1","mixins":{"a":{"b":1}},"metadata":{"version":2},"name":"Ada"}\n\n"C-2"\n{"customerId":\n[1]\nnull\n7');
  assert.equal(format, "ndjson");
  assert.deepEqual(ignored, ["name"]);
  assert.deepEqual(found, [
    [1, { customerId: "C-1", legalEntityId: "LE-1", mixins: { a: { b: 1 } }, metadata: { version: 2 } }],
    [3, one("C-2")], [4, "json"], [5, [1]], [6, null], [7, 7],
  ]);
});

test("the format is recognised", () => {
  const known = (text) => recognised(linesOf(text));
  for (const text of ["", "C-1", "customerId\nC-1", '"customerId"\n"C-1"', '"C-1","LE-1"', '"C-1";"LE-1"\n"C-2"', '"a""b"']) assert.equal(known(text), "csv", text);
  for (const text of ['{"customerId":"C-1"}', '\n  {"customerId"', "[1]", '"C-1"\n"C-2"', '\uFEFF{"customerId":"C-1"}']) assert.equal(known(text), "ndjson", text);
  assert.deepEqual(items("\uFEFFcustomerId\nC-1"), [one("C-1")], "the mark before a file is no part of a name");
});

const isFine = ({ customerId }) => typeof customerId === "string" && customerId !== "";

test("lines are fine, wrong or there twice", async () => {
  const { fine, wrong, repeated, count } = await checked("customerId,legalEntityId\nC-1\n,LE-1\nC-1,LE-1\nC-1\n\"C-2\nC-1,LE-1", { validate: isFine });
  assert.deepEqual(fine.map(({ line }) => line), [2, 4]);
  assert.deepEqual(wrong.map(({ line, problem, text }) => [line, problem, text]), [[3, undefined, ",LE-1"], [6, "quote", '"C-2']]);
  assert.deepEqual(repeated, [{ line: 5, of: 2 }, { line: 7, of: 4 }]);
  assert.equal(count, 6);
});

test("a hundred thousand lines are checked in slices, and a check can be stopped", async () => {
  const text = `customerId,note\n${Array.from({ length: 100_000 }, (_, index) => (index % 3 ? `C-${index},"x"` : `C-${index},"x""y"`)).join("\n")}`;
  let longest = 0;
  let turns = 0;
  let before = performance.now();
  const beat = setInterval(() => {
    turns += 1;
    longest = Math.max(longest, performance.now() - before);
    before = performance.now();
  });
  const told = [];
  const { fine } = await checked(text, { validate: isFine, onProgress: (line, of) => told.push([line, of]) });
  clearInterval(beat);
  assert.equal(fine.length, 100_000);
  assert.ok(told.length > 1 && told.every(([line, of]) => line <= of && of === 100_001), "it tells how far it is");
  assert.ok(turns > 1, "others have their turn in between");
  assert.ok(longest < 500, `the longest pause was ${longest} ms`);

  const stop = new AbortController();
  const stopped = await checked(text, { validate: isFine, signal: stop.signal, onProgress: () => stop.abort() });
  assert.equal(stopped, undefined);
});

test("CSV is quoted where it has to be, and nothing in it is a formula", () => {
  assert.equal(csvOf([["line", "customerId"], [1, "C-1"], [-2, undefined], [3, 'a "b", c'], [4, "x\ny"], [5, " z "]]), '\uFEFFline,customerId\r\n1,C-1\r\n-2,\r\n3,"a ""b"", c"\r\n4,"x\ny"\r\n5," z "\r\n');
  for (const start of ["=", "+", "-", "@", "\t", "\r", "'="]) assert.match(csvOf([[`${start}1`]]), /^\uFEFF"?'/, JSON.stringify(start));
  assert.equal(csvOf([["'tis"]]), "\uFEFF'tis\r\n");
});

test("what was written is read as it was", () => {
  const ids = ["=SUM(A1)", "-5", "+49", "@x", "'=y", "''-z", "'tis", 'a"b', "a,b", "a;b", "a\nb", "é"];
  assert.deepEqual(items(csvOf([["customerId"], ...ids.map((id) => [id])])), ids.map((id) => one(id)));
});
