#!/usr/bin/env node
// Draws docs/images/tour.svg: what `oxur watch examples/tour.oxr` shows, from a real run.
//
//   node scripts/picture.mjs           writes the picture
//   node scripts/picture.mjs --check   fails if the committed picture is not what a run shows now
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const target = join(root, "docs/images/tour.svg");

// The parts of the tour that the picture shows: the whole would be too long for a first look.
const SECTIONS = ["Functions", "Ownership"];

const CELL = { width: 8.4, height: 19 };
const MARGIN = { x: 18, top: 46, bottom: 16 };
const FOREGROUND = "#d7dae0";
const BACKGROUND = "#1f2430";
// The sixteen colours of a terminal, then bold and dim as attributes of their own.
const PALETTE = ["#3b4252", "#e06c75", "#98c379", "#e5c07b", "#61afef", "#c678dd", "#56b6c2", "#d7dae0",
  "#7f848e", "#ef7f88", "#a9d48a", "#f0cf8e", "#7bbdf5", "#d48ee8", "#6cc8d4", "#ffffff"];

function coloured(codes, style) {
  const next = { ...style };
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i];
    if (code === 0) Object.assign(next, { colour: null, bold: false, dim: false, italic: false });
    else if (code === 1) next.bold = true;
    else if (code === 2) next.dim = true;
    else if (code === 3) next.italic = true;
    else if (code === 22) Object.assign(next, { bold: false, dim: false });
    else if (code === 23) next.italic = false;
    else if (code >= 30 && code <= 37) next.colour = PALETTE[code - 30];
    else if (code >= 90 && code <= 97) next.colour = PALETTE[code - 82];
    else if (code === 39) next.colour = null;
    else if (code === 38 && codes[i + 1] === 5) { next.colour = PALETTE[codes[i + 2]] ?? null; i += 2; }
    else if (code === 38 && codes[i + 1] === 2) { next.colour = `rgb(${codes.slice(i + 2, i + 5).join(",")})`; i += 4; }
  }
  return next;
}

/** The lines of a terminal's output as runs of one style each. */
function lines(output) {
  let style = { colour: null, bold: false, dim: false, italic: false };
  return output.replace(/\r/g, "").replace(/\x1b\[[0-9;?]*[A-HJKfhlsu]/g, "").replace(/\n+$/, "").split("\n").map((line) => {
    const runs = [];
    let column = 0;
    for (const part of line.split(/(\x1b\[[0-9;]*m)/)) {
      const escape = /^\x1b\[([0-9;]*)m$/.exec(part);
      if (escape) style = coloured(escape[1].split(";").map(Number), style);
      else if (part) { runs.push({ text: part, column, style }); column += [...part].length; }
    }
    return { runs, columns: column };
  });
}

// Hard spaces: renderers fold the others, whatever xml:space says.
const escaped = (text) => text.replace(/ /g, "\u00a0").replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

function draw(shown) {
  const columns = Math.max(60, ...shown.map((line) => line.columns));
  const width = Math.ceil(columns * CELL.width + 2 * MARGIN.x);
  const height = MARGIN.top + shown.length * CELL.height + MARGIN.bottom;
  const text = shown.flatMap(({ runs }, row) => runs.filter((run) => run.text.trim()).map(({ text, column, style }) => {
    const y = MARGIN.top + row * CELL.height + 13;
    const attributes = [`x="${(MARGIN.x + column * CELL.width).toFixed(1)}"`, `y="${y}"`, `textLength="${([...text].length * CELL.width).toFixed(1)}"`,
      style.colour ? `fill="${style.colour}"` : "", style.bold ? 'font-weight="bold"' : "", style.dim ? 'opacity="0.6"' : "", style.italic ? 'font-style="italic"' : ""];
    return `<text ${attributes.filter(Boolean).join(" ")}>${escaped(text)}</text>`;
  }));
  const dots = ["#e06c75", "#e5c07b", "#98c379"].map((fill, i) => `<circle cx="${22 + i * 20}" cy="20" r="6" fill="${fill}"/>`);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
<title>oxur watch examples/tour.oxr</title>
<rect width="100%" height="100%" rx="10" fill="${BACKGROUND}"/>
${dots.join("")}
<text x="${width / 2}" y="25" text-anchor="middle" fill="#7f848e" font-family="sans-serif" font-size="13">oxur watch examples/tour.oxr</text>
<g fill="${FOREGROUND}" font-family="'DejaVu Sans Mono', Menlo, Consolas, monospace" font-size="14">
${text.join("\n")}
</g>
</svg>
`;
}

const run = spawnSync(join(root, "oxur"), ["watch", "--once", "--color", "always", "examples/tour.oxr"], { cwd: root, encoding: "utf8", env: { ...process.env, COLUMNS: "110" } });
if (!run.stdout) {
  console.error(run.stderr);
  process.exit(1);
}
let section = "";
const shown = lines(run.stdout).filter(({ runs }) => {
  const heading = /^;; (\w+)/.exec(runs.map((run) => run.text).join(""));
  if (heading) section = heading[1];
  return SECTIONS.includes(section);
});
const picture = draw(shown);
if (process.argv.includes("--check")) {
  if (readFileSync(target, "utf8") !== picture) {
    console.error("docs/images/tour.svg is not what a run shows now: node scripts/picture.mjs");
    process.exit(1);
  }
} else {
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, picture);
  console.log(target);
}
