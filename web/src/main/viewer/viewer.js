// The public map: tiles of the live release, their colours, and what they say of a place.
// Everything lies beside this file: nothing is asked of any other host, but a base map if one is configured.

const here = new URL('.', import.meta.url);
const page = new URL('.', document.baseURI);
const element = (id) => document.getElementById(id);
const REDUCED_MOTION = matchMedia('(prefers-reduced-motion: reduce)').matches;
const NONE = '#b3b3b3';
const SELECTED = '#0b57a4';
const MOST_ROWS = 200;
const MOST_FOUND = 12;

async function fetched(url) {
  const reply = await fetch(url);
  if (!reply.ok) {
    throw new Error(`${url} answered ${reply.status}`);
  }
  return reply;
}

/** What lies there compressed; a server may have unpacked it on the way. */
async function unpacked(url) {
  const bytes = new Uint8Array(await (await fetched(url)).arrayBuffer());
  return bytes[0] === 0x1f && bytes[1] === 0x8b
    ? new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip')))
    : new Response(bytes);
}

async function program(name) {
  const bytes = await (await unpacked(new URL(name, here))).blob();
  return URL.createObjectURL(new Blob([bytes], { type: 'text/javascript' }));
}

async function library() {
  const [maplibre, worker] = await Promise.all([
    program('maplibre-gl.mjs.gz').then((address) => import(address)), program('maplibre-gl-worker.mjs.gz'),
  ]);
  maplibre.setWorkerUrl(worker);
  // The worker starts while the map is made.
  maplibre.prewarm();
  return maplibre;
}

/** The source that a TileJSON names, its addresses taken from where the TileJSON lies. */
async function source(name, archives) {
  const address = new URL(`tiles/${name}.json`, page);
  const tileJson = await (await fetched(address)).json();
  const [template] = tileJson.tiles;
  if (template.startsWith('pmtiles://')) {
    const file = new URL(template.slice('pmtiles://'.length).replace(/\/\{z\}.*$/, ''), address).href;
    archives.set(name, new globalThis.pmtiles.PMTiles(file));
    if (name === 'low' && !place()) {
      // Its first bytes say where tiles are: here before the first tile is asked for. Faults are told by that tile.
      archives.get(name).getHeader().catch(() => {});
    }
    tileJson.tiles = [`archive://${name}/{z}/{x}/{y}`];
  } else {
    tileJson.tiles = [new URL(template, address).href.replaceAll('%7B', '{').replaceAll('%7D', '}')];
  }
  return {
    type: 'vector', tiles: tileJson.tiles, minzoom: tileJson.minzoom, maxzoom: tileJson.maxzoom,
    bounds: tileJson.bounds, attribution: escaped(tileJson.attribution ?? ''),
  };
}

/** MapLibre shows attributions as HTML: text of strangers must not become markup. */
function escaped(text) {
  const span = document.createElement('span');
  span.textContent = text;
  return span.innerHTML;
}

function serveArchives(maplibre, archives) {
  maplibre.addProtocol('archive', async ({ url }, abort) => {
    const [name, z, x, y] = url.slice('archive://'.length).split('/');
    const tile = await archives.get(name).getZxy(Number(z), Number(x), Number(y), abort.signal);
    return { data: tile ? tile.data : new ArrayBuffer(0) };
  });
}

function colour(settings, key) {
  const { colours, low, high } = settings;
  const value = ['get', key];
  const ramp = colours.flatMap((each, i) => [low + ((high - low) * i) / (colours.length - 1), each]);
  return ['match', ['typeof', value],
    'number', ['interpolate', ['linear'], ['to-number', value], ...ramp],
    'boolean', ['case', ['to-boolean', value], colours.at(-1), colours[0]],
    NONE];
}

function style(settings, sources) {
  const { switchZoom, fade, layer, id, score } = settings;
  const opacity = settings.baseMap ? 0.75 : 1;
  const from = switchZoom - fade;
  const rising = fade > 0 ? ['interpolate', ['linear'], ['zoom'], from, 0, switchZoom, opacity] : opacity;
  const layers = [{ id: 'water', type: 'background', paint: { 'background-color': '#eef3f6' } }];
  const all = {};
  if (settings.baseMap) {
    all.base = { type: 'raster', tiles: [settings.baseMap.url], tileSize: 256, attribution: escaped(settings.baseMap.attribution) };
    layers.push({ id: 'base', type: 'raster', source: 'base' });
  }
  if (sources.low) {
    all.low = sources.low;
    layers.push({
      id: 'low', type: 'fill', source: 'low', 'source-layer': layer, maxzoom: switchZoom,
      paint: { 'fill-color': colour(settings, settings.lowValue), 'fill-opacity': opacity, 'fill-antialias': false },
    });
  }
  all.high = { ...sources.high, promoteId: id };
  layers.push(
    {
      id: 'high', type: 'fill', source: 'high', 'source-layer': layer, minzoom: sources.low ? from : 0,
      paint: { 'fill-color': colour(settings, score), 'fill-opacity': sources.low ? rising : opacity, 'fill-antialias': false },
    },
    {
      id: 'borders', type: 'line', source: 'high', 'source-layer': layer, minzoom: sources.low ? switchZoom : 0,
      paint: {
        'line-color': '#4a4f55', 'line-opacity': ['interpolate', ['linear'], ['zoom'], 7, 0.25, 11, 0.7],
        'line-width': ['interpolate', ['linear'], ['zoom'], 7, 0.3, 14, 1.2],
      },
    },
    {
      id: 'selected', type: 'line', source: 'high', 'source-layer': layer, filter: ['==', ['get', id], ''],
      paint: { 'line-color': SELECTED, 'line-width': 3 },
    });
  return { version: 8, sources: all, layers };
}

function number(value) {
  return new Intl.NumberFormat('en', { maximumSignificantDigits: 4 }).format(value);
}

function words(value) {
  if (value === undefined || value === null || value === '') {
    return 'no data';
  }
  return typeof value === 'number' ? new Intl.NumberFormat('en', { maximumFractionDigits: 6 }).format(value)
    : typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value);
}

function make(name, text, attributes = {}) {
  const made = document.createElement(name);
  made.textContent = text;
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
  return made;
}

let hints = 0;

/** What a codebook says of a column: a button that opens it, and the text, each nothing where it says nothing. */
function hint(settings, column, label, tag) {
  const description = settings.descriptions[column];
  if (!description) {
    return { opener: [], text: [] };
  }
  hints += 1;
  const text = make(tag, description, { class: 'hint', id: `hint-${hints}` });
  text.hidden = true;
  const opener = make('button', '?', {
    type: 'button', class: 'opens-hint', 'aria-label': `What is ${label}?`, 'aria-expanded': 'false', 'aria-controls': text.id,
  });
  opener.addEventListener('click', () => {
    text.hidden = !text.hidden;
    opener.setAttribute('aria-expanded', String(!text.hidden));
  });
  return { opener: [' ', opener], text: [text] };
}

function legend(settings, label) {
  const box = element('legend');
  const heading = make('h2', label(settings.score));
  const { opener, text } = hint(settings, settings.score, label(settings.score), 'p');
  heading.append(...opener);
  box.append(heading, ...text);
  const ramp = make('div', '', { class: 'ramp', 'aria-hidden': 'true' });
  const ends = make('div', '', { class: 'ends' });
  const colours = settings.truth ? [settings.colours[0], settings.colours.at(-1)] : settings.colours;
  colours.forEach((each) => {
    const part = make('span', '');
    part.style.background = each;
    ramp.append(part);
  });
  ends.append(...(settings.truth ? ['no', 'yes'] : [number(settings.low), number(settings.high)]).map((text) => make('span', text)));
  const none = make('div', '', { class: 'none' });
  const patch = make('span', '', { 'aria-hidden': 'true' });
  patch.style.background = NONE;
  none.append(patch, 'no data');
  box.append(ramp, ends, none);
}

/** Ids in the address: `#zoom/latitude/longitude/id`. */
function place() {
  const [zoom, latitude, longitude, id] = location.hash.slice(1).split('/');
  const numbers = [zoom, latitude, longitude].map(Number);
  return location.hash && numbers.every(Number.isFinite)
    ? { zoom: numbers[0], center: [numbers[2], numbers[1]], id: id ? decodeURIComponent(id) : '' }
    : null;
}

/** All places by name: made when somebody begins to search. */
class Places {
  #entries = null;

  constructor(settings) {
    this.settings = settings;
  }

  async entries() {
    this.#entries ??= this.#read();
    return this.#entries;
  }

  async #read() {
    const [, ...lines] = (await (await unpacked(new URL('places.tsv.gz', here))).text()).trimEnd().split('\n');
    const areas = new Map();
    const entries = lines.map((line) => {
      const [id, west, south, east, north, ...names] = line.split('\t');
      const box = [west, south, east, north].map(Number);
      names.forEach((each, i) => {
        const name = names.slice(i).filter(Boolean).join(', ');
        if (each) {
          const area = areas.get(name) ?? { name, boxes: [] };
          area.boxes.push(box);
          areas.set(name, area);
        }
      });
      return { id, box, name: id, more: names.filter(Boolean).join(', '), key: id.toLowerCase() };
    });
    return [...areas.values()].map(({ name, boxes }) => ({ box: around(boxes), name, more: '', key: name.toLowerCase() })).concat(entries);
  }

  async find(text) {
    const wanted = text.trim().toLowerCase().split(/\s+/).filter(Boolean);
    if (wanted.length === 0) {
      return [];
    }
    const found = (await this.entries()).filter(({ key, more }) =>
      wanted.every((word) => key.includes(word) || (wanted.length > 1 && more.toLowerCase().includes(word))));
    const rank = ({ key }) => (key === wanted.join(' ') ? 0 : key.startsWith(wanted[0]) ? 1 : 2);
    return found.sort((one, other) => rank(one) - rank(other) || one.key.length - other.key.length || one.key.localeCompare(other.key)).slice(0, MOST_FOUND);
  }
}

/** The box around boxes; those on the far side of the world from most are left out. */
function around(boxes) {
  const middle = boxes.map(([west, , east]) => (west + east) / 2).sort((one, other) => one - other)[boxes.length >> 1];
  return boxes.filter(([west, , east]) => Math.abs((west + east) / 2 - middle) < 90)
    .reduce(([w, s, e, n], [west, south, east, north]) => [Math.min(w, west), Math.min(s, south), Math.max(e, east), Math.max(n, north)]);
}

class Viewer {
  constructor(maplibre, map, settings) {
    this.map = map;
    this.settings = settings;
    this.label = (column) => settings.labels[column] ?? column;
    this.selected = '';
    this.places = new Places(settings);
  }

  begin() {
    const { map, settings } = this;
    map.on('click', (event) => this.selectAt(event.point));
    map.on('mousemove', ({ point }) => {
      // What lies under the pointer takes time to find: not while each frame counts.
      if (!map.isMoving()) {
        map.getCanvas().style.cursor = this.featureAt(point) ? 'pointer' : '';
      }
    });
    map.on('moveend', () => this.remember());
    map.on('idle', () => this.tabulate());
    map.getCanvas().addEventListener('keydown', (event) => {
      if (event.key === 'Enter') {
        this.selectAt(map.project(map.getCenter()));
      }
    });
    document.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && element('found').hidden && this.selected) {
        this.unselect();
        map.getCanvas().focus();
      }
    });
    element('panel-close').addEventListener('click', () => this.unselect());
    element('share').addEventListener('click', () => this.share());
    element('rows-toggle').addEventListener('click', () => this.toggleRows());
    addEventListener('hashchange', () => this.followAddress());
    settings.regions.forEach(({ name, box }) => {
      const button = make('button', name, { type: 'button' });
      button.addEventListener('click', () => this.show(box));
      element('regions').append(button);
    });
    element('regions').hidden = settings.regions.length === 0;
    this.search();
    const wanted = place();
    if (wanted?.id) {
      this.select(wanted.id);
    }
  }

  featureAt(point) {
    return this.map.queryRenderedFeatures(point, { layers: ['high'] })[0];
  }

  selectAt(point) {
    const found = this.featureAt(point);
    if (found) {
      this.select(String(found.properties[this.settings.id]), found.properties);
    } else if (this.map.getZoom() < this.settings.switchZoom - this.settings.fade) {
      this.map.easeTo({ center: this.map.unproject(point), zoom: this.settings.switchZoom + 0.2, animate: !REDUCED_MOTION });
    } else {
      this.unselect();
    }
  }

  select(id, properties) {
    this.selected = id;
    this.map.setFilter('selected', ['==', ['to-string', ['get', this.settings.id]], id]);
    this.remember();
    const known = properties ?? this.drawn(id);
    if (known) {
      this.tell(id, known);
    } else {
      const wait = () => {
        const drawn = this.selected === id && this.drawn(id);
        if (drawn) {
          this.tell(id, drawn);
        }
        if (drawn || this.selected !== id) {
          this.map.off('idle', wait);
        }
      };
      this.map.on('idle', wait);
    }
  }

  drawn(id) {
    return this.map.querySourceFeatures('high', { sourceLayer: this.settings.layer, filter: ['==', ['to-string', ['get', this.settings.id]], id] })[0]?.properties;
  }

  tell(id, properties) {
    const names = this.settings.search.map((column) => properties[column]).filter(Boolean);
    element('panel-title').textContent = [...names, id].join(', ');
    const values = element('panel-values');
    values.replaceChildren();
    const columns = [this.settings.score, ...this.settings.columns.filter((column) => column !== this.settings.score && column !== this.settings.id)];
    for (const column of columns) {
      if (column === this.settings.score || properties[column] !== undefined) {
        const attributes = column === this.settings.score ? { class: 'main' } : {};
        const term = make('dt', this.label(column), attributes);
        const { opener, text } = hint(this.settings, column, this.label(column), 'dd');
        term.append(...opener);
        values.append(term, make('dd', words(properties[column]), attributes), ...text);
      }
    }
    element('shared').textContent = '';
    element('panel').hidden = false;
    this.makeRoom();
    element('said').textContent = `${[...names, id].join(', ')}: ${this.label(this.settings.score)} ${words(properties[this.settings.score])}`;
  }

  unselect() {
    this.selected = '';
    this.map.setFilter('selected', ['==', ['get', this.settings.id], '']);
    element('panel').hidden = true;
    this.makeRoom();
    this.remember();
  }

  /** Keeps the middle of the map out from under the panel. */
  makeRoom() {
    const panel = element('panel');
    const across = panel.offsetWidth > innerWidth * 0.6;
    const padding = panel.hidden ? {} : across ? { bottom: panel.offsetHeight } : { right: panel.offsetWidth };
    this.map.easeTo({ padding: { top: 0, right: 0, bottom: 0, left: 0, ...padding }, duration: REDUCED_MOTION ? 0 : 250 });
  }

  address() {
    const { lng, lat } = this.map.getCenter();
    const at = `#${this.map.getZoom().toFixed(2)}/${lat.toFixed(5)}/${lng.toFixed(5)}`;
    return this.selected ? `${at}/${encodeURIComponent(this.selected)}` : at;
  }

  remember() {
    history.replaceState(null, '', this.address());
  }

  followAddress() {
    const wanted = place();
    if (wanted) {
      this.map.jumpTo(wanted);
      if (wanted.id) {
        this.select(wanted.id);
      }
    }
  }

  async share() {
    const link = new URL(this.address(), document.baseURI).href;
    try {
      await navigator.clipboard.writeText(link);
      element('shared').textContent = ' Copied.';
    } catch {
      element('shared').textContent = ` ${link}`;
    }
  }

  show(box, most = 14) {
    this.map.fitBounds(box, { padding: 30, maxZoom: most, animate: !REDUCED_MOTION });
  }

  search() {
    const field = element('search');
    const list = element('found');
    let entries = [];
    let at = -1;
    const close = () => {
      list.hidden = true;
      field.setAttribute('aria-expanded', 'false');
      field.removeAttribute('aria-activedescendant');
    };
    const go = (entry) => {
      close();
      field.value = entry.name;
      if (entry.id) {
        // Beyond the switch, so that it is drawn as itself.
        this.map.fitBounds(entry.box, { padding: 60, maxZoom: 14, animate: false });
        if (this.map.getZoom() < this.settings.switchZoom) {
          this.map.jumpTo({ zoom: this.settings.switchZoom + 0.2 });
        }
        this.select(entry.id);
      } else {
        this.show(entry.box);
      }
    };
    const mark = (next) => {
      at = (next + entries.length) % entries.length;
      [...list.children].forEach((item, i) => item.setAttribute('aria-selected', String(i === at)));
      field.setAttribute('aria-activedescendant', `found-${at}`);
      list.children[at].scrollIntoView({ block: 'nearest' });
    };
    const look = async () => {
      const text = field.value;
      const found = await this.places.find(text);
      if (field.value !== text) {
        return;
      }
      entries = found;
      at = -1;
      list.replaceChildren(...entries.map((entry, i) => {
        const item = make('li', entry.name, { role: 'option', id: `found-${i}`, 'aria-selected': 'false' });
        if (entry.more) {
          item.append(make('small', entry.more));
        }
        item.addEventListener('mousedown', (event) => {
          event.preventDefault();
          go(entry);
        });
        return item;
      }));
      list.hidden = entries.length === 0;
      field.setAttribute('aria-expanded', String(entries.length > 0));
      element('said').textContent = text.trim() ? `${entries.length} found` : '';
    };
    field.addEventListener('input', () => look().catch((fault) => complain(`The list of places cannot be read: ${fault.message}`)));
    field.addEventListener('blur', close);
    field.addEventListener('keydown', (event) => {
      if (event.key === 'ArrowDown' && entries.length > 0) {
        event.preventDefault();
        mark(at + 1);
      } else if (event.key === 'ArrowUp' && entries.length > 0) {
        event.preventDefault();
        mark(at < 0 ? entries.length - 1 : at - 1);
      } else if (event.key === 'Escape') {
        event.stopPropagation();
        close();
      }
    });
    element('find').addEventListener('submit', async (event) => {
      event.preventDefault();
      const chosen = entries[at] ?? (await this.places.find(field.value))[0];
      if (chosen) {
        go(chosen);
      } else {
        element('said').textContent = 'Nothing was found';
      }
    });
  }

  toggleRows() {
    const box = element('rows-box');
    box.hidden = !box.hidden;
    element('rows-toggle').setAttribute('aria-expanded', String(!box.hidden));
    this.tabulate();
  }

  tabulate() {
    const box = element('rows-box');
    if (box.hidden) {
      return;
    }
    const { id, score, search } = this.settings;
    const rows = new Map();
    this.map.queryRenderedFeatures({ layers: ['high'] }).forEach(({ properties }) => rows.set(String(properties[id]), properties));
    if (rows.size === 0) {
      box.replaceChildren(make('p', 'Nothing is drawn one by one here: zoom in.'));
      return;
    }
    const table = make('table', '');
    table.append(make('caption', rows.size > MOST_ROWS ? `The first ${MOST_ROWS} of ${rows.size}: zoom in for less.` : `${rows.size} in view.`));
    const columns = [id, ...search, score];
    const head = make('tr', '');
    columns.forEach((column) => head.append(make('th', this.label(column), { scope: 'col' })));
    const body = make('tbody', '');
    [...rows].sort(([one], [other]) => one.localeCompare(other)).slice(0, MOST_ROWS).forEach(([name, properties]) => {
      const row = make('tr', '');
      const button = make('button', name, { type: 'button' });
      button.addEventListener('click', () => this.select(name, properties));
      const cell = make('td', '');
      cell.append(button);
      row.append(cell, ...columns.slice(1).map((column) => make('td', words(properties[column]))));
      body.append(row);
    });
    const top = make('thead', '');
    top.append(head);
    table.append(top, body);
    box.replaceChildren(table);
  }
}

function complain(text) {
  element('note').textContent = text;
  element('note').hidden = false;
}

/** What is live, and what it was made of: from the records beside the map, where they can be read. */
async function lineage(settings) {
  const release = element('release');
  release.textContent = `Release ${settings.release}`;
  settings.downloads.forEach(({ name, path, size }) => {
    const item = make('li', '');
    item.append(make('a', name, { href: new URL(path, page).href, download: '' }), ` (${size})`);
    element('downloads').append(item);
  });
  settings.inputs.forEach(({ input, key, version, sha256 }) => {
    element('inputs').append(make('li', `${input}: ${key}, version ${version}, SHA-256 ${sha256.slice(0, 12)}…`));
  });
  element('inputs').append(make('li', `Made by Backsight ${settings.backsight}.`));
  try {
    const live = await (await fetched(new URL('live.json', page))).json();
    const since = new Date(live.time);
    if (live.release === settings.release && !Number.isNaN(since.getTime())) {
      release.textContent += `, published ${since.toISOString().slice(0, 10)}`;
    }
  } catch {
    // Who serves the page without the pointer shows the release alone.
  }
}

async function start() {
  const archives = new Map();
  const [maplibre, settings, low, high] = await Promise.all([
    library(), fetched(new URL('viewer.json', here)).then((reply) => reply.json()),
    source('low', archives), source('high', archives),
  ]);
  serveArchives(maplibre, archives);
  const wanted = place();
  const map = new maplibre.Map({
    container: 'map', style: style(settings, { low, high }), maxZoom: 22, attributionControl: { compact: true },
    dragRotate: false, pitchWithRotate: false,
    ...(wanted ? { center: wanted.center, zoom: wanted.zoom } : { bounds: settings.bounds, fitBoundsOptions: { padding: 20 } }),
  });
  map.touchZoomRotate.disableRotation();
  map.getCanvas().setAttribute('aria-label', 'Map. Arrow keys move it, plus and minus zoom, Enter selects what is in the middle.');
  map.addControl(new maplibre.NavigationControl({ showCompass: false }), 'bottom-right');
  map.addControl(new maplibre.FullscreenControl({ container: document.querySelector('main') }), 'bottom-right');
  const viewer = new Viewer(maplibre, map, settings);
  legend(settings, viewer.label);
  lineage(settings);
  map.on('error', ({ error }) => complain(`Part of the map cannot be read: ${error?.message ?? 'unknown'}`));
  await map.once('load');
  await (map.loaded() ? null : map.once('idle'));
  viewer.begin();
  document.documentElement.dataset.ready = 'true';
  globalThis.backsightMap = map;
}

start().catch((fault) => complain(`The map cannot be shown: ${fault.message}. It needs a browser with WebGL 2.`));
