// Screenshots of text hold thousands of shades, and a repository keeps every picture for ever. This leaves 256 colours in each:
// those that most of it is made of, exactly, and for what is between two of them the nearest. It makes them four times smaller,
// and the test lets pass what is not seen.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { crc32, deflateSync } from 'node:zlib';
import { PNG } from 'pngjs';

const folder = new URL('../pictures/', import.meta.url);
const most = 256;

let size = 0;
for (const name of readdirSync(folder)) {
  const file = new URL(name, folder);
  const before = readFileSync(file);
  // One that was shrunk before has its colours by number, and stays as it is.
  const isShrunk = before[25] === 3;
  const after = isShrunk ? before : indexed(PNG.sync.read(before));
  if (!isShrunk) writeFileSync(file, after);
  size += after.length;
}
console.log(`The pictures take ${(size / 1e6).toFixed(2)} MB.`);

/** @param {PNG} picture */
function indexed({ width, height, data }) {
  const colours = new Map();
  const colourAt = (/** @type {number} */ pixel) => data.readUInt32BE(pixel * 4) >>> 8;
  for (let pixel = 0; pixel < width * height; pixel++) colours.set(colourAt(pixel), (colours.get(colourAt(pixel)) ?? 0) + 1);

  const { palette, nearest } = paletteOf(colours);
  // Each line begins with the filter that it was written with: none.
  const lines = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) lines[y * (width + 1) + 1 + x] = nearest.get(colourAt(y * width + x));

  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 3, 0, 0, 0]);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const pixels = deflateSync(lines, { level: 9, memLevel: 9 });
  return Buffer.concat([signature, chunk('IHDR', header), chunk('PLTE', Buffer.from(palette.flatMap(parts))), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))]);
}

/**
 * The colours of most pixels, and then again and again the one whose pixels are furthest from any that is there.
 * @param {Map<number, number>} colours with the number of their pixels
 */
function paletteOf(colours) {
  const rest = [...colours].sort(([, one], [, other]) => other - one).map(([colour, count]) => ({ colour, count, distance: Infinity, nearest: 0 }));
  const palette = [];
  while (palette.length < Math.min(most, rest.length)) {
    const next = palette.length < most / 4 ? rest[palette.length] : rest.reduce((one, other) => (other.count * other.distance > one.count * one.distance ? other : one));
    for (const candidate of rest) {
      const distance = distanceOf(candidate.colour, next.colour);
      if (distance < candidate.distance) Object.assign(candidate, { distance, nearest: palette.length });
    }
    palette.push(next.colour);
  }
  return { palette, nearest: new Map(rest.map(({ colour, nearest }) => [colour, nearest])) };
}

function parts(/** @type {number} */ colour) {
  return [colour >> 16, (colour >> 8) & 255, colour & 255];
}

function distanceOf(/** @type {number} */ one, /** @type {number} */ other) {
  const [red, green, blue] = parts(one).map((part, index) => part - parts(other)[index]);
  // As bright as they are seen: green weighs the most.
  return 3 * red * red + 6 * green * green + blue * blue;
}

function chunk(/** @type {string} */ type, /** @type {Buffer} */ content) {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const around = Buffer.alloc(8);
  around.writeUInt32BE(content.length, 0);
  around.writeUInt32BE(crc32(named), 4);
  return Buffer.concat([around.subarray(0, 4), named, around.subarray(4)]);
}
