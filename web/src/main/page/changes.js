// The map of a page of changes: before and now, one over the other with a divider between them, or side by side.
// Everything it draws is inside the page: nothing is asked of any host.

const read = (id) => document.getElementById(id).textContent;
const module = (id) => URL.createObjectURL(new Blob([read(id)], { type: 'text/javascript' }));

const data = JSON.parse(read('map-data'));
const box = document.getElementById('map');
const note = document.getElementById('map-note');

const RAMP = ['#ffffcc', '#ffeda0', '#fed976', '#feb24c', '#fd8d3c', '#fc4e2a', '#e31a1c', '#bd0026', '#800026'];
const LESS_MORE = ['#2166ac', '#92c5de', '#f7f7f7', '#f4a582', '#b2182b'];
const NONE = '#b3b3b3';
const PLAIN = '#e3ddd0';
const CHANGED = '#7b3294';
const REDUCED_MOTION = matchMedia('(prefers-reduced-motion: reduce)').matches;

const between = (colours, low, high, value) => [
  'interpolate', ['linear'], value,
  ...colours.flatMap((colour, i) => [low + ((high - low) * i) / (colours.length - 1), colour]),
];

/** The colour of what the attribute `key` says: a number by the ramp, true and false by its ends. */
function colour(key) {
  if (!data.value) {
    return ['case', ['has', 'm'], '#c2a5cf', PLAIN];
  }
  const value = ['get', key];
  return ['match', ['typeof', value],
    'number', between(RAMP, data.low, data.high, ['to-number', value]),
    'boolean', ['case', ['to-boolean', value], RAMP[7], RAMP[1]],
    NONE];
}

/** The colour of how much a number has changed, or which way a truth has. */
function difference() {
  const far = Math.max(data.far, 1e-9);
  const number = (key) => ['case', ['to-boolean', ['get', key]], 1, 0];
  const known = ['match', ['typeof', ['get', 'n']],
    'number', ['match', ['typeof', ['get', 'b']],
      'number', between(LESS_MORE, -far, far, ['-', ['to-number', ['get', 'n']], ['to-number', ['get', 'b']]]),
      NONE],
    'boolean', ['match', ['typeof', ['get', 'b']],
      'boolean', between(LESS_MORE, -1, 1, ['-', number('n'), number('b')]),
      NONE],
    NONE];
  // From afar polygons are dissolved: none of them is the same one before and now.
  return ['case', ['has', 'id'], known, LESS_MORE[2]];
}

function layers(side, key) {
  const found = [];
  for (const source of data.detailTo > data.everyTo ? ['every', 'detail'] : ['every']) {
    for (const layer of ['both', side]) {
      found.push({
        id: `fill-${source}-${layer}`, type: 'fill', source, 'source-layer': layer,
        paint: { 'fill-color': colour(key), 'fill-antialias': false },
      });
    }
    for (const layer of ['both', side]) {
      const line = {
        id: `line-${source}-${layer}`, type: 'line', source, 'source-layer': layer, filter: ['has', 'm'],
        paint: {
          'line-color': ['case', ['>=', ['get', 'm'], 2], CHANGED, '#555'],
          'line-width': ['interpolate', ['linear'], ['zoom'],
            3, ['case', ['>=', ['get', 'm'], 2], 0.6, 0.1],
            8, ['case', ['>=', ['get', 'm'], 2], 2, 0.7]],
        },
      };
      if (source === 'every' && data.detailTo > data.everyTo) {
        line.maxzoom = data.everyTo + 1;
      }
      found.push(line);
    }
  }
  found.push({
    id: 'points', type: 'circle', source: 'points', maxzoom: 7,
    paint: {
      'circle-radius': 3.5, 'circle-color': CHANGED, 'circle-opacity': 0.55,
      'circle-stroke-color': '#fff', 'circle-stroke-width': 0.8,
    },
  });
  return found;
}

function style(side, key) {
  const tiles = (least, most) => ({
    type: 'vector', tiles: ['inside://{z}/{x}/{y}'], minzoom: least, maxzoom: most,
  });
  const sources = {
    every: tiles(data.from, data.everyTo),
    points: {
      type: 'geojson',
      data: {
        type: 'FeatureCollection',
        features: data.points.map(([longitude, latitude]) => ({
          type: 'Feature', properties: {}, geometry: { type: 'Point', coordinates: [longitude, latitude] },
        })),
      },
    },
  };
  if (data.detailTo > data.everyTo) {
    sources.detail = tiles(data.everyTo + 1, data.detailTo);
  }
  return {
    version: 8, sources,
    layers: [{ id: 'water', type: 'background', paint: { 'background-color': '#eef3f6' } }, ...layers(side, key)],
  };
}

async function plain(base64) {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))).arrayBuffer();
}

function words(value) {
  return value === undefined ? '–' : String(value);
}

/** What stands in the little window of a polygon. Text only: names come from files of strangers. */
function details(properties) {
  const list = document.createElement('dl');
  const add = (name, text) => {
    const term = document.createElement('dt');
    const said = document.createElement('dd');
    term.textContent = name;
    said.textContent = text;
    list.append(term, said);
  };
  add('id', words(properties.id));
  if (data.value) {
    add('before', words(properties.b));
    add('now', words(properties.n));
  }
  return list;
}

/** Where one map goes, the other goes at once. */
function lock(before, now) {
  let leading = null;
  const follow = (one, other) => one.on('move', () => {
    if (leading && leading !== one) {
      return;
    }
    leading = one;
    other.jumpTo({ center: one.getCenter(), zoom: one.getZoom(), bearing: one.getBearing(), pitch: one.getPitch() });
    leading = null;
  });
  follow(before, now);
  follow(now, before);
}

async function draw() {
  const maplibre = await import(module('maplibre'));
  maplibre.setWorkerUrl(module('maplibre-worker'));
  maplibre.addProtocol('inside', async ({ url }) => {
    const tile = data.tiles[url.slice('inside://'.length)];
    return { data: tile ? await plain(tile) : new ArrayBuffer(0) };
  });
  const options = {
    bounds: data.bounds, fitBoundsOptions: { padding: 20 }, attributionControl: false, dragRotate: false,
    pitchWithRotate: false, maxZoom: 16, renderWorldCopies: true,
  };
  const before = new maplibre.Map({ ...options, container: 'map-before', style: style('before', 'b') });
  const now = new maplibre.Map({ ...options, container: 'map-now', style: style('now', 'n') });
  now.addControl(new maplibre.NavigationControl({ showCompass: false }), 'top-right');
  before.getCanvas().setAttribute('aria-label', 'Map before');
  now.getCanvas().setAttribute('aria-label', 'Map now');

  lock(before, now);
  const little = new maplibre.Popup({ maxWidth: '22rem' });
  for (const map of [before, now]) {
    map.touchZoomRotate.disableRotation();
    map.on('click', (event) => {
      const found = map.queryRenderedFeatures(event.point).filter((feature) => feature.properties.id);
      if (found.length > 0) {
        // One over the other, the map of now is the upper one.
        little.setLngLat(event.lngLat).setDOMContent(details(found[0].properties)).addTo(box.dataset.mode === 'side-by-side' ? map : now);
      }
    });
  }
  return { maps: { before, now }, little };
}

function divide(slider) {
  box.style.setProperty('--share', `${(slider.value / slider.max) * 100}%`);
}

/** Gives both maps the room that the mode leaves them, and shows as much of the earth from west to east as before. */
function fit({ before, now }, mode) {
  const width = now.getContainer().clientWidth;
  const center = now.getCenter();
  const zoom = now.getZoom();
  box.dataset.mode = mode;
  before.resize();
  now.resize();
  now.jumpTo({ center, zoom: zoom + Math.log2(now.getContainer().clientWidth / width) });
}

function control({ before, now }, little) {
  const slider = document.getElementById('swipe');
  slider.addEventListener('input', () => divide(slider));
  divide(slider);
  const modes = document.querySelectorAll('input[name=mode]');
  const choose = () => {
    const mode = document.querySelector('input[name=mode]:checked').value;
    little.remove();
    fit({ before, now }, mode);
    for (const { id } of now.getStyle().layers.filter((layer) => layer.type === 'fill')) {
      now.setPaintProperty(id, 'fill-color', mode === 'difference' ? difference() : colour('n'));
    }
  };
  modes.forEach((mode) => mode.addEventListener('change', choose));
  document.getElementById('outlines').addEventListener('change', (event) => {
    const visibility = event.target.checked ? 'visible' : 'none';
    for (const map of [before, now]) {
      for (const { id } of map.getStyle().layers.filter((layer) => layer.type === 'line' || layer.type === 'circle')) {
        map.setLayoutProperty(id, 'visibility', visibility);
      }
    }
  });
  document.querySelectorAll('button[data-place]').forEach((button) => button.addEventListener('click', () => {
    const [longitude, latitude] = button.dataset.place.split(',').map(Number);
    box.scrollIntoView({ behavior: REDUCED_MOTION ? 'auto' : 'smooth', block: 'nearest' });
    now.flyTo({ center: [longitude, latitude], zoom: Math.max(9, now.getZoom()), animate: !REDUCED_MOTION });
  }));
}

/** A value with as many digits as tell something. */
const number = (value) => String(Number(value.toPrecision(3)));

function legend() {
  const bar = document.getElementById('legend');
  const put = (name, colours, from, to) => {
    const part = document.createElement('span');
    part.className = name;
    const ramp = document.createElement('span');
    ramp.className = 'ramp';
    ramp.style.background = `linear-gradient(to right, ${colours.join(',')})`;
    part.append(from, ramp, to);
    bar.append(part);
  };
  if (data.value && data.truth) {
    put('values', [RAMP[1], RAMP[7]], 'false', 'true');
    put('differences', LESS_MORE, 'true → false', 'false → true');
  } else if (data.value) {
    put('values', RAMP, number(data.low), number(data.high));
    put('differences', LESS_MORE, `${number(-data.far)}`, `+${number(data.far)}`);
  }
}

try {
  const { maps, little } = await draw();
  await Promise.all([maps.before, maps.now].map((map) => map.once('load')));
  control(maps, little);
  legend();
  await Promise.all([maps.before, maps.now].map((map) => (map.loaded() ? null : map.once('idle'))));
  box.dataset.ready = 'true';
  globalThis.backsightMaps = maps;
} catch (fault) {
  note.textContent = `The map cannot be drawn here: ${fault.message}. It needs a browser with WebGL 2.`;
  note.hidden = false;
}
