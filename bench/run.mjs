#!/usr/bin/env node
// Runs the kernels of Oxur and of the peers that are installed, side by side on one core, and prints the table as ratios to checked Rust.
//
//   node bench/run.mjs [--runs N] [--warmups N] [--only fib,tak] [--peers rust,oxur,oxur1,oxur0,python,node,java] [--untracked] [--cpu]
//
// Every program prints `kernel checksum ns ns …`; the best time counts. A checksum that differs from Rust's is an error. One round runs every peer once per kernel
// before the next kernel begins, so that a disturbance of the machine meets all of them.
//
// On a machine that others use too, `--cpu` counts processor time in place of the clock: of each run for Oxur (compilers and collector included), of the whole process
// for the peers, started once for each run.
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { homedir, cpus } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(here);
const build = join(process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "oxur", "bench");

const KERNELS = {
  fib: ["35"], tak: ["27", "18", "9"], nbody: ["500000"], spectral: ["500"], mandel: ["800"], fannkuch: ["9"],
  sieve: ["5000000"], matmul: ["300"], collatz: ["1000000"], bintree: ["16"], words: ["1000000"],
};

function option(name, fallback) {
  const at = process.argv.indexOf(name);
  return at < 0 ? fallback : process.argv[at + 1];
}

const runs = Number(option("--runs", "3"));
const warmups = Number(option("--warmups", "2"));
const only = option("--only", Object.keys(KERNELS).join(",")).split(",");
const cpu = process.argv.includes("--cpu");
const wanted = option("--peers", "rust,oxur,oxur1,oxur0,python,node,java").split(",");

function has(command) {
  return spawnSync("sh", ["-c", `command -v ${command}`], { stdio: "ignore" }).status === 0;
}

/** Threads that end would take the time they used with them. */
const CPU_OPTIONS = ["-Dbench.cpu=true", "-XX:-UseDynamicNumberOfCompilerThreads"];

/** What ./oxur runs, and the Java it takes. `--untracked` turns the recording of borrows off, to see what it costs. */
const distribution = join(root, "server/target/launch/oxur");
const oxurJdk = () => execFileSync(join(root, "oxur"), ["java-home"], { encoding: "utf8" }).trim();
const oxurOptions = () => ["@" + join(distribution, "jvm.options"), ...(cpu ? CPU_OPTIONS : []), ...(process.argv.includes("--untracked") ? ["-Doxur.untracked=true"] : [])];

/** A JDK that runs the Java peer: the one the launcher would take, or the default. */
function jdk() {
  const home = oxurJdk();
  return existsSync(join(home, "bin", "javac")) ? join(home, "bin") + "/" : "";
}

/** Oxur, held to a tier or not. */
function oxur(title, tier) {
  return {
    title,
    available: () => true,
    prepare: () => execFileSync(join(root, "oxur"), ["--version"]),
    command: (kernel, warm, timed) => [join(oxurJdk(), "bin/java"), ...oxurOptions(), `-Dbench.tier=${tier}`, "-cp", join(distribution, "oxur.jar"),
      join(here, "Kernel.java"), join(here, "kernels", kernel + ".oxr"), warm, timed, ...KERNELS[kernel]],
  };
}

/** Each peer: how it is prepared, and the command line that runs one kernel. */
const PEERS = {
  rust: {
    title: "Rust checked",
    available: () => has("rustc"),
    prepare: () => execFileSync("rustc", ["-C", "opt-level=3", "-C", "overflow-checks=on", "-o", join(build, "rust"), join(here, "peers/rust/bench.rs")]),
    command: (kernel, warm, timed) => [join(build, "rust"), kernel, warm, timed],
  },
  oxur: oxur("Oxur", "auto"),
  oxur0: oxur("Oxur tier 0", "0"),
  oxur1: oxur("Oxur tier 1", "1"),
  python: {
    title: "CPython",
    available: () => has("python3"),
    prepare: () => {},
    command: (kernel, _warm, timed) => ["python3", join(here, "peers/python/bench.py"), kernel, "0", timed],
  },
  node: {
    title: "Node",
    available: () => has("node"),
    prepare: () => {},
    command: (kernel, warm, timed) => ["node", join(here, "peers/node/bench.js"), kernel, warm, timed],
  },
  java: {
    title: "Java",
    available: () => has(jdk() + "javac"),
    prepare: () => execFileSync(jdk() + "javac", ["-d", build, join(here, "peers/java/Bench.java")]),
    command: (kernel, warm, timed) => [jdk() + "java", "-cp", build, "Bench", kernel, warm, timed],
  },
};

const pin = has("taskset") ? ["taskset", "-c", "0"] : [];

/** Processor time of processes that run the kernel once; the best of them. */
function cpuTime(peer, kernel) {
  const times = [];
  let checksum;
  for (let i = 0; i < (peer === PEERS.python ? Math.min(runs, 2) : runs); i++) {
    const command = [...pin, ...peer.command(kernel, "0", "1")];
    const timed = `TIMEFORMAT='%3U %3S'; time "$@"`;
    const result = spawnSync("bash", ["-c", timed, "bash", ...command], { encoding: "utf8", maxBuffer: 1 << 24 });
    if (result.status !== 0) throw new Error(`${peer.title} ${kernel}: ${result.stderr || result.stdout}`);
    checksum = result.stdout.trim().split("\n").at(-1).split(" ")[1];
    times.push(1000 * result.stderr.trim().split("\n").at(-1).split(" ").reduce((sum, seconds) => sum + Number(seconds), 0));
  }
  return { checksum, best: Math.min(...times) };
}

function time(peer, kernel) {
  if (cpu && !peer.title.startsWith("Oxur")) return cpuTime(peer, kernel);
  const slow = peer === PEERS.python;
  const [program, ...args] = peer.command(kernel, String(warmups), String(slow ? Math.min(runs, 2) : runs));
  const pinned = [...pin, program, ...args];
  const result = spawnSync(pinned[0], pinned.slice(1), { encoding: "utf8", maxBuffer: 1 << 24 });
  if (result.status !== 0) throw new Error(`${peer.title} ${kernel}: ${result.stderr || result.stdout}`);
  const [, checksum, ...times] = result.stdout.trim().split("\n").at(-1).split(" ");
  return { checksum, best: Math.min(...times.map(Number)) / 1e6 };
}

mkdirSync(build, { recursive: true });
const peers = Object.entries(PEERS).filter(([name, peer]) => wanted.includes(name) && peer.available()).map(([, peer]) => peer);
for (const peer of peers) peer.prepare();
console.log(`${cpus()[0].model}, one core; ${cpu ? "processor time, " : ""}best of ${runs}; a ratio to the first column (its time in ms)\n`);
console.log(`| kernel | ${peers.map((peer) => peer.title).join(" | ")} |`);
console.log(`|---|${peers.map(() => "---|").join("")}`);
const logs = peers.map(() => []);
let wrong = 0;
for (const kernel of Object.keys(KERNELS).filter((name) => only.includes(name))) {
  const results = peers.map((peer) => time(peer, kernel));
  const cells = results.map(({ checksum, best }, i) => {
    logs[i].push(Math.log(best / results[0].best));
    if (checksum !== results[0].checksum) wrong++;
    const mark = checksum === results[0].checksum ? "" : ` WRONG ${checksum} ≠ ${results[0].checksum}`;
    return (i === 0 ? `${best.toFixed(1)} ms` : (best / results[0].best).toPrecision(3)) + mark;
  });
  console.log(`| ${kernel} (${KERNELS[kernel].join(" ")}) | ${cells.join(" | ")} |`);
}
const means = logs.map((each) => Math.exp(each.reduce((sum, x) => sum + x, 0) / each.length));
console.log(`| **geomean** | ${means.map((mean) => mean.toPrecision(3)).join(" | ")} |`);
process.exit(wrong === 0 ? 0 : 1);
