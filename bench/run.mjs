#!/usr/bin/env node
// Runs the kernels of Oxur and of the peers that are installed, side by side on one core, and prints the table as ratios to checked Rust.
//
//   node bench/run.mjs [--runs N] [--warmups N] [--only fib,tak] [--peers rust,oxur,oxur1,oxur0,python,node,java] [--untracked] [--cpu]
//   node bench/run.mjs --cold [--runs N] [--only fib,tak] [--peers oxur,oxur1,node,clojure]
//
// Every program prints `kernel checksum ns ns …`; the best time counts. A checksum that differs from Rust's is an error. One round runs every peer once per kernel
// before the next kernel begins, so that a disturbance of the machine meets all of them.
//
// On a machine that others use too, `--cpu` counts processor time in place of the clock: of each run for Oxur (compilers and collector included), of the whole process
// for the peers, started once for each run.
//
// `--cold` prints how long it takes from the start of a process until it has made a run at full speed: the first that takes at most 1.15 of the best one's time.
import { mkdirSync } from "node:fs";
import { cpus } from "node:os";
import { build, cpu, KERNELS, PEERS, run } from "./peers.mjs";

function option(name, fallback) {
  const at = process.argv.indexOf(name);
  return at < 0 ? fallback : process.argv[at + 1];
}

const cold = process.argv.includes("--cold");
const runs = Number(option("--runs", cold ? "12" : "3"));
const warmups = Number(option("--warmups", "2"));
const only = option("--only", Object.keys(KERNELS).join(",")).split(",");
const wanted = option("--peers", cold ? "oxur,oxur1,node,clojure" : "rust,oxur,oxur1,oxur0,python,node,java").split(",");
for (const name of [...only.filter((name) => !KERNELS[name]), ...wanted.filter((name) => !PEERS[name])]) {
  console.error(`bench: there is no \`${name}\`. Kernels: ${Object.keys(KERNELS).join(" ")}. Peers: ${Object.keys(PEERS).join(" ")}.`);
  process.exit(2);
}

/** Processor time of processes that run the kernel once; the best of them. */
function cpuTime(peer, kernel) {
  const times = [];
  let checksum;
  for (let i = 0; i < (peer === PEERS.python ? Math.min(runs, 2) : runs); i++) {
    const timed = `TIMEFORMAT='%3U %3S'; time "$@"`;
    const { words, stderr } = run(["bash", "-c", timed, "bash", ...peer.command(kernel, "0", "1")], `${peer.title} ${kernel}`);
    checksum = words[1];
    times.push(1000 * stderr.trim().split("\n").at(-1).split(" ").reduce((sum, seconds) => sum + Number(seconds), 0));
  }
  return { checksum, best: Math.min(...times) };
}

function time(peer, kernel) {
  if (cpu && !peer.title.startsWith("Oxur")) return cpuTime(peer, kernel);
  const slow = peer === PEERS.python;
  const command = peer.command(kernel, String(warmups), String(slow ? Math.min(runs, 2) : runs));
  const [, checksum, ...times] = run(command, `${peer.title} ${kernel}`).words;
  return { checksum, best: Math.min(...times.map(Number)) / 1e6 };
}

/** Seconds from the process's start to the end of the first run at full speed. */
function coldTime(peer, kernel) {
  const { words, nanos } = run(peer.command(kernel, "0", String(runs)), `${peer.title} ${kernel}`);
  const times = words.slice(2).map(Number);
  const full = times.findIndex((each) => each <= 1.15 * Math.min(...times));
  const after = times.slice(full + 1).reduce((sum, each) => sum + each, 0);
  return { seconds: (nanos - after) / 1e9, best: Math.min(...times) / 1e6, run: full + 1 };
}

function coldTable(peers, kernels) {
  console.log(`${cpus()[0].model}, one core; seconds from the process's start to the end of the first run at full speed (which run that was, and the best of ${runs})\n`);
  heading(peers);
  for (const kernel of kernels) {
    const cells = peers.map((peer) => {
      const { seconds, best, run } = coldTime(peer, kernel);
      return `${seconds.toFixed(2)} (${run}, ${best.toFixed(1)} ms)`;
    });
    console.log(`| ${kernel} (${KERNELS[kernel].join(" ")}) | ${cells.join(" | ")} |`);
  }
}

function heading(peers) {
  console.log(`| kernel | ${peers.map((peer) => peer.title).join(" | ")} |`);
  console.log(`|---|${peers.map(() => "---|").join("")}`);
}

/** @returns how many checksums were not those of the first peer */
function table(peers, kernels) {
  console.log(`${cpus()[0].model}, one core; ${cpu ? "processor time, " : ""}best of ${runs}; a ratio to the first column (its time in ms)\n`);
  heading(peers);
  const logs = peers.map(() => []);
  let wrong = 0;
  for (const kernel of kernels) {
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
  return wrong;
}

mkdirSync(build, { recursive: true });
const peers = Object.entries(PEERS).filter(([name, peer]) => wanted.includes(name) && peer.available()).map(([, peer]) => peer);
for (const peer of peers) peer.prepare();
const kernels = Object.keys(KERNELS).filter((name) => only.includes(name));
if (cold) coldTable(peers, kernels);
else process.exit(table(peers, kernels) === 0 ? 0 : 1);
