// A file that was chosen or dropped, as text.

import { t } from "../words/words.js";

const LARGEST = 64 * 1024 * 1024;

/** By what a file begins with: most programs write UTF-8, some spreadsheets UTF-16. */
const ENCODINGS = [[[0xff, 0xfe], "utf-16le"], [[0xfe, 0xff], "utf-16be"]];
/** What spreadsheets and archives begin with: `PK`. */
const PACKED = [0x50, 0x4b];

/** `{ name, size, text }`, or `{ fault }` in words where it holds none. */
export async function textFile(file) {
  const { name, size } = file;
  if (size > LARGEST) return { fault: t("{name} is larger than {most} MB. Split it.", { name, most: LARGEST / 1024 / 1024 }) };
  let bytes;
  try {
    bytes = new Uint8Array(await file.arrayBuffer());
  } catch {
    return { fault: t("{name} could not be read. Was it moved or changed? Choose it again.", { name }) };
  }
  const begins = (mark) => mark.every((byte, at) => bytes[at] === byte);
  const noText = t("{name} is no text. Save it as CSV in the program that made it, and choose that file.", { name });
  if (begins(PACKED)) return { fault: noText };
  const [, encoding = "utf-8"] = ENCODINGS.find(([mark]) => begins(mark)) ?? [];
  let text;
  try {
    text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    // Guessed letters would be sent as ids that nobody has.
    return { fault: t("{name} is not in UTF-8, so that some of its letters can't be told. Save it as CSV in UTF-8, and choose that file.", { name }) };
  }
  return text.includes("\0") ? { fault: noText } : { name, size, text };
}

const holdsFiles = ({ dataTransfer }) => [...(dataTransfer?.types ?? [])].includes("Files");

/** Takes files that are dropped on `target`, which shows while one is above it. Beside it a file must not take the page's place. */
export function takesDrops(target, take) {
  for (const type of ["dragover", "drop"]) document.addEventListener(type, (event) => target.isConnected && holdsFiles(event) && event.preventDefault());
  /** Entering a child comes before leaving its parent. */
  let depth = 0;
  const show = (change) => {
    depth = Math.max(0, depth + change);
    target.classList.toggle("is-over", depth > 0);
  };
  const on = {
    dragenter: () => show(1),
    dragleave: () => show(-1),
    dragover() {},
    drop(event) {
      show(-depth);
      const [file] = event.dataTransfer.files;
      if (file) take(file);
    },
  };
  for (const [type, listener] of Object.entries(on)) {
    target.addEventListener(type, (event) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      listener(event);
    });
  }
}
