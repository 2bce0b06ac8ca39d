// The examples in the declarations are held to the types that they stand beside.
import { test } from "node:test";
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const FILES = ["index.d.ts", "validate.d.ts", "forms/index.d.ts"].map((name) => new URL(`../../pkg/${name}`, import.meta.url));
const declarations = (await Promise.all(FILES.map((file) => readFile(file, "utf8")))).join("\n");

/** What examples may use without saying where it comes from. */
const PRELUDE = `
import { EmporixClient, SpiriiClient, field, init, schemas } from "commerce-customers";
import { bindForm } from "commerce-customers/forms";
declare const token: string, apiKey: string, ids: string[];
declare const client: EmporixClient, spirii: SpiriiClient, form: HTMLFormElement;
`;

function errorsOf(files) {
  const options = {
    strict: true, noEmit: true, target: ts.ScriptTarget.ES2022, lib: ["lib.es2022.d.ts", "lib.dom.d.ts"],
    module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext, types: [],
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists, readFile } = host;
  host.getSourceFile = (name, version, ...rest) =>
    files.has(name) ? ts.createSourceFile(name, files.get(name), version) : getSourceFile.call(host, name, version, ...rest);
  host.fileExists = (name) => files.has(name) || fileExists.call(host, name);
  host.readFile = (name) => files.get(name) ?? readFile.call(host, name);
  const program = ts.createProgram([...files.keys()], options, host);
  return ts.getPreEmitDiagnostics(program).map(({ file, messageText }) => `${file?.text}\n${ts.flattenDiagnosticMessageText(messageText, " ")}`);
}

/** The examples as modules of their own; those that import say what they need themselves. */
function modules(text) {
  const examples = [...text.matchAll(/```js\n([^]*?)```/g)].map(([, code]) => code.replace(/^ *\* ?/gm, ""));
  const folder = fileURLToPath(new URL(".", import.meta.url));
  return new Map(examples.map((code, index) => {
    // Locals of their own shadow what is declared for all.
    const whole = /^import /m.test(code) ? `declare const token: string;\n${code}` : `${PRELUDE}{\n${code}\n}`;
    return [`${folder}example-${index}.mts`, whole];
  }));
}

test("every example of the declarations compiles", () => {
  const files = modules(declarations);
  assert.ok(files.size >= 30, `${files.size} examples`);
  assert.deepEqual(errorsOf(files), []);
});

test("an example that is wrong is found", () => {
  const wrong = modules('```js\nawait client.customers.get(42);\n```');
  assert.match(errorsOf(wrong).join(), /not assignable to parameter of type 'string'/);
});
