import { gzipSync } from 'node:zlib';
import { watch } from './in-page.mjs';
import { readTrace } from './trace.mjs';

/** A phone. */
const screen = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2, locale: 'en-GB' };

/** What Lighthouse takes for a phone: its processor is a quarter as fast, and its network is the slower kind of 4G. */
const processor = { rate: 4 };
const network = { offline: false, latency: 150, downloadThroughput: 1_600_000 / 8, uploadThroughput: 750_000 / 8 };

const categories = ['-*', 'loading', 'blink.user_timing', 'devtools.timeline', 'disabled-by-default-devtools.timeline', 'disabled-by-default-lighthouse', 'toplevel', 'v8.execute'];

const quietInMilliseconds = 700;
const patienceInMilliseconds = 60_000;

/** Opens a page with an empty cache, and stays until nothing comes any more. */
export async function visit(browser, address, { awaited, isBare = false }) {
  return withPhone(browser, async (page, session) => {
    const traffic = await follow(page, session);
    await page.addInitScript(watch, { awaited, alive: '#svelte-announcer' });
    const trace = await traced(browser, page, async () => {
      await page.goto(address, { waitUntil: 'load', timeout: patienceInMilliseconds });
      await (isBare ? traffic.quiet() : settled(page, traffic));
    });
    return { ...readTrace(trace, address), ...(await traffic.figures()), trace };
  });
}

/** Goes from the list to its first project by a tap, and back. Gives the milliseconds until the new heading is painted. */
export async function moveAbout(browser, address) {
  return withPhone(browser, async (page, session) => {
    const traffic = await follow(page, session);
    await page.addInitScript(watch, { alive: '#svelte-announcer' });
    await page.goto(address, { timeout: patienceInMilliseconds });
    await settled(page, traffic);
    const link = page.locator('main article h3 a').first();
    await link.scrollIntoViewIfNeeded();
    const { x, y, width, height } = await link.boundingBox();

    const there = await until(() => page.touchscreen.tap(x + width / 2, y + height / 2));
    await traffic.quiet();
    const back = await until(() => page.evaluate(() => history.back()));
    return { there, back };

    async function until(go) {
      await page.evaluate(() => globalThis.portalBench.expectHeading());
      await go();
      return page.evaluate(() => globalThis.portalBench.heading);
    }
  });
}

async function withPhone(browser, body) {
  const context = await browser.newContext(screen);
  try {
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send('Network.enable');
    await session.send('Network.emulateNetworkConditions', network);
    await session.send('Emulation.setCPUThrottlingRate', processor);
    return await body(page, session);
  } finally {
    await context.close();
  }
}

async function traced(browser, page, body) {
  await browser.startTracing(page, { categories });
  try {
    await body();
  } catch (problem) {
    await browser.stopTracing();
    throw problem;
  }
  return browser.stopTracing();
}

/**
 * Stays until the page answers input and nothing comes any more. Nobody asks the page anything while something still comes. The framework adds the
 * element in which it announces titles when it has taken the page over; the mark is made then.
 */
async function settled(page, traffic) {
  for (const started = Date.now(); Date.now() - started < patienceInMilliseconds; ) {
    await traffic.quiet();
    const since = await page.evaluate(() => performance.now() - (performance.getEntriesByName('bench-alive')[0]?.startTime ?? Infinity));
    // What it asks for when it has come alive is under way by now.
    if (since > quietInMilliseconds) return traffic.quiet();
    await new Promise((resolve) => setTimeout(resolve, quietInMilliseconds));
  }
  throw new Error(`${page.url()} does not come alive.`);
}

/** Counts what comes over the network. What the service worker fetches for later is not among it. */
async function follow(page, session) {
  const requests = new Map();
  let last = Date.now();
  const scripts = [];
  session.on('Network.requestWillBeSent', ({ requestId, request, type }) => {
    last = Date.now();
    if (!request.url.startsWith('data:')) requests.set(requestId, { url: request.url, type, bytes: 0, open: true });
  });
  for (const event of ['Network.loadingFinished', 'Network.loadingFailed']) {
    session.on(event, ({ requestId, encodedDataLength }) => {
      last = Date.now();
      const request = requests.get(requestId);
      if (request) Object.assign(request, { open: false, bytes: encodedDataLength ?? 0 });
    });
  }
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script') scripts.push(response.body().catch(() => Buffer.alloc(0)));
  });

  return {
    async quiet() {
      for (const started = Date.now(); Date.now() - started < patienceInMilliseconds; ) {
        if (![...requests.values()].some(({ open }) => open) && Date.now() - last > quietInMilliseconds) return;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      throw new Error(`${page.url()} does not get quiet.`);
    },

    async figures() {
      const bytes = {};
      for (const { type, bytes: size } of requests.values()) {
        const kind = kinds[type] ?? 'data';
        bytes[kind] = (bytes[kind] ?? 0) + size;
      }
      const packed = (await Promise.all(scripts)).reduce((sum, script) => sum + gzipSync(script).length, 0);
      return { requests: requests.size, bytes, scriptGzip: packed };
    }
  };
}

const kinds = { Document: 'document', Script: 'script', Stylesheet: 'style', Image: 'image', Font: 'font' };
