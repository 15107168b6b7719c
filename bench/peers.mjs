// The kernels, and what runs them: Oxur, held to a tier or not, and the same programs in other languages.
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(here);

/** Where what is built for measuring is kept. */
export const build = join(process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "oxur", "bench");

/** Parameters of each kernel; the other languages' programs have the same ones built in. */
export const KERNELS = {
  fib: ["35"], tak: ["27", "18", "9"], nbody: ["500000"], spectral: ["500"], mandel: ["800"], fannkuch: ["9"],
  sieve: ["5000000"], matmul: ["300"], collatz: ["1000000"], bintree: ["16"], words: ["1000000"],
};

export const cpu = process.argv.includes("--cpu");

export function has(command) {
  return spawnSync("sh", ["-c", `command -v ${command}`], { stdio: "ignore" }).status === 0;
}

/** Threads that end would take the time they used with them. */
const CPU_OPTIONS = ["-Dbench.cpu=true", "-XX:-UseDynamicNumberOfCompilerThreads"];

/** What ./oxur runs, and the Java it takes. `--untracked` turns the recording of borrows off, to see what it costs. */
const distribution = join(root, "server/target/launch/oxur");
const oxurJar = join(distribution, "oxur.jar");
const oxurJdk = () => execFileSync(join(root, "oxur"), ["java-home"], { encoding: "utf8" }).trim();
const oxurOptions = () => ["@" + join(distribution, "jvm.options"), ...(cpu ? CPU_OPTIONS : []), ...(process.argv.includes("--untracked") ? ["-Doxur.untracked=true"] : [])];

/** A JDK that runs the peers: the one the launcher would take, or the default. */
function jdk() {
  const home = oxurJdk();
  return existsSync(join(home, "bin", "javac")) ? join(home, "bin") + "/" : "";
}

/** Oxur, held to a tier or not. */
function oxur(title, tier) {
  return {
    title,
    available: () => true,
    prepare: () => {
      execFileSync(join(root, "oxur"), ["--version"]);
      execFileSync(jdk() + "javac", ["-d", build, "-cp", oxurJar, join(here, "Kernel.java")]);
    },
    command: (kernel, warm, timed) => [join(oxurJdk(), "bin/java"), ...oxurOptions(), `-Dbench.tier=${tier}`, "-cp", [oxurJar, build].join(delimiter),
      "Kernel", join(here, "kernels", kernel + ".oxr"), warm, timed, ...KERNELS[kernel]],
  };
}

/** Clojure is fetched by Maven and compiled ahead of time. */
const CLOJURE = ["org.clojure:clojure:1.12.0", "org.clojure:spec.alpha:0.5.238", "org.clojure:core.specs.alpha:0.4.74"];
const clojureHome = join(build, "clojure");
const clojurePath = () => [join(clojureHome, "classes"), ...CLOJURE.map((each) => join(clojureHome, each.split(":").slice(1).join("-") + ".jar")), join(clojureHome, "src")].join(delimiter);

function prepareClojure() {
  mkdirSync(join(clojureHome, "classes"), { recursive: true });
  for (const artifact of CLOJURE) {
    if (!existsSync(join(clojureHome, artifact.split(":").slice(1).join("-") + ".jar"))) {
      execFileSync("mvn", ["-q", "-Dstyle.color=never", "dependency:copy", `-Dartifact=${artifact}`, `-DoutputDirectory=${clojureHome}`], { stdio: ["ignore", "ignore", "inherit"] });
    }
  }
  cpSync(join(here, "peers/clojure"), join(clojureHome, "src/bench"), { recursive: true });
  const compile = "(doseq [n '[bench.main bench.hinted bench.untyped]] (compile n))";
  execFileSync(jdk() + "java", [`-Dclojure.compile.path=${join(clojureHome, "classes")}`, "-cp", clojurePath(), "clojure.main", "-e", compile], { stdio: "ignore" });
}

function clojure(title, variant) {
  return {
    title,
    available: () => has("mvn"),
    prepare: prepareClojure,
    command: (kernel, warm, timed) => [jdk() + "java", "-Xss512m", "-cp", clojurePath(), "bench.main", variant, kernel, warm, timed],
  };
}

/** Each peer: how it is prepared, and the command line that runs one kernel. */
export const PEERS = {
  rust: {
    title: "Rust checked",
    available: () => has("rustc"),
    prepare: () => execFileSync("rustc", ["-C", "opt-level=3", "-C", "overflow-checks=on", "-o", join(build, "rust"), join(here, "peers/rust/bench.rs")]),
    command: (kernel, warm, timed) => [join(build, "rust"), kernel, warm, timed],
  },
  oxur: oxur("Oxur", "auto"),
  oxur0: oxur("Oxur tier 0", "0"),
  oxur1: oxur("Oxur tier 1", "1"),
  oxur2: oxur("Oxur tier 2", "2"),
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
  clojure: clojure("Clojure, hinted", "hinted"),
  clojure0: clojure("Clojure", "untyped"),
};

const pin = has("taskset") ? ["taskset", "-c", "0"] : [];

/** Runs a program on one core to its end; what it printed last, in words, and how long all of it took. */
export function run([program, ...args], what) {
  const pinned = [...pin, program, ...args];
  const before = process.hrtime.bigint();
  const result = spawnSync(pinned[0], pinned.slice(1), { encoding: "utf8", maxBuffer: 1 << 24 });
  const nanos = Number(process.hrtime.bigint() - before);
  if (result.status !== 0) throw new Error(`${what}: ${result.stderr || result.stdout}`);
  return { words: result.stdout.trim().split("\n").at(-1).split(" "), stderr: result.stderr, nanos };
}
