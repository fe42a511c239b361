// How many tiles a second `backsight serve` and tileserver-gl-light give out, in turns (A B A B), on this machine, from the
// same PMTiles, to the same load; and whether the memory of ours stays flat under load.
//
//   npm install tileserver-gl-light autocannon        in a folder of its own: --modules names it
//   node bench/tile-load.mjs --config backsight.yaml --modules DIR [--host TEXT] [--out FILE.md]
//       [--layer high] [--tiles 2000] [--connections 32] [--turns 5] [--seconds 20] [--warm-up 20] [--minutes 10]
//
// Where its database driver was not built at install, as npm may leave it: npm rebuild sqlite3.
// The load is autocannon's: one process of one thread, connections that stay open, one request at a time on each, over
// and over the same list of tiles, each connection in an order of its own. Both servers have these tiles and give them
// out gzipped. Which: places drawn evenly, the same each time, in the middle of what the layer covers, at every zoom;
// those that are empty are left out. Everything shares the machine, the load too.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { values: options } = parseArgs({
  options: {
    config: { type: 'string' }, modules: { type: 'string' }, host: { type: 'string', default: 'this machine' },
    out: { type: 'string' }, layer: { type: 'string', default: 'high' }, tiles: { type: 'string', default: '2000' },
    connections: { type: 'string', default: '32' }, turns: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '20' }, 'warm-up': { type: 'string', default: '20' },
    minutes: { type: 'string', default: '10' },
  },
});
if (!options.config || !options.modules) {
  throw new Error('--config and --modules are needed; the head of this file says what they are');
}
const number = name => Number(options[name]);
const modules = resolve(options.modules, 'node_modules');
const { default: autocannon } = await import(createRequire(join(modules, 'x.js')).resolve('autocannon'));
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const headers = { 'accept-encoding': 'gzip' };
const children = [];
const wait = milliseconds => new Promise(done => setTimeout(done, milliseconds));

const freePort = () => new Promise(done => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address();
    server.close(() => done(port));
  });
});

async function started(command, parameters, folder, address) {
  const child = spawn(command, parameters, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  children.push(child);
  for (let tries = 0; tries < 600; tries++) {
    if (child.exitCode !== null) {
      throw new Error(`${command} ended with ${child.exitCode}`);
    }
    try {
      if ((await fetch(address)).ok) {
        return child;
      }
    } catch {
      // not yet
    }
    await wait(500);
  }
  throw new Error(`${command} does not answer at ${address}`);
}

async function startOurs() {
  const address = `http://127.0.0.1:${await freePort()}`;
  const port = new URL(address).port;
  const child = await started(join(root, 'backsight'),
      ['serve', '--port', port, '--tile-rate', '0', '--config', resolve(options.config)], root, `${address}/health`);
  const tileJson = await (await fetch(`${address}/tiles/live/${options.layer}.json`)).json();
  const release = new URL(tileJson.tiles[0]).pathname.split('/')[2];
  return {
    name: 'backsight serve', child, address, tileJson, release,
    path: tile => `/tiles/${release}/${options.layer}/${tile}.mvt`,
  };
}

async function startPeer(ours, folder) {
  const archive = await fetch(`${ours.address}/map/releases/${ours.release}/tiles/${options.layer}.pmtiles`);
  if (!archive.ok) {
    throw new Error(`release ${ours.release} has no PMTiles for both to serve`);
  }
  await writeFile(join(folder, 'map.pmtiles'), archive.body);
  const paths = { root: '', fonts: '', sprites: '', styles: '', mbtiles: '', pmtiles: '' };
  await writeFile(join(folder, 'config.json'),
      JSON.stringify({ options: { paths }, styles: {}, data: { map: { pmtiles: 'map.pmtiles' } } }));
  const port = String(await freePort());
  const address = `http://127.0.0.1:${port}`;
  const program = join(modules, 'tileserver-gl-light');
  const about = JSON.parse(await readFile(join(program, 'package.json')));
  const child = await started(process.execPath,
      [join(program, about.bin['tileserver-gl'] ?? Object.values(about.bin)[0]), '-c', 'config.json', '-b', '127.0.0.1',
        '-p', port, '-s'], folder, `${address}/data/map.json`);
  return { name: `tileserver-gl-light ${about.version}`, child, address, path: tile => `/data/map/${tile}.pbf` };
}

/** Numbers from 0 to 1, the same each time (mulberry32). */
function drawn(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6D2B79F5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

async function body(server, tile) {
  const reply = await fetch(server.address + server.path(tile), { headers });
  return reply.status === 200 ? Buffer.from(await reply.arrayBuffer()) : null;
}

/** Of the unpacked bytes: fetch unpacks. */
const digest = bytes => createHash('sha256').update(bytes).digest('hex');

/** Tiles that both have, and that say the same in both. */
async function commonTiles(ours, peer) {
  const { minzoom, maxzoom } = ours.tileJson;
  const random = drawn(1);
  const tiles = new Set();
  let compared = 0;
  for (let tries = 0; tiles.size < number('tiles') && tries < 200 * number('tiles'); tries++) {
    const zoom = minzoom + Math.floor(random() * (maxzoom - minzoom + 1));
    // The contiguous United States, or wherever the layer is if it is not there.
    const [west, south, east, north] = middle(ours.tileJson.bounds);
    const longitude = west + random() * (east - west);
    const latitude = (south + random() * (north - south)) * Math.PI / 180;
    const side = 2 ** zoom;
    const x = Math.floor((longitude + 180) / 360 * side);
    const y = Math.floor((1 - Math.asinh(Math.tan(latitude)) / Math.PI) / 2 * side);
    const tile = `${zoom}/${x}/${y}`;
    if (tiles.has(tile)) {
      continue;
    }
    const mine = await body(ours, tile);
    if (mine !== null) {
      if (tiles.size % 50 === 0) {
        const theirs = await body(peer, tile);
        if (theirs === null || digest(mine) !== digest(theirs)) {
          throw new Error(`${peer.name} gives another tile ${tile}`);
        }
        compared++;
      }
      tiles.add(tile);
    }
  }
  return { tiles: [...tiles], compared };
}

function middle([west, south, east, north]) {
  const usa = [-124, 25, -67, 49];
  return west < usa[0] && south < usa[1] && east > usa[2] && north > usa[3] ? usa : [west, south, east, north];
}

/** What the server has computed since it began, in milliseconds: of hundredths of a second, as Linux counts. */
async function computed(server) {
  const fields = (await readFile(`/proc/${server.child.pid}/stat`, 'utf8')).split(') ')[1].split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

function shuffled(list, random) {
  const copy = [...list];
  for (let last = copy.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [copy[last], copy[other]] = [copy[other], copy[last]];
  }
  return copy;
}

async function load(server, tiles, seconds) {
  const before = await computed(server);
  const result = await autocannon({
    url: server.address, connections: number('connections'), duration: seconds,
    // Each connection in an order of its own: else a slow server would be asked for the first few tiles only.
    setupClient: (() => {
      const random = drawn(2);
      return client => client.setRequests(
          shuffled(tiles, random).map(tile => ({ method: 'GET', path: server.path(tile), headers })));
    })(),
  });
  if (result.non2xx + result.errors + result.timeouts > 0) {
    throw new Error(`${server.name}: ${result.non2xx} other answers, ${result.errors} errors, ${result.timeouts} timeouts`);
  }
  return {
    rate: result['2xx'] / result.duration, kilobytes: result.throughput.total / result['2xx'] / 1e3,
    median: result.latency.p50, slow: result.latency.p99,
    computed: (await computed(server) - before) / result['2xx'],
  };
}

async function resident(server) {
  const status = await readFile(`/proc/${server.child.pid}/status`, 'utf8');
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)[1]) / 1024);
}

async function memory(server, tiles) {
  const series = [];
  for (let minute = 0; minute < number('minutes'); minute++) {
    const { rate } = await load(server, tiles, 60);
    series.push({ minute: minute + 1, rate: Math.round(rate), megabytes: await resident(server) });
    console.error(`minute ${minute + 1}: ${Math.round(rate)} tiles/s, ${series.at(-1).megabytes} MB`);
  }
  return series;
}

const middleOf = numbers => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

function row(server, results) {
  const rates = results.map(each => Math.round(each.rate));
  return `| ${server.name} | ${middleOf(rates)} (${Math.min(...rates)} to ${Math.max(...rates)}) | `
      + `${middleOf(results.map(each => each.kilobytes)).toFixed(1)} | ${middleOf(results.map(each => each.median))} | `
      + `${middleOf(results.map(each => each.slow))} | ${middleOf(results.map(each => each.computed)).toFixed(2)} |`;
}

const folder = await mkdtemp(join(tmpdir(), 'tile-load-'));
try {
  const ours = await startOurs();
  const peer = await startPeer(ours, folder);
  const { tiles, compared } = await commonTiles(ours, peer);
  const results = new Map([[ours, []], [peer, []]]);
  for (const server of results.keys()) {
    await load(server, tiles, number('warm-up'));
  }
  for (let turn = 0; turn < number('turns'); turn++) {
    for (const [server, own] of results) {
      own.push(await load(server, tiles, number('seconds')));
      console.error(`turn ${turn + 1}: ${server.name} ${Math.round(own.at(-1).rate)} tiles/s`);
    }
  }
  const ratios = results.get(ours).map((own, turn) => own.rate / results.get(peer)[turn].rate);
  const resting = await resident(peer);
  peer.child.kill();
  const series = await memory(ours, tiles);
  const flat = series.length === 0 ? '' : `
## Memory of \`backsight serve\` under load

At the end of each minute, resident:

| minute | tiles a second | MB |
|---|---|---|
${series.map(each => `| ${each.minute} | ${each.rate} | ${each.megabytes} |`).join('\n')}
`;
  const page = `# Tiles a second, ${new Date().toISOString().slice(0, 10)}

On ${options.host} (${availableParallelism()} cores, shared by servers and load; load average ${loadavg()[1].toFixed(1)} at the end), by \`bench/tile-load.mjs\`: ${options.turns} turns of ${options.seconds} s each, after ${options['warm-up']} s of
warming up; ${options.connections} connections of autocannon; ${tiles.length} tiles of one PMTiles archive, gzipped; ${compared} of them compared, each the same in both. Medians, and the least and the most.

| server | tiles a second | kB a tile, with headers | median, ms | 99 %, ms | processor, ms a tile |
|---|---|---|---|---|---|
${[...results].map(([server, own]) => row(server, own)).join('\n')}

Turn by turn ours gives out ${middleOf(ratios).toFixed(1)} times as many (${Math.min(...ratios).toFixed(1)} to ${Math.max(...ratios).toFixed(1)}). After its turns the peer held ${resting} MB.
${flat}`;
  if (options.out) {
    await writeFile(options.out, page);
  }
  console.log(page);
} finally {
  children.forEach(child => child.kill());
  await rm(folder, { recursive: true, force: true });
}
