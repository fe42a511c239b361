// Cuts GeoJSON with one feature a line into tiles of zooms 5 to 11.
// usage: node geojson-vt.js FOLDER_WITH_NODE_MODULES GEOJSON TILES
const { createReadStream, openSync, writeSync, closeSync } = require("node:fs");
const { createInterface } = require("node:readline");
const { createRequire } = require("node:module");
const { gzipSync } = require("node:zlib");
const { pathToFileURL } = require("node:url");

const [folder, geoJson, tiles] = process.argv.slice(2);
const LOWEST = 5;
const HIGHEST = 11;

async function main() {
  const packages = createRequire(folder + "/");
  const { default: GeoJsonVt } = await import(pathToFileURL(packages.resolve("geojson-vt")));
  const { fromGeojsonVt } = packages("vt-pbf");
  const features = [];
  // A whole national file is longer than a string may be.
  for await (const line of createInterface({ input: createReadStream(geoJson) })) {
    if (line.trimStart().startsWith('{"type":"Feature",') || line.trimStart().startsWith('{ "type": "Feature",')) {
      const feature = JSON.parse(line.trimEnd().replace(/,$/, ""));
      if (feature.geometry) {
        features.push(feature);
      }
    }
  }
  if (features.length === 0) {
    throw new Error(geoJson + " has no line that is a feature");
  }
  const index = new GeoJsonVt(
    { type: "FeatureCollection", features },
    { maxZoom: HIGHEST, indexMaxZoom: LOWEST, indexMaxPoints: 0, buffer: 80 });
  const out = openSync(tiles, "w");
  let count = 0;
  let bytes = 0;
  const cut = (z, x, y) => {
    const tile = index.getTile(z, x, y);
    if (!tile || tile.features.length === 0) {
      return;
    }
    if (z >= LOWEST) {
      const packed = gzipSync(fromGeojsonVt({ blocks: tile }, { version: 2 }));
      writeSync(out, packed);
      count++;
      bytes += packed.length;
    }
    if (z < HIGHEST) {
      for (let child = 0; child < 4; child++) {
        cut(z + 1, 2 * x + (child & 1), 2 * y + (child >> 1));
      }
    }
  };
  cut(0, 0, 0);
  closeSync(out);
  console.log(count + " tiles, " + bytes + " bytes");
}

main().catch((fault) => {
  console.error(fault.message);
  process.exit(1);
});
