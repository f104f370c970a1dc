// The part of check_html.sh that needs a browser: node check_html.cjs report|document PAGE.html...
"use strict";

const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const { pathToFileURL } = require("node:url");
const { chromium } = require("playwright-core");

const AXE = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const FLAGS = [
  "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync",
];
const NARROW = 320;
const VIEWS = [
  { name: "wide, light", viewport: { width: 1280, height: 900 }, colorScheme: "light" },
  { name: "wide, dark", viewport: { width: 1280, height: 900 }, colorScheme: "dark" },
  { name: "narrow, light", viewport: { width: NARROW, height: 900 }, colorScheme: "light" },
  { name: "narrow, dark, all open", viewport: { width: NARROW, height: 900 }, colorScheme: "dark", open: true },
  { name: "narrow, without script", viewport: { width: NARROW, height: 900 }, javaScriptEnabled: false },
  { name: "print", viewport: { width: 794, height: 1123 }, colorScheme: "light", print: true },
];

const problems = [];

async function view(browser, kind, file, { name, print, open, ...options }) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const report = (text) => problems.push(`${path.basename(file)} (${name}): ${text}`);
  page.on("console", (message) => report(`console: ${message.text()}`));
  page.on("pageerror", (error) => report(`script: ${error.message}`));
  page.on("request", (request) => {
    if (!request.url().startsWith("file:")) report(`loads ${request.url()}`);
  });
  await page.goto(pathToFileURL(file).href);
  if (print) await page.emulateMedia({ media: "print" });
  if (open) await page.evaluate(() => document.querySelectorAll("details").forEach((one) => { one.open = true; }));
  await layout(page, options, report);
  await links(page, report);
  if (options.javaScriptEnabled === false) await withoutScript(page, kind, report);
  else await accessibility(page, report);
  if (print) await paper(page, report);
  if (name === "wide, light") await search(page, report);
  await context.close();
}

async function layout(page, options, report) {
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  if (width > options.viewport.width) report(`${width} px wide`);
}

async function links(page, report) {
  const dead = await page.evaluate(() => {
    const inside = Array.from(document.querySelectorAll('a[href^="#"]'), (one) => one.getAttribute("href").slice(1));
    return inside.filter((id) => !document.getElementById(decodeURIComponent(id)));
  });
  for (const id of new Set(dead)) report(`#${id} leads nowhere`);
}

async function accessibility(page, report) {
  await page.evaluate(AXE);
  const { violations, passes } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  if (!passes.length) report("axe looked at nothing");
  for (const one of violations) {
    report(`axe ${one.id}: ${one.help}; ${one.nodes.length} x ${one.nodes[0].html.slice(0, 150)}`);
  }
}

async function withoutScript(page, kind, report) {
  if (await page.locator("#search").isVisible()) report("a search that does nothing");
  if (!(await page.locator(kind === "report" ? "#result" : "#main").isVisible())) report("nothing to read");
}

async function paper(page, report) {
  const hidden = await page.evaluate(() => {
    const folded = Array.from(document.querySelectorAll("details > :not(summary)"));
    return folded.filter((one) => !one.checkVisibility({ contentVisibilityAuto: true })).length;
  });
  if (hidden) report(`${hidden} folded lists do not print`);
  const pdf = await page.pdf({ format: "A4" });
  if (pdf.length < 10000) report("printing gives next to nothing");
}

async function search(page, report) {
  const articles = page.locator("article[data-level]");
  const count = await articles.count();
  if (!count) return;
  const title = await articles.first().locator("h3").innerText();
  await page.fill("#query", title.replace(/\s+/g, " "));
  if (!(await articles.first().isVisible())) report("search loses what it is asked for");
  await page.fill("#query", "no such words anywhere");
  if (await page.locator("article[data-level]:visible").count()) report("search shows what does not fit");
  await page.fill("#query", "");
  if ((await page.locator("article[data-level]:visible").count()) !== count) report("search does not give all back");
}

async function main(kind, files) {
  const profile = fs.mkdtempSync(path.join(os.tmpdir(), "oecheck-chromium-"));
  const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: [...FLAGS, `--disk-cache-dir=${profile}`] });
  try {
    for (const file of files) for (const one of VIEWS) await view(browser, kind, file, one);
  } finally {
    await browser.close();
    fs.rmSync(profile, { recursive: true, force: true });
  }
  problems.forEach((problem) => console.error(problem));
  console.log(`${files.length} pages, ${VIEWS.length} views each: ${problems.length} problems`);
  return problems.length ? 1 : 0;
}

main(process.argv[2], process.argv.slice(3)).then((code) => { process.exitCode = code; });
