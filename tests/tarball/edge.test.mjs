// The edge handler of `www/worker`, bundled by wrangler over the packed package and run in workerd.
import { after, before, beforeEach, describe, test } from "node:test";
import assert from "node:assert/strict";
import { cp, readFile, readdir } from "node:fs/promises";
import { request } from "node:http";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { Miniflare } from "miniflare";
import { compatibilityDate as newest } from "workerd";
import { startSandbox } from "../sandbox.mjs";
import { quiet, seen } from "../workers/support.mjs";
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
    beforeEach(async () => {
      await worker?.dispose();
      await sandbox.control.reset();
      lines = [];
      worker = new Miniflare({
        modules,
        compatibilityDate,
        bindings: {
          EMPORIX_BASE_URL: sandbox.url, EMPORIX_TENANT: "acme", EMPORIX_CLIENT_ID: "sandbox-client", EMPORIX_CLIENT_SECRET: "sandbox-secret",
          ALLOWED_ORIGINS: `https://www.example.com ${SHOP}`, DESK_TOKEN: DESK, TIMEOUT_MS: "400", TOTAL_TIMEOUT_MS: "1500",
        },
        handleRuntimeStdio: (stdout, stderr) => [stdout, stderr].forEach((input) => createInterface({ input }).on("line", (line) => lines.push(line))),
      });
      url = `${String(await worker.ready).replace(/\/$/, "")}/api/customers`;
    });
    after(() => worker?.dispose());

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

    test("what is fine is created, with one token for all", async () => {
      const answers = await Promise.all(Array.from({ length: 12 }, () => post(ada())));
      assert.deepEqual(answers.map(({ status }) => status), answers.map(() => 201));
      const ids = await Promise.all(answers.map(async (answer) => (await answer.json()).id));
      assert.equal(new Set(ids).size, 12);
      const { byOperation } = await sandbox.control.requests();
      assert.deepEqual([byOperation["POST /customer/acme/customers"], byOperation["POST /oauth/token"]], [12, 1]);
    });

    test("customers are listed page by page, for whoever shows the desk's token", async () => {
      for (const headers of [{}, { Authorization: "Bearer wrong" }, { Authorization: `Bearer ${DESK}x` }, { Authorization: `Basic ${DESK}` }]) {
        const response = await list("", headers);
        assert.equal(response.headers.get("www-authenticate"), "Bearer");
        assert.equal((await told(response))[0], 401);
      }
      assert.equal(await asked(), 0);
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
      for (const query of ["?page=0", "?page=x", "?pageSize=-1", "?sort=a%20b"]) assert.equal((await told(await list(query)))[0], 400, query);
      assert.equal(await asked(), before);
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
      ["a service that does not answer", { ...CREATE, fault: "hang" }, 504, null, true],
      ["a connection that breaks", { ...CREATE, fault: "reset", value: "lost" }, 502, null, true],
      ["a page of a proxy", { ...CREATE, fault: "html" }, 502, null, true],
    ];
    for (const [what, fault, status, retryAfter, isAmbiguous] of FAULTS) {
      test(`${what} is told as ${status}`, async () => {
        await sandbox.control.faults(fault);
        const response = await post(ada());
        assert.equal(response.headers.get("retry-after"), retryAfter);
        const [found, problem] = await told(response);
        assert.equal(found, status);
        // Whether it may be there all the same is said just where nobody can know.
        assert.equal(problem.ambiguous, isAmbiguous);
        assert.doesNotMatch(JSON.stringify(problem), /sandbox-client|sandbox-secret|Bearer|127\.0\.0\.1/);
      });
    }

    test("the logs say what happened in lines of JSON, and nothing of a person or a secret", async () => {
      await post(ada());
      await post({ contactEmail: "secret-person", lastName: "Lovelace" });
      await list("?pageSize=1&q=contactEmail:ada@example.com");
      const over = Date.now() + 10_000;
      while (lines.filter((line) => line.includes('"answer"')).length < 3) {
        assert.ok(Date.now() < over, lines.join("\n"));
        await sleep(10);
      }
      const events = lines.map((line) => JSON.parse(line));
      assert.deepEqual(events.filter(({ type }) => type === "answer").map(({ method, status }) => `${method} ${status}`), ["POST 201", "POST 422", "GET 200"]);
      assert.ok(events.some(({ type, operation, status }) => type === "response" && operation === "customers.create" && status === 201));
      assert.doesNotMatch(lines.join("\n"), /ada[0-9]|secret-person|Lovelace|sandbox-secret|Bearer|desk-token/);
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
