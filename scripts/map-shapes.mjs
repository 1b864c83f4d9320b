// Writes the land and the borders that the map of the search results is drawn from.
// usage: node scripts/map-shapes.mjs > webapp/src/lib/map/shapes.json
// Made with Natural Earth, which is in the public domain, as packed by world-atlas.
import { createRequire } from 'node:module';

const require = createRequire(new URL('../webapp/package.json', import.meta.url));
const { merge, mesh } = require('topojson-client');
const { presimplify, simplify } = require('topojson-simplify');
const atlas = require('world-atlas/countries-50m.json');

/** The world is so many units wide: one is about 2.4 km at the equator. The map reads this number from the file. */
const width = 16_384;
/** Corners that span less than this many square units are left out, around Europe and elsewhere. */
const detail = { europe: 10, elsewhere: 120 };
const isAroundEurope = ([x, y]) => x > longitude(-32) && x < longitude(62) && y > latitude(72) && y < latitude(26);
/** Islands below this many square units are left out. */
const smallest = { europe: 8, elsewhere: 120 };

const longitude = (degrees) => ((degrees + 180) / 360) * width;
const latitude = (degrees) => {
  const angle = (Math.min(85, Math.max(-85, degrees)) * Math.PI) / 180;
  return width * (0.5 - Math.log(Math.tan(Math.PI / 4 + angle / 2)) / (2 * Math.PI));
};

const { countries } = atlas.objects;
countries.geometries = countries.geometries.filter(({ properties }) => properties.name !== 'Antarctica');

// Whole units of Web Mercator, then the corners that matter.
const projected = projectedArcs(atlas);
const weighed = presimplify(projected);
const kept = simplify(
  { ...weighed, arcs: weighed.arcs.map((arc) => arc.map(([x, y, weight]) => [x, y, isAroundEurope([x, y]) ? weight : (weight * detail.europe) / detail.elsewhere])) },
  detail.europe
);

/** Lines that the Union does not take for borders: that of northern Cyprus, and that across the north of Crimea. */
const isNoBorder = (one, other) => [one, other].some(({ properties }) => properties.name === 'N. Cyprus');
const isInCrimea = (line) => line.every(([x, y]) => x > longitude(32.4) && x < longitude(36.7) && y > latitude(46.5) && y < latitude(44.2));

const land = merge(kept, kept.objects.countries.geometries)
  .coordinates.map((rings) => rings.filter((ring) => Math.abs(area(ring)) >= (ring.some(isAroundEurope) ? smallest.europe : smallest.elsewhere)))
  .flat();
const borders = mesh(kept, kept.objects.countries, (one, other) => one !== other && !isNoBorder(one, other)).coordinates.filter(
  (line) => !isInCrimea(line)
);

process.stdout.write(
  `${JSON.stringify({ width, land: land.map((ring) => path(ring.slice(0, -1), 'z')).join(''), borders: borders.map((line) => path(line, '')).join('') })}\n`
);

function projectedArcs({ transform, arcs, ...topology }) {
  return {
    ...topology,
    arcs: arcs.map((arc) => {
      let x = 0;
      let y = 0;
      return arc.map(([dx, dy]) => {
        x += dx;
        y += dy;
        const [degreesEast, degreesNorth] = [x * transform.scale[0] + transform.translate[0], y * transform.scale[1] + transform.translate[1]];
        return [Math.round(longitude(unbroken(degreesEast, degreesNorth))), Math.round(latitude(degreesNorth))];
      });
    })
  };
}

/** The east of Siberia (with an island off it) and of Fiji stay in one piece with the west of them, beyond the edge of the world. */
function unbroken(degreesEast, degreesNorth) {
  const isSiberia = degreesNorth > 60 && degreesEast < -168.5;
  const isFiji = Math.abs(degreesNorth + 17) < 5 && degreesEast < -178;
  return isSiberia || isFiji ? degreesEast + 360 : degreesEast;
}

function area(ring) {
  let sum = 0;
  for (let index = 1; index < ring.length; index++) sum += ring[index - 1][0] * ring[index][1] - ring[index][0] * ring[index - 1][1];
  return sum / 2;
}

/** A line as the shortest SVG path: the first point, then the steps from one to the next. */
function path(points, end) {
  const steps = points.map(([x, y], index) => (index === 0 ? [x, y] : [x - points[index - 1][0], y - points[index - 1][1]]));
  const [first, ...rest] = steps.filter(([x, y], index) => index === 0 || x !== 0 || y !== 0);
  return rest.length === 0 ? '' : `M${pair(first)}l${rest.map(pair).join(' ')}${end}`.replaceAll(' -', '-');
}

function pair([x, y]) {
  return `${x} ${y}`;
}
