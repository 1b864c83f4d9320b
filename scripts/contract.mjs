// Writes the contract and both clients from the code, or checks them.
// usage: node scripts/contract.mjs [--check | --release | --lint [spectral | redocly] | --generators]
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { apiProgram, buildApi, installPackages, npx, requireTools } from './lib/build.mjs';
import { main, Refusal, root, say } from './lib/console.mjs';
import { leaveNothingBehind, run, stopAll, stopRequest } from './lib/processes.mjs';

const contract = join(root, 'openapi.yaml');
const released = join(root, 'tests/Portal.Api.Tests/Contract/openapi.released.yaml');
const generated = ['openapi.yaml', 'clients/typescript/src/schema.gen.d.ts', 'clients/csharp/PortalClient.g.cs'];

const verbs = { undefined: write, '--check': check, '--release': release, '--lint': lint, '--generators': outsideGenerators };

const linters = { spectral, redocly };

await main(async () => {
  const [option, ...rest] = process.argv.slice(2);
  const verb = verbs[option];
  if (!verb) throw new Refusal(`There is no ${option}: use --check, --release, --lint, --generators or nothing.`);
  try {
    const stopped = stopRequest.then((name) => Promise.reject(new Refusal(`Stopped by ${name}.`)));
    await Promise.race([prepared(() => verb(...rest)), stopped]);
  } finally {
    await stopAll();
  }
});
// Whatever may still be waiting for an answer is of no use any more.
process.exit();

/** Works on a fresh checkout too. */
async function prepared(work) {
  await requireTools();
  await installPackages();
  await work();
}

async function write() {
  await inFolder(async (folder) => {
    await generate(folder);
    for (const path of generated) copyFileSync(join(folder, nameOf(path)), join(root, path));
  });
  say(`Wrote ${generated.join(', ')}.`);
}

async function check() {
  await inFolder(async (folder) => {
    await generate(folder);
    const stale = generated.filter((path) => read(join(folder, nameOf(path))) !== read(join(root, path)));
    if (stale.length > 0) throw new Refusal(`Not what the code gives: ${stale.join(', ')}. Run \`make contract\` and commit the result.`);
  });
  say('The contract and both clients are what the code gives.');
}

/** Only what the code says can be released. */
async function release() {
  await check();
  copyFileSync(contract, released);
  say(`${released} is now the contract that later changes may not break.`);
}

/** Warnings count as failures, and the rule sets are used as they are. */
async function lint(only) {
  if (only !== undefined && !linters[only]) throw new Refusal(`There is no linter ${only}: use ${Object.keys(linters).join(' or ')}.`);
  for (const name of only ? [only] : Object.keys(linters)) await linters[name]();
}

async function spectral() {
  await must(npx, ['spectral', 'lint', contract, '--ruleset', join(root, '.spectral.yaml'), '--fail-severity', 'hint'], 'Spectral objects');
  say('Spectral has nothing to object to.');
}

async function redocly() {
  const { code, lastLines } = await run(npx, ['redocly', 'lint', contract, '--config', join(root, 'redocly.yaml'), '--max-problems', '50'], {
    env: { ...leaveNothingBehind, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' }
  });
  // Its exit code knows errors only, its last sentence warnings too.
  if (code !== 0 || lastLines.some((line) => /\d+ warnings?/.test(line))) {
    throw new Refusal(`${lastLines.join('\n')}\nRedocly objects to openapi.yaml, see above.`);
  }
  say('Redocly has nothing to object to.');
}

/** Other people's generators have to accept the contract too, and what they write has to compile. */
async function outsideGenerators() {
  // Below the root, so that what they import is found.
  const folder = join(root, '.portal/outside-generators');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  await must(npx, ['openapi-ts', '--input', contract, '--output', join(folder, 'hey-api'), '--client', '@hey-api/client-fetch', '--silent'], 'hey-api refuses openapi.yaml');
  await must(npx, ['orval', '--input', contract, '--output', join(folder, 'orval/portal.ts'), '--client', 'fetch'], 'orval refuses openapi.yaml');
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({
      compilerOptions: { target: 'es2022', module: 'esnext', moduleResolution: 'bundler', lib: ['es2022', 'dom', 'dom.iterable'], strict: true, skipLibCheck: true, noEmit: true, types: [] },
      include: ['.']
    })
  );
  await must(npx, ['tsc', '--project', folder], 'What an outside generator wrote does not compile');
  say('hey-api and orval accept the contract, and what they write compiles.');
}

async function generate(folder) {
  await buildApi();
  const old = join(folder, 'openapi-3.0.yaml');
  await must('dotnet', [apiProgram, 'openapi', '--output', join(folder, 'openapi.yaml')], 'The API did not write its contract');
  await must('dotnet', [apiProgram, 'openapi', '--output', old, '--spec', '3.0'], 'The API did not write its contract as OpenAPI 3.0');
  await must(npx, ['openapi-typescript', join(folder, 'openapi.yaml'), '--output', join(folder, 'schema.gen.d.ts')], 'The TypeScript client was not written');
  await must('dotnet', ['run', '--project', 'clients/csharp/generate', '--configuration', 'Release', '--', old, join(folder, 'PortalClient.g.cs')], 'The C# client was not written');
}

async function must(command, args, failure) {
  const { code, lastLines } = await run(command, args, { env: leaveNothingBehind });
  if (code !== 0) throw new Refusal(`${lastLines.join('\n')}\n${failure}, see above.`);
}

async function inFolder(body) {
  const folder = mkdtempSync(join(tmpdir(), 'portal-contract-'));
  try {
    await body(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function nameOf(path) {
  return path.split('/').at(-1);
}

function read(path) {
  return readFileSync(path, 'utf8').replaceAll('\r\n', '\n');
}
