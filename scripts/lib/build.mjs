import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { progress, Refusal, root } from './console.mjs';
import { leaveNothingBehind, run } from './processes.mjs';

export const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
export const npx = process.platform === 'win32' ? 'npx.cmd' : 'npx';
const made = new Set(['node_modules', 'bin', 'obj', 'build', '.svelte-kit', 'test-results', 'playwright-report', 'TestResults', 'e2e']);

export const apiProgram = join(root, 'api/bin/Release/net10.0/Portal.Api.dll');
export const benchProgram = join(root, 'bench/Portal.Bench/bin/Release/net10.0/Portal.Bench.dll');
export const webProgram = join(root, 'webapp/build/index.js');

/** The .NET SDK that global.json asks for. Node is there, or this would not run. */
export async function requireTools() {
  if ((await run(npm, ['--version'])).code !== 0) {
    throw new Refusal('npm is missing: install Node.js with npm from https://nodejs.org.');
  }
  const dotnet = await run('dotnet', ['--version'], { env: leaveNothingBehind });
  if (dotnet.code !== 0) {
    throw new Refusal(
      dotnet.code === 127
        ? 'The .NET SDK is missing: install version 10 from https://dotnet.microsoft.com/download.'
        : 'The .NET SDK here is not version 10: install it from https://dotnet.microsoft.com/download.'
    );
  }
}

export const installPackages = () =>
  onlyWhenChanged('packages', ['package.json', 'package-lock.json'], [join(root, 'node_modules')], 'Installing packages', 'npm ci', [
    npm,
    ['ci', '--no-progress']
  ]);

export const buildApi = () =>
  onlyWhenChanged('api', ['api', 'openapi.yaml', 'global.json', 'Directory.Build.props', 'Directory.Packages.props'], [apiProgram], 'Building the API', 'dotnet build', [
    'dotnet',
    ['build', 'api', '--configuration', 'Release', '--nologo', '--verbosity', 'quiet']
  ]);

/** With the API, and with the empty application that it is held against. */
export const buildBench = () =>
  onlyWhenChanged(
    'bench',
    ['api', 'bench/Portal.Bench', 'bench/EmptyApp', 'openapi.yaml', 'global.json', 'Directory.Build.props', 'Directory.Packages.props'],
    [apiProgram, benchProgram],
    'Building the API and what measures it',
    'dotnet build',
    ['dotnet', ['build', 'bench/Portal.Bench', '--configuration', 'Release', '--nologo', '--verbosity', 'quiet']]
  );

export const buildWebapp = () =>
  onlyWhenChanged('webapp', ['webapp', 'clients/typescript', 'package-lock.json'], [webProgram], 'Building the web application', 'vite build', [
    npm,
    ['run', 'build', '--workspace', 'webapp']
  ]);

/** Runs the command unless it succeeded before on the same sources and its results are still there. */
async function onlyWhenChanged(name, sources, results, title, shortName, [command, args]) {
  const stamp = join(root, '.portal/built', name);
  const fingerprint = fingerprintOf(sources);
  if (results.every(existsSync) && existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint) return;

  rmSync(stamp, { force: true });
  await progress(title, async () => {
    const { code, lastLines } = await run(command, args, { env: leaveNothingBehind });
    if (code !== 0) {
      throw new Refusal(`${lastLines.join('\n')}\n${title} failed: \`${shortName}\` says why above.`);
    }
  });
  mkdirSync(join(root, '.portal/built'), { recursive: true });
  writeFileSync(stamp, fingerprint);
}

// What a file says, not when it was written: a checkout of another branch and back changes nothing.
function fingerprintOf(sources) {
  const hash = createHash('sha256').update(`${process.version} ${process.platform} ${process.arch}\n`);
  for (const source of sources) add(source);
  return hash.digest('hex');

  function add(path) {
    const full = join(root, path);
    if (!existsSync(full)) return;
    if (statSync(full).isDirectory()) {
      for (const entry of readdirSync(full).sort()) {
        if (!made.has(entry)) add(`${path}/${entry}`);
      }
    } else {
      hash.update(`${path}\n`).update(readFileSync(full));
    }
  }
}
