import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { Refusal } from './console.mjs';
import { run } from './processes.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const elsewhere = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe'
];

/** How it is started: without a screen, as root too, and asking nobody for anything. */
export const chromiumArguments = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run'
];

/** The path of a Chromium; where nobody has to be asked, one is installed. */
export async function requireChromium() {
  const found = findChromium();
  if (found) return found;

  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    for (const args of [['update'], ['install', '--yes', '--no-install-recommends', 'chromium', 'fonts-noto-core']]) {
      const { code } = await run('apt-get', args, { inherit: true, env: { DEBIAN_FRONTEND: 'noninteractive' } });
      if (code !== 0) break;
    }
  }
  return chromiumPath();
}

/** The path of the Chromium that is named or installed. */
export function chromiumPath() {
  const found = findChromium();
  if (found) return found;
  throw new Refusal('Chromium is missing: install it, or name one with CHROMIUM_PATH.');
}

function findChromium() {
  const configured = process.env.CHROMIUM_PATH;
  if (!configured) return candidates().find(isProgram);
  if (isProgram(configured)) return configured;
  throw new Refusal(`CHROMIUM_PATH is '${configured}', where there is no program.`);
}

const candidates = () => [...(process.env.PATH ?? '').split(delimiter).flatMap((folder) => names.map((name) => join(folder, name))), ...elsewhere];

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
