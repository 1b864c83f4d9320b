// Opens pages as a phone on a slow network does, and prints what came of it as JSON.
// usage: node bench/pages/measure.mjs '{"web": "http://127.0.0.1:5173", "runs": 3, "pages": [{"name": "search", "path": "/"}]}'
// A page can name the element that readers come for: {"awaited": "main article h3"}. "bare": a page that is also served as a bare one.
// "move": where a reader goes to a project from, and back. "traces": a folder for the traces of the last run.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { main, Refusal } from '../../scripts/lib/console.mjs';
import { chromiumArguments, chromiumPath } from '../../scripts/lib/chromium.mjs';
import { serveBare } from './bare-page.mjs';
import { moveAbout, visit } from './visit.mjs';

await main(async () => {
  const { web, runs, pages, bare, move, traces } = JSON.parse(process.argv[2] ?? '{}');
  if (!web || !runs || !pages) throw new Refusal('Say what to measure: the beginning of this file shows how.');

  const browser = await chromium.launch({
    executablePath: chromiumPath(),
    args: [
      ...chromiumArguments,
      // Every new window would make its own address bar beside what is measured.
      '--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup'
    ]
  });
  const copy = bare ? await serveBare(web + bare) : undefined;
  try {
    const visits = Object.fromEntries([...pages.map(({ name }) => name), ...(copy ? ['bare'] : [])].map((name) => [name, []]));
    const moves = [];
    // In turns, so that all see the same of what else the machine does. The first turn is for warming up the servers.
    for (let run = 0; run <= runs; run++) {
      for (const { name, path, awaited } of pages) {
        keep(name, run, await patiently(() => visit(browser, web + path, { awaited })));
        if (copy && path === bare) keep('bare', run, await patiently(() => visit(browser, copy.address, { isBare: true })));
      }
      if (move && run > 0) moves.push(await patiently(() => moveAbout(browser, web + move)));
    }
    process.stdout.write(`${JSON.stringify({ browser: browser.version(), visits, moves })}\n`);

    function keep(name, run, { trace, ...figures }) {
      if (run === 0) return;
      visits[name].push(figures);
      process.stderr.write(`  ${name}, ${run} of ${runs}: largest contentful paint after ${Math.round(figures.largestPaint)} ms\n`);
      if (traces && run === runs) {
        mkdirSync(traces, { recursive: true });
        writeFileSync(join(traces, `${name.replace(/\W+/g, '-')}.json`), trace);
      }
    }
  } finally {
    copy?.close();
    await browser.close();
  }
});
process.exit();

/** Now and then a trace lacks its beginning. That is said, and the page is opened once more; a second time it is an error. */
async function patiently(open) {
  try {
    return await open();
  } catch (problem) {
    process.stderr.write(`  once more: ${problem.message}\n`);
    return open();
  }
}
