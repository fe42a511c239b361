// How fast the viewer of a published map is, in Chromium: the first view, and frames while the map moves.
//
//   node bench/viewer.mjs FOLDER [--runs 5] [--width 1200] [--height 800] [--draw processor|nothing|card] [--no-pans] [--out FILE.json]
//
// FOLDER is what lies below publish.prefix: index.html, live.json, tiles/, releases/. It is served from this process on
// the loopback, with ranges, nothing compressed, every open with an empty cache. Playwright is found as Node finds it:
// npm install playwright-core, in any folder above this one, or set PLAYWRIGHT to the folder of the package.
//
// --draw processor (SwiftShader) works everywhere and is slow; nothing gives the map a canvas that draws none of its
// triangles, which leaves what the page itself and the browser take; card leaves the choice to Chromium.
import { createServer } from 'node:http';
import { createReadStream, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus, loadavg } from 'node:os';
import { join, normalize, resolve } from 'node:path';
import { parseArgs } from 'node:util';

const { values: options, positionals: [folder] } = parseArgs({
  allowPositionals: true,
  options: {
    runs: { type: 'string', default: '5' }, width: { type: 'string', default: '1200' },
    height: { type: 'string', default: '800' }, draw: { type: 'string', default: 'processor' }, out: { type: 'string' },
    'no-pans': { type: 'boolean', default: false },
  },
});
if (!folder) {
  throw new Error('name the folder with index.html of the map: node bench/viewer.mjs FOLDER');
}
const { chromium } = createRequire(import.meta.url)(process.env.PLAYWRIGHT ?? 'playwright-core');
const VIEWPORT = { width: Number(options.width), height: Number(options.height) };
const SWIFTSHADER = ['--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'];
const FLAGS = ['--no-sandbox', '--ignore-gpu-blocklist', ...(options.draw === 'card' ? [] : SWIFTSHADER)];
const TYPES = { html: 'text/html; charset=utf-8', js: 'text/javascript; charset=utf-8', css: 'text/css; charset=utf-8', json: 'application/json' };
const PANS = [
  { name: 'whole map', zoom: null },
  { name: 'zoom 7.5, around New York', zoom: 7.5 },
  { name: 'zoom 11, New York', zoom: 11 },
];
const NEW_YORK = [-74.0, 40.75];
const PAN_SECONDS = 4;
const SETTLE_MILLISECONDS = 4000;

const sent = { bytes: 0, requests: 0 };

function serve() {
  const server = createServer((request, reply) => {
    const file = join(resolve(folder), normalize(decodeURIComponent(new URL(request.url, 'http://h').pathname)));
    const size = statSync(file, { throwIfNoEntry: false })?.isFile() ? statSync(file).size : -1;
    if (size < 0) {
      reply.writeHead(404).end();
      return;
    }
    const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '') ?? [];
    const start = from ? Number(from) : 0;
    const end = from && to ? Math.min(Number(to), size - 1) : size - 1;
    sent.bytes += end - start + 1;
    sent.requests += 1;
    reply.writeHead(from ? 206 : 200, {
      'content-type': TYPES[file.split('.').pop()] ?? 'application/octet-stream', 'content-length': end - start + 1,
      'accept-ranges': 'bytes', etag: `"${size}"`, ...(from ? { 'content-range': `bytes ${start}-${end}/${size}` } : {}),
    });
    if (size === 0) {
      reply.end();
      return;
    }
    createReadStream(file, { start, end }).pipe(reply);
  });
  return new Promise((done) => server.listen(0, '127.0.0.1', () => done(server)));
}

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const share = (numbers, part) => [...numbers].sort((a, b) => a - b)[Math.min(numbers.length - 1, Math.floor(numbers.length * part))];
const round = (number, digits = 0) => Number(number.toFixed(digits));

/** Notes when the map is ready, as the page itself sees it, and each task of 50 ms or more. */
function watch() {
  globalThis.watched = { ready: 0, longTasks: [] };
  new MutationObserver(() => {
    if (document.documentElement?.dataset.ready === 'true' && !watched.ready) {
      watched.ready = performance.now();
    }
  }).observe(document, { attributes: true, subtree: true, attributeFilter: ['data-ready'] });
  new PerformanceObserver((list) => watched.longTasks.push(...list.getEntries().map((entry) => entry.duration)))
    .observe({ type: 'longtask', buffered: true });
}

function drawNothing() {
  ['drawElements', 'drawArrays', 'drawElementsInstanced', 'drawArraysInstanced', 'drawRangeElements'].forEach((name) => {
    WebGL2RenderingContext.prototype[name] = () => {};
  });
}

/**
 * Milliseconds of processor, whatever else the machine does: of scripts and of all tasks on the page's main thread, and
 * of whole processes, that of the page (with its workers) and the one that draws.
 */
async function metrics(session) {
  const { metrics: all } = await session.send('Performance.getMetrics');
  const { processInfo } = await processes.send('SystemInfo.getProcessInfo');
  const of = (name) => all.find((each) => each.name === name).value * 1000;
  const process = (type) => processInfo.filter((each) => each.type === type).reduce((sum, each) => sum + each.cpuTime * 1000, 0);
  return { script: of('ScriptDuration'), task: of('TaskDuration'), page: process('renderer'), drawing: process('GPU') };
}

async function open(browser, address) {
  const context = await browser.newContext({ viewport: VIEWPORT });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  await page.addInitScript(watch);
  if (options.draw === 'nothing') {
    await page.addInitScript(drawNothing);
  }
  // A new window starts Chromium's own pages, too: two seconds of processor that are not the map's.
  await page.goto('about:blank');
  await page.waitForTimeout(SETTLE_MILLISECONDS);
  Object.assign(sent, { bytes: 0, requests: 0 });
  const before = await metrics(session);
  await page.goto(`${address}/index.html`);
  // Not by animation frames, which is how Playwright looks unless told: each would be one more to draw.
  await page.waitForFunction(() => watched.ready > 0, null, { timeout: 60_000, polling: 100 });
  return { context, page, session, before };
}

async function firstView(browser, address) {
  const { context, page, session, before } = await open(browser, address);
  const after = await metrics(session);
  const seen = await page.evaluate(() => ({
    ready: watched.ready, longTasks: watched.longTasks,
    paint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0,
    asked: Math.max(...performance.getEntriesByType('resource').map((entry) => entry.responseEnd)),
  }));
  await context.close();
  return {
    paintMs: round(seen.paint), readyMs: round(seen.ready), bytes: sent.bytes, requests: sent.requests,
    lastReplyMs: round(seen.asked), scriptCpuMs: round(after.script), mainThreadCpuMs: round(after.task),
    pageCpuMs: round(after.page - before.page), drawingCpuMs: round(after.drawing - before.drawing),
    longTaskMs: round(seen.longTasks.reduce((sum, each) => sum + each, 0)), longestTaskMs: round(Math.max(0, ...seen.longTasks)),
  };
}

/** Moves the map at an even speed, and measures its frames. */
async function pan(page, session, { name, zoom }) {
  if (zoom !== null) {
    await page.evaluate(async ([center, wanted]) => {
      backsightMap.jumpTo({ center, zoom: wanted });
      await new Promise((done) => backsightMap.once('idle', () => done()));
    }, [NEW_YORK, zoom]);
  }
  const before = await metrics(session);
  const seen = await page.evaluate((seconds) => new Promise((done) => {
    watched.longTasks = [];
    const intervals = [];
    let renders = 0;
    let last = performance.now();
    let moving = true;
    const count = () => { renders += 1; };
    backsightMap.on('render', count);
    const tick = (now) => {
      intervals.push(now - last);
      last = now;
      if (moving) {
        requestAnimationFrame(tick);
      }
    };
    requestAnimationFrame(tick);
    backsightMap.once('moveend', () => {
      moving = false;
      backsightMap.off('render', count);
      done({ intervals: intervals.slice(1), renders, longTasks: watched.longTasks });
    });
    backsightMap.panBy([1600, 300], { duration: seconds * 1000, easing: (t) => t, essential: true });
  }), PAN_SECONDS);
  const after = await metrics(session);
  return {
    name, framesPerSecond: round(seen.renders / PAN_SECONDS, 1), medianFrameMs: round(median(seen.intervals), 1),
    slowestOf20Ms: round(share(seen.intervals, 0.95), 1),
    scriptCpuMsPerFrame: round((after.script - before.script) / seen.renders, 2),
    mainThreadCpuMsPerFrame: round((after.task - before.task) / seen.renders, 2),
    pageCpuMsPerFrame: round((after.page - before.page) / seen.renders, 2),
    drawingCpuMsPerFrame: round((after.drawing - before.drawing) / seen.renders, 2),
    longTasks: seen.longTasks.length, longestTaskMs: round(Math.max(0, ...seen.longTasks)),
  };
}

const busy = loadavg().map((load) => round(load, 1));
const server = await serve();
const address = `http://127.0.0.1:${server.address().port}`;
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: FLAGS });
const processes = await browser.newBrowserCDPSession();
try {
  await firstView(browser, address); // the first one of all also starts the browser's own processes
  const views = [];
  for (let run = 0; run < Number(options.runs); run += 1) {
    views.push(await firstView(browser, address));
  }
  const names = Object.keys(views[0]);
  const first = Object.fromEntries(names.map((name) => [name, median(views.map((view) => view[name]))]));
  const { page, session } = await open(browser, address);
  const pans = [];
  for (const where of options['no-pans'] ? [] : PANS) {
    const turns = [];
    for (let run = 0; run < 3; run += 1) {
      turns.push(await pan(page, session, where));
    }
    pans.push(turns.sort((one, other) => one.framesPerSecond - other.framesPerSecond)[1]);
  }
  const drawnBy = await page.evaluate(() => {
    const gl = document.createElement('canvas').getContext('webgl2');
    return gl.getParameter(gl.getExtension('WEBGL_debug_renderer_info').UNMASKED_RENDERER_WEBGL);
  });
  const result = {
    browser: browser.version(), drawnBy: options.draw === 'nothing' ? 'nothing' : drawnBy, processors: `${cpus().length} of ${cpus()[0].model}`, viewport: VIEWPORT,
    loadBefore: busy, firstView: { runs: views.length, median: first, leastReadyMs: Math.min(...views.map((view) => view.readyMs)), readyMsOfAll: views.map((view) => view.readyMs) }, pans,
  };
  console.log(JSON.stringify(result, null, 2));
  if (options.out) {
    writeFileSync(options.out, `${JSON.stringify(result, null, 2)}\n`);
  }
} finally {
  await browser.close();
  server.close();
}
