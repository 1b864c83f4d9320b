// Has OpenActive's own validator walk both change feeds of a running API, from the first page to the last.
// usage: node scripts/rpde.mjs
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { apiProgram, buildApi, installPackages, requireTools } from './lib/build.mjs';
import { main, Refusal, say } from './lib/console.mjs';
import { leaveNothingBehind, run, start, stopAll, stopRequest } from './lib/processes.mjs';
import { answers, freePort } from './lib/stack.mjs';

/** Enough for a second page, whatever the sample data holds. */
const projects = 1_000;

await main(async () => {
  try {
    await requireTools();
    await installPackages();
    await buildApi();
    const stopped = stopRequest.then((name) => Promise.reject(new Refusal(`Stopped by ${name}.`)));
    return await Promise.race([withApi(validate), stopped]);
  } finally {
    await stopAll();
  }
});
process.exit();

async function validate(url, key) {
  await publish(url, key);
  // It is CommonJS, and there only once packages are installed.
  const { RpdeValidator } = createRequire(import.meta.url)('@openactive/rpde-validator');
  let objections = 0;
  for (const path of ['/v1/changes/projects', '/v1/changes/organisations', '/v1/changes/projects?topic=edu']) {
    const { pages } = await RpdeValidator(`${url}${path}`, { pageLimit: 100 });
    const found = pages.flatMap((page) => page.errors.map((error) => ({ page: page.url, ...error.data })));
    for (const { page, severity, type, message } of found) {
      if (await isMistaken(type, page)) continue;
      objections += 1;
      say(`${page}\n  ${severity} ${type}: ${message}`);
    }
    say(`${path}: ${pages.length} pages`);
  }
  if (objections > 0) throw new Refusal('The RPDE validator objects to the change feeds, see above.');
  say('The RPDE validator has nothing to object to.');
}

/** What it says and we do not agree with. */
async function isMistaken(type, page) {
  // A suggestion: our records are volunteering projects, and OpenActive's model is of sports and leisure.
  if (type === 'no_modelling_data') return true;
  // It wants the end to be kept for seconds, but where it has walked there it takes it for a page like any other.
  return type === 'missing_cache_control' && (await (await fetch(page)).json()).items.length === 0;
}

/** Projects and organisations of a partner, some of them withdrawn again. */
async function publish(url, key) {
  const call = async (method, path, body) => {
    const response = await fetch(`${url}/v1/partner${path}`, {
      method,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: body && JSON.stringify(body)
    });
    if (!response.ok) throw new Refusal(`${method} ${path} was answered with ${response.status}: ${await response.text()}`);
  };
  const project = { organisationExternalId: 'casa', title: 'After-school club', country: 'MD', topics: ['edu'], startsOn: '2027-04-01', endsOn: '2027-05-31' };
  for (const organisation of ['casa', 'gone']) await call('PUT', `/organisations/${organisation}`, { name: organisation, country: 'MD' });
  await call('POST', '/projects/batch', { items: Array.from({ length: projects }, (_, number) => ({ externalId: `p${number}`, project })) });
  for (const number of [0, 1, projects - 1]) await call('DELETE', `/projects/p${number}`);
  await call('DELETE', '/organisations/gone');
}

/** The API on a port and a database of its own, with a partner's key. */
async function withApi(body) {
  const folder = mkdtempSync(join(tmpdir(), 'portal-rpde-'));
  // As root, the database runs as another user, who has to get in.
  chmodSync(folder, 0o755);
  const configured = process.env.ConnectionStrings__Portal;
  const url = `http://127.0.0.1:${await freePort()}`;
  const env = {
    ...leaveNothingBehind,
    ASPNETCORE_URLS: url,
    EmbeddedPostgres__DataFolder: join(folder, 'postgres'),
    EmbeddedPostgres__Durable: 'false',
    SampleData__Load: 'true',
    ...(configured && { ConnectionStrings__Portal: configured.replace(/\b(Database|DB|Initial Catalog)\s*=\s*([^;]+)/i, '$1=$2_rpde') })
  };
  try {
    const api = Object.assign(start('dotnet', [apiProgram], { env }), { name: 'API' });
    const ended = api.ended.then(() => Promise.reject(new Refusal(`${api.lastLines.join('\n')}\nThe API has ended; what it said last is above.`)));
    ended.catch(() => {});
    await Promise.race([answers(`${url}/health/ready`, api), ended]);
    const partner = `Validator ${Date.now()}`;
    await command(env, 'partner', 'add', partner);
    const key = (await command(env, 'partner', 'key', 'add', partner)).find((line) => line.startsWith('portal_'));
    return await body(url, key);
  } finally {
    await stopAll();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function command(env, ...args) {
  const { code, lastLines } = await run('dotnet', [apiProgram, ...args], { env });
  if (code !== 0) throw new Refusal(`${lastLines.join('\n')}\n${args.join(' ')} failed, see above.`);
  return lastLines;
}
