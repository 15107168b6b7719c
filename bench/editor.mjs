#!/usr/bin/env node
// How long an editor waits: from the start of the server to the first answered hover, and from a request to evaluate a small form to its result.
//
//   node bench/editor.mjs [--starts N] [--evaluations N]
//
// Each start opens a file of 200 definitions and asks for a hover at once, as an editor does. Evaluations are asked for one after the other, through server and node.
import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

function option(name, fallback) {
  const at = process.argv.indexOf(name);
  return Number(at < 0 ? fallback : process.argv[at + 1]);
}

/** A language server and the requests that wait for its answers. */
class Server {
  constructor() {
    this.waiting = new Map();
    this.next = 1;
    this.buffer = Buffer.alloc(0);
    this.process = spawn(join(root, "oxur"), ["lsp"], { stdio: ["pipe", "pipe", "inherit"] });
    this.process.stdout.on("data", (chunk) => this.receive(chunk));
  }

  receive(chunk) {
    this.buffer = Buffer.concat([this.buffer, chunk]);
    for (;;) {
      const end = this.buffer.indexOf("\r\n\r\n");
      if (end < 0) return;
      const length = Number(/Content-Length: (\d+)/i.exec(this.buffer.toString("latin1", 0, end))[1]);
      if (this.buffer.length < end + 4 + length) return;
      const message = JSON.parse(this.buffer.toString("utf8", end + 4, end + 4 + length));
      this.buffer = this.buffer.subarray(end + 4 + length);
      if (message.method && message.id !== undefined) this.write({ id: message.id, result: null });
      else if (!message.method) this.waiting.get(message.id)(message);
    }
  }

  write(message) {
    const text = JSON.stringify({ jsonrpc: "2.0", ...message });
    this.process.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  }

  ask(method, params) {
    const id = this.next++;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, (answer) => (answer.error ? reject(new Error(`${method}: ${JSON.stringify(answer.error)}`)) : resolve(answer.result)));
      this.write({ id, method, params });
    });
  }

  /** Processor time so far in milliseconds, where Linux tells: what a busy machine does not change much. The JVM's compilers work beside the threads that answer. */
  processorTime() {
    const tasks = `/proc/${this.process.pid}/task`;
    const time = { answering: 0, compiling: 0 };
    if (!existsSync(tasks)) return time;
    for (const task of readdirSync(tasks)) {
      const name = readFileSync(`${tasks}/${task}/comm`, "utf8");
      const nanos = Number(readFileSync(`${tasks}/${task}/schedstat`, "utf8").split(" ")[0]);
      time[/^C[12] Compiler/.test(name) ? "compiling" : "answering"] += nanos / 1e6;
    }
    return time;
  }

  async end() {
    const gone = new Promise((resolve) => this.process.on("exit", resolve));
    await this.ask("shutdown");
    this.write({ method: "exit" });
    await gone;
  }
}

const folder = mkdtempSync(join(tmpdir(), "oxur-editor-"));
const file = join(folder, "bench.oxr");
const text = Array.from({ length: 200 }, (_, i) => `(defn f${i} [x] (+ x ${i}))`).join("\n") + "\n(f7 35)\n";
writeFileSync(file, text);
const textDocument = { uri: pathToFileURL(file).href };
const call = { line: 200, character: 2 };

/** A server with the file open, and the milliseconds from its start to the first hover. */
async function start() {
  const before = performance.now();
  const server = new Server();
  await server.ask("initialize", {
    processId: process.pid,
    rootUri: pathToFileURL(folder).href,
    capabilities: {},
    initializationOptions: { trusted: true, onSave: "changed" },
  });
  server.write({ method: "initialized", params: {} });
  server.write({ method: "textDocument/didOpen", params: { textDocument: { ...textDocument, languageId: "oxur", version: 1, text } } });
  const hover = await server.ask("textDocument/hover", { textDocument, position: call });
  const elapsed = performance.now() - before;
  if (!JSON.stringify(hover).includes("f7")) throw new Error(`no hover: ${JSON.stringify(hover)}`);
  return { server, elapsed, used: server.processorTime() };
}

/** Milliseconds from the request to its result. */
async function evaluate(server) {
  const before = performance.now();
  const result = await server.ask("oxur/eval", { textDocument: { ...textDocument, version: 1 }, at: call, unit: "form" });
  const elapsed = performance.now() - before;
  if (!JSON.stringify(result).includes("42")) throw new Error(`no 42: ${JSON.stringify(result)}`);
  return elapsed;
}

const sorted = (numbers) => numbers.toSorted((a, b) => a - b);
const told = (numbers) => `median ${sorted(numbers)[numbers.length >> 1].toFixed(0)} ms, best ${Math.min(...numbers).toFixed(0)} ms, worst ${Math.max(...numbers).toFixed(0)} ms`;

execFileSync(join(root, "oxur"), ["--version"]);
const starts = [];
const used = [];
const evaluations = [];
let first;
for (let left = option("--starts", 5); left > 0; left--) {
  const one = await start();
  const server = one.server;
  starts.push(one.elapsed);
  used.push(one.used);
  if (left === 1) {
    await server.ask("oxur/eval", { textDocument: { ...textDocument, version: 1 }, unit: "file" });
    first = await evaluate(server);
    for (let i = option("--evaluations", 30); i > 0; i--) evaluations.push(await evaluate(server));
  }
  await server.end();
}
rmSync(folder, { recursive: true });
console.log(`${cpus().length} cores, load ${loadavg()[0].toFixed(1)}`);
console.log(`first hover after the start: ${told(starts)} of ${starts.length}`);
console.log(`processor time of the server until then: ${told(used.map((time) => time.answering))}`);
console.log(`and of the JVM's compilers beside it: ${told(used.map((time) => time.compiling))}`);
console.log(`a form, from request to result: ${told(evaluations)} of ${evaluations.length}; the first one ${first.toFixed(0)} ms`);
