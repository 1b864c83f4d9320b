// Runs every suite, one after the other, whatever becomes of those before, and adds up what they say.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildWebapp, installPackages, npm, requireTools } from './lib/build.mjs';
import { startBrowserPortal } from './lib/browser-portal.mjs';
import { requireChromium } from './lib/chromium.mjs';
import { main, Refusal, root, say } from './lib/console.mjs';
import { countsFrom } from './lib/counts.mjs';
import { leaveNothingBehind, run, stopAll, stopRequest } from './lib/processes.mjs';
import { provideRedis } from './lib/redis.mjs';

const results = join(root, '.portal/test-results');
const report = (file) => join(results, file);

const build = { name: 'build of everything in .NET', command: 'dotnet', args: ['build', '--configuration', 'Release', '--nologo'] };

/**
 * A step counts its tests from the report that its command writes; without one, it is a check and counts as one.
 * A step that needs another does not run when that one failed.
 */
const steps = [
  build,
  {
    name: 'API tests',
    needs: build,
    around: async (body) => {
      await provideRedis();
      return body({});
    },
    command: 'dotnet',
    args: ['tests/Portal.Api.Tests/bin/Release/net10.0/Portal.Api.Tests.dll', '-noColor', '-result-trx', report('api.trx')],
    counts: () => countsFrom.trx(report('api.trx'))
  },
  { name: 'contract and clients are those of the code', needs: build, command: process.execPath, args: ['scripts/contract.mjs', '--check'] },
  { name: 'contract: Spectral', command: process.execPath, args: ['scripts/contract.mjs', '--lint', 'spectral'] },
  { name: 'contract: Redocly', command: process.execPath, args: ['scripts/contract.mjs', '--lint', 'redocly'] },
  { name: 'contract: outside generators', command: process.execPath, args: ['scripts/contract.mjs', '--generators'] },
  { name: 'change feeds: RPDE validator', needs: build, command: process.execPath, args: ['scripts/rpde.mjs'] },
  { name: 'TypeScript client: types', command: npm, args: ['run', 'check', '--workspace', '@portal/client'] },
  {
    name: 'TypeScript client tests',
    needs: build,
    command: npm,
    args: ['test', '--workspace', '@portal/client', '--', ...vitestReport('client.json')],
    counts: () => countsFrom.vitest(report('client.json'))
  },
  { name: 'web application: types', command: npm, args: ['run', 'check', '--workspace', 'webapp'] },
  { name: 'web application: lint', command: npm, args: ['run', 'lint', '--workspace', 'webapp'] },
  {
    name: 'web application: unit tests',
    command: npm,
    args: ['test', '--workspace', 'webapp', '--', ...vitestReport('webapp.json')],
    counts: () => countsFrom.vitest(report('webapp.json'))
  },
  {
    name: 'browser tests',
    needs: build,
    around: withPortalInBrowser,
    command: npm,
    args: ['run', 'test:e2e', '--workspace', 'webapp', '--', '--reporter=list,json'],
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: report('browser.json') },
    counts: () => countsFrom.playwright(report('browser.json'))
  }
];

await main(async () => {
  try {
    return await Promise.race([runAll(), stopRequest.then((name) => Promise.reject(new Refusal(`Stopped by ${name}.`)))]);
  } finally {
    await stopAll();
  }
});
process.exit();

async function runAll() {
  rmSync(results, { recursive: true, force: true });
  mkdirSync(results, { recursive: true });
  await requireTools();
  await installPackages();

  const only = process.argv.slice(2).join(' ');
  const done = new Map();
  for (const step of steps.filter(({ name }) => name.includes(only))) {
    say(`\n── ${step.name} ──`);
    done.set(step, await outcomeOf(step, done));
  }

  const total = { passed: 0, failed: 0, skipped: 0 };
  say('\n  passed  failed  skipped');
  for (const [{ name }, counts] of done) {
    for (const kind of Object.keys(total)) total[kind] += counts[kind];
    say(`${cell(counts.passed, 8)}${cell(counts.failed, 8)}${cell(counts.skipped, 9)}   ${name}`);
  }
  const line = `${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`;
  writeFileSync(report('counts'), `${line}\n`);
  say(`\n${line}`);
  return total.failed === 0 ? 0 : 1;
}

async function outcomeOf(step, done) {
  try {
    if (done.get(step.needs)?.failed) throw new Refusal(`Not run, because this failed: ${step.needs.name}.`);
    const around = step.around ?? ((body) => body({}));
    const { code } = await around((env) =>
      run(step.command, step.args, { inherit: true, env: { ...leaveNothingBehind, ...step.env, ...env } })
    );
    const counts = step.counts ? step.counts() : { passed: code === 0 ? 1 : 0, failed: 0, skipped: 0 };
    if (!counts) throw new Refusal(`${step.name}: the tests did not get as far as a report (exit code ${code}).`);
    // A runner can fail without a failed test: an error between tests, or no tests at all.
    if (counts.failed === 0 && (code !== 0 || counts.passed + counts.skipped === 0)) {
      say(`${step.name}: failed with exit code ${code}.`);
      counts.failed = 1;
    }
    return counts;
  } catch (error) {
    say(error instanceof Refusal ? error.message : error.stack);
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

/** The portal lives as long as the tests. */
async function withPortalInBrowser(body) {
  const chromium = await requireChromium();
  await buildWebapp();
  const { apiUrl, webUrl, stop } = await startBrowserPortal();
  try {
    return await body({ CHROMIUM_PATH: chromium, PORTAL_WEB_URL: webUrl, PORTAL_API_URL: apiUrl });
  } finally {
    await stop();
  }
}

function vitestReport(file) {
  return ['--reporter=default', '--reporter=json', `--outputFile.json=${report(file)}`];
}

function cell(value, width) {
  return String(value).padStart(width);
}
