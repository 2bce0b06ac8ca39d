// The edge handler of `www/worker`, bundled by wrangler over the packed package and run in workerd.
import { after, before, beforeEach, describe, test } from "node:test";
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { cp, readFile, readdir } from "node:fs/promises";
import { request } from "node:http";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { Miniflare } from "miniflare";
import { compatibilityDate as newest } from "workerd";
import { startSandbox } from "../sandbox.mjs";
import { quiet, seen, until } from "../workers/support.mjs";
import { project, run } from "./support.mjs";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const WRANGLER = join(ROOT, "node_modules/wrangler/bin/wrangler.js");
const LIMIT = 120 * 1000;
const SHOP = "https://shop.example.com";
const DESK = "desk-token-of-thirty-two-letters";
const CREATE = { method: "POST", path: "/customer/acme/customers" };
const LIST = { method: "GET", path: "/customer/acme/customers" };
const TOKENS = { method: "POST", path: "/oauth/token" };
/** Somebody new each time: the sandbox keeps whom it knows. */
let somebody = 0;
const ada = () => ({ contactEmail: `ada${++somebody}@example.com`, lastName: "Lovelace" });

/** As `wrangler.jsonc` has them. */
const compatibilityFlags = ["enable_request_signal"];

/** Another token whose digest begins as the desk's does. */
const digest = (text) => createHash("sha256").update(text).digest();
let alike = "x";
while (digest(alike)[0] !== digest(DESK)[0]) alike += "x";

let installed;
let modules;
let sandbox;
before(async () => {
  installed = await project({ files: [] });
  const worker = join(installed.path, "worker");
  await cp(join(ROOT, "www/worker"), worker, { recursive: true });
  const env = { ...process.env, CI: "1", WRANGLER_SEND_METRICS: "false", CLOUDFLARE_CF_FETCH_ENABLED: "false", XDG_CONFIG_HOME: join(installed.path, "config"), NO_COLOR: "1" };
  await run(process.execPath, [WRANGLER, "deploy", "--dry-run", "--outdir", "out"], { cwd: worker, env });
  const files = (await readdir(join(worker, "out"))).filter((file) => /\.(js|wasm)$/.test(file)).sort((one) => (one.endsWith(".js") ? -1 : 1)); // the script first, as miniflare wants it
  modules = await Promise.all(
    files.map(async (file) => ({ type: file.endsWith(".wasm") ? "CompiledWasm" : "ESModule", path: file, contents: await readFile(join(worker, "out", file)) })),
  );
  sandbox = await startSandbox({ control: true, seed: 60 });
});
after(async () => {
  await installed?.remove();
  await sandbox?.stop();
});

test("the bundle is one script and one module, and small", (context) => {
  assert.deepEqual(modules.map(({ type }) => type), ["ESModule", "CompiledWasm"]);
  const bytes = modules.reduce((sum, { contents }) => sum + gzipSync(contents, { level: 9 }).length, 0);
  context.diagnostic(`${bytes} bytes gzip`);
  assert.ok(bytes <= LIMIT, `${bytes} bytes gzip`);
});

for (const compatibilityDate of ["2022-06-01", newest]) {
  describe(`at ${compatibilityDate}`, () => {
    let worker;
    let url;
    let lines = [];
    const BINDINGS = () => ({
      EMPORIX_BASE_URL: sandbox.url, EMPORIX_TENANT: "acme", EMPORIX_CLIENT_ID: "sandbox-client", EMPORIX_CLIENT_SECRET: "sandbox-secret",
      ALLOWED_ORIGINS: `https://www.example.com, ${SHOP}/`, DESK_TOKEN: DESK,
    });
    const start = async (bindings = BINDINGS()) => {
      await worker?.dispose();
      lines = [];
      worker = new Miniflare({
        modules, compatibilityDate, compatibilityFlags, bindings,
        // Else another Worker stands before it, which does not leave when its client does.
        unsafeDirectSockets: [{}],
        handleRuntimeStdio: (stdout, stderr) => [stdout, stderr].forEach((input) => createInterface({ input }).on("line", (line) => lines.push(line))),
      });
      await worker.ready;
      url = `${String(await worker.unsafeGetDirectURL()).replace(/\/$/, "")}/api/customers`;
    };
    beforeEach(async () => {
      await sandbox.control.reset();
      await start();
    });
    after(() => worker?.dispose());
    /** The answers that the Worker has logged, once there are so many. */
    const logged = (count) =>
      until(() => {
        const answers = lines.filter((line) => line.includes('"type":"answer"')).map((line) => JSON.parse(line));
        return answers.length >= count && answers;
      }, `answer ${count} in the logs`);

    const post = (body, headers) =>
      fetch(url, { method: "POST", headers: { "Content-Type": "application/json", ...headers }, body: typeof body === "string" ? body : JSON.stringify(body) });
    const list = (query = "", headers = { Authorization: `Bearer ${DESK}` }) => fetch(url + query, { headers });
    const told = async (response) => {
      assert.equal(response.headers.get("content-type"), "application/problem+json");
      const problem = await response.json();
      assert.equal(problem.status, response.status);
      assert.ok(problem.title && problem.detail);
      return [response.status, problem];
    };
    const asked = async () => (await sandbox.control.requests()).total;

    test("what is not right is answered with its issues before anything is sent", async () => {
      const [status, problem] = await told(await post({ contactEmail: "ada", preferredCurrency: "EURO", mixins: { "a/b": 1 } }, { "Accept-Language": "de-DE,en;q=0.7" }));
      assert.equal(status, 422);
      assert.deepEqual(problem.errors.map(({ pointer, code }) => [pointer, code]), [["#/contactEmail", "format"], ["#/preferredCurrency", "max_length"], ["#/mixins/a~1b", "type"]]);
      assert.equal(problem.errors[0].detail, "Geben Sie eine E-Mail-Adresse wie name@example.com ein.");
      assert.equal(problem.errors[1].params.max, 3);
      for (const [body, headers, due] of [
        ["{", {}, 422], ['{"lastName":"A","lastName":"B"}', {}, 422], ["[]", {}, 422], ["", {}, 422], ["{}", { "Content-Type": "text/plain" }, 415], [`{"x":"${"x".repeat(100_000)}"}`, {}, 413],
      ]) {
        assert.equal((await told(await post(body, headers)))[0], due, `${body.slice(0, 40)} ${JSON.stringify(headers)}`);
      }
      assert.equal(await asked(), 0);
    });

    test("a body without a length is read as far as the limit, and the language is the one that is liked best", async () => {
      const chunked = (body) =>
        fetch(url, { method: "POST", headers: { "Content-Type": "application/json" }, duplex: "half", body: new ReadableStream({ start: (stream) => body.forEach((part) => stream.enqueue(new TextEncoder().encode(part))) || stream.close() }) });
      assert.equal((await told(await chunked(['{"lastName":"', ..."x".repeat(30).split("").map((letter) => letter.repeat(4_000)), '"}'])))[0], 413);
      assert.equal((await told(await chunked(['{"contactEmail":', '"ada"}'])))[0], 422);
      for (const [accepted, german] of [["de", true], ["en;q=0.5, de-AT;q=0.6", true], ["de;q=0, en", false], ["de;q=0", false], ["de;q=0.2,en;q=0.9", false], ["fr", false], [";;q=,", false]]) {
        const [, { errors }] = await told(await post({ contactEmail: "ada" }, { "Accept-Language": accepted }));
        assert.equal(errors[0].detail.startsWith("Geben"), german, accepted);
      }
      assert.equal(await asked(), 0);
    });

    test("what the shop decides is not for the form to say", async () => {
      const [status, problem] = await told(await post({ ...ada(), restriction: "staff", id: "VIP-1", mixins: { vip: { discount: 100 } }, madeUp: 1, __proto__: {} }));
      assert.equal(status, 422);
      assert.deepEqual(problem.errors.map(({ pointer, code }) => [pointer, code]), ["restriction", "id", "mixins", "madeUp"].map((name) => [`#/${name}`, "closed"]));
      assert.equal(await asked(), 0);
      // A list of thousands helps nobody.
      const many = Object.fromEntries(Array.from({ length: 3_000 }, (_, index) => [`x${index}`, 1]));
      assert.equal((await told(await post(many)))[1].errors.length, 100);
    });

    test("what is wrong with the Worker's own set-up is its fault, and its logs say where", async () => {
      const secret = "https://user:hunter2@service.example";
      for (const [wrong, path] of [
        [{ EMPORIX_CLIENT_SECRET: undefined }, "clientSecret"], [{ EMPORIX_CLIENT_ID: undefined }, "clientId"], [{ EMPORIX_TENANT: "Not A Tenant" }, "tenant"],
        [{ EMPORIX_TENANT: undefined }, "tenant"], [{ TIMEOUT_MS: "abc" }, "timeoutMs"], [{ EMPORIX_BASE_URL: secret }, "baseUrl"],
      ]) {
        const bindings = { ...BINDINGS(), ...wrong };
        for (const name in bindings) if (bindings[name] === undefined) delete bindings[name];
        await start(bindings);
        for (const response of [await post(ada()), await list()]) {
          const [status, problem] = await told(response);
          assert.deepEqual([status, problem.errors], [500, undefined], path);
        }
        const line = await until(() => lines.find((line) => line.includes('"set-up"')), "the reason in the logs");
        assert.ok(JSON.parse(line).error.issues.some((issue) => issue.path.includes(path)), line);
        assert.ok(!lines.join().includes("hunter2"));
      }
    });

    test("what is fine is created, with one token for all", async () => {
      const answers = await Promise.all(Array.from({ length: 12 }, () => post(ada())));
      assert.deepEqual(answers.map(({ status }) => status), answers.map(() => 201));
      const ids = await Promise.all(answers.map(async (answer) => (await answer.json()).id));
      assert.equal(new Set(ids).size, 12);
      const { byOperation } = await sandbox.control.requests();
      assert.deepEqual([byOperation["POST /customer/acme/customers"], byOperation["POST /oauth/token"]], [12, 1]);
    });

    test("customers are listed page by page, for whoever shows the desk's token", async () => {
      for (const headers of [{}, { Authorization: "Bearer wrong" }, { Authorization: `Bearer ${DESK}x` }, { Authorization: `Basic ${DESK}` }, { Authorization: `Bearer ${alike}` }]) {
        const response = await list("", headers);
        assert.equal(response.headers.get("www-authenticate"), "Bearer");
        assert.equal((await told(response))[0], 401);
      }
      assert.equal(await asked(), 0);
      const head = await fetch(url, { method: "HEAD", headers: { Authorization: `Bearer ${DESK}` } });
      assert.deepEqual([head.status, await head.text()], [200, ""]);
      const seenIds = new Set();
      let next = "?pageSize=25&sort=id";
      for (let page = 1; next; page++) {
        const response = await list(next);
        assert.equal(response.status, 200);
        assert.equal(response.headers.get("cache-control"), "no-store");
        const body = await response.json();
        assert.deepEqual([body.page, body.pageSize, body.total >= 60], [page, 25, true]);
        body.items.forEach(({ id }) => seenIds.add(id));
        next = /<\/api\/customers([^>]*)>; rel="next"/.exec(response.headers.get("link"))?.[1];
        assert.equal(body.hasNext, next !== undefined);
      }
      assert.ok(seenIds.size >= 60);
      const before = await asked();
      for (const [query, parameter] of [["?page=0", "page"], ["?page=0x10", "page"], ["?pageSize=-1", "pageSize"], ["?sort=a%20b", "sort"], ["?pageSize=201"]]) {
        const [status, { errors }] = await told(await list(query));
        assert.deepEqual([status, errors?.[0].parameter], [400, parameter], query);
      }
      assert.equal(await asked(), before);
      assert.equal((await told(await list("?q=aaa")))[0], 400, "what the service refuses of a query");
    });

    test("pages of other origins are refused, those of the list may ask", async () => {
      const preflight = (origin) => fetch(url, { method: "OPTIONS", headers: { Origin: origin, "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type" } });
      const allowed = await preflight(SHOP);
      assert.equal(allowed.status, 204);
      assert.equal(allowed.headers.get("access-control-allow-origin"), SHOP);
      assert.match(allowed.headers.get("access-control-allow-methods"), /POST/);
      assert.match(allowed.headers.get("access-control-allow-headers"), /Content-Type/);
      assert.match(allowed.headers.get("vary"), /Origin/);
      for (const origin of ["https://evil.example", "https://shop.example.com.evil.example", "null", "https://shop.example.co"]) {
        for (const response of [await preflight(origin), await post(ada(), { Origin: origin })]) {
          assert.equal(response.status, 403, origin);
          assert.equal(response.headers.get("access-control-allow-origin"), null);
        }
      }
      assert.equal(await asked(), 0);
      assert.equal((await list("", { Authorization: `Bearer ${DESK}`, Origin: new URL(url).origin })).status, 200, "a page of its own");
      const made = await post(ada(), { Origin: SHOP });
      assert.deepEqual([made.status, made.headers.get("access-control-allow-origin")], [201, SHOP]);
      assert.equal((await told(await post({}, { Origin: SHOP, "Content-Type": "text/plain" })))[0], 415);
      for (const [method, path, status] of [["DELETE", "", 405], ["PATCH", "", 405], ["GET", "/1", 404]]) {
        assert.equal((await told(await fetch(url + path, { method })))[0], status);
      }
    });

    const FAULTS = [
      ["too many requests", { ...CREATE, fault: "status", value: 429, retryAfter: "7" }, 503, "7"],
      ["a service that is down", { ...CREATE, fault: "status", value: 503, retryAfter: "9" }, 503, "9", true],
      ["a service that fails", { ...CREATE, fault: "status", value: 500 }, 502, null, true],
      ["a customer that exists", { ...CREATE, fault: "status", value: 409 }, 409, null],
      ["what the service refuses", { ...CREATE, fault: "status", value: 400 }, 422, null],
      ["a token that is not taken", { ...CREATE, fault: "status", value: 401 }, 502, null],
      ["a scope that lacks", { ...CREATE, fault: "status", value: 403 }, 502, null],
      ["wrong credentials", { ...TOKENS, fault: "status", value: 401 }, 502, null],
      ["too many tokens", { ...TOKENS, fault: "status", value: 429, retryAfter: "9" }, 503, "9"],
      ["a token service that is down", { ...TOKENS, fault: "status", value: 503, retryAfter: "9" }, 503, "9"],
      ["a token service that breaks", { ...TOKENS, fault: "reset", value: "before" }, 502, null],
      ["a service that does not answer", { ...CREATE, fault: "hang" }, 504, null, true],
      ["a connection that breaks", { ...CREATE, fault: "reset", value: "lost" }, 502, null, true],
      ["a page of a proxy", { ...CREATE, fault: "html" }, 502, null, true],
    ];
    for (const [what, fault, status, retryAfter, isAmbiguous] of FAULTS) {
      test(`${what} is told as ${status}`, async () => {
        await sandbox.control.faults(fault);
        if (fault.fault === "hang") await start({ ...BINDINGS(), TIMEOUT_MS: "400", TOTAL_TIMEOUT_MS: "1500" });
        const response = await post(ada());
        assert.equal(response.headers.get("retry-after"), retryAfter);
        const [found, problem] = await told(response);
        assert.equal(found, status);
        // Whether it may be there all the same is said just where nobody can know.
        assert.equal(problem.ambiguous, isAmbiguous);
        if (fault.value === 400) assert.ok(problem.errors.every(({ field, detail }) => field && detail === "The service does not take this."));
        if (status === 502) assert.equal(/let this Worker in/.test(problem.detail), [401, 403].includes(fault.value), problem.detail);
        assert.doesNotMatch(JSON.stringify(problem), /sandbox-client|sandbox-secret|Bearer|127\.0\.0\.1/);
      });
    }

    test("the logs say what happened in lines of JSON, and nothing of a person or a secret", async () => {
      const { contactEmail } = ada();
      await post({ contactEmail, lastName: "Lovelace" });
      await post({ contactEmail: "secret-person", lastName: "Lovelace" });
      await list(`?pageSize=1&q=contactEmail:${encodeURIComponent(contactEmail)}`);
      assert.deepEqual((await logged(3)).map(({ method, status }) => `${method} ${status}`), ["POST 201", "POST 422", "GET 200"]);
      const events = lines.map((line) => JSON.parse(line));
      assert.ok(events.some(({ type, operation, status }) => type === "response" && operation === "customers.create" && status === 201));
      assert.doesNotMatch(decodeURIComponent(lines.join("\n")), /ada[0-9]|@|secret-person|Lovelace|sandbox-secret|Bearer|desk-token/);
    });

    test("whoever leaves while a customer is created stops nothing, and whoever leaves a list does", async () => {
      const leave = async (method, operation, fault) => {
        await sandbox.control.faults(fault);
        const sending = request(url, { method, headers: { "Content-Type": "application/json", Authorization: `Bearer ${DESK}` } });
        sending.on("error", () => {});
        sending.end(method === "POST" ? JSON.stringify(ada()) : undefined);
        await seen(sandbox, operation);
        sending.socket.resetAndDestroy();
      };
      await leave("POST", "POST /customer/acme/customers", { ...CREATE, fault: "delay-body", value: 300 });
      assert.deepEqual((await logged(1)).map(({ method, status }) => `${method} ${status}`), ["POST 201"]);
      if (compatibilityDate !== newest) return; // workerd told nobody then
      await leave("GET", "GET /customer/acme/customers", { ...LIST, fault: "hang" });
      await quiet(sandbox);
      assert.deepEqual((await logged(2)).map(({ method, status }) => `${method} ${status}`), ["POST 201", "GET 499"]);
    });

    test("a storm of all of it at once, with clients that hang up and answers that come early, leaves nobody waiting", async () => {
      const kinds = [
        [() => post(ada()), 201],
        [() => post({ contactEmail: "ada" }), 422],
        [() => list("?pageSize=5"), 200],
        [() => list("", {}), 401],
        [() => post(ada(), { Origin: "https://evil.example" }), 403],
      ];
      await sandbox.control.faults({ ...TOKENS, fault: "delay", value: 200, times: 1 }, { ...LIST, fault: "delay", value: 100, every: 3 });
      const leaving = Array.from({ length: 20 }, () => {
        const sending = request(url, { method: "POST", headers: { "Content-Type": "application/json" } });
        sending.on("error", () => {});
        sending.end(JSON.stringify(ada()));
        return sending;
      });
      const storm = Array.from({ length: 200 }, async (_, index) => {
        const [ask, due] = kinds[index % kinds.length];
        const response = await ask();
        await response.arrayBuffer();
        return [due, response.status];
      });
      // While they wait for the token.
      await seen(sandbox, "POST /oauth/token");
      for (const sending of leaving) sending.socket.resetAndDestroy();
      const answers = await Promise.all(storm);
      assert.deepEqual(answers.filter(([due, found]) => due !== found), []);
      await quiet(sandbox);
      assert.equal((await post(ada())).status, 201);
    });
  });
}
