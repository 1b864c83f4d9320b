// Offers a running API to the tests as `apiUrl`, and a key of a partner as `apiKey`: those of PORTAL_API_URL and
// PORTAL_API_KEY, else one that is started for them, on a port and with a database of its own and with the sample data.
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { apiProgram } from '../../../scripts/lib/build.mjs';
import { run, start, stop, stopRequest } from '../../../scripts/lib/processes.mjs';
import { answers, freePort } from '../../../scripts/lib/stack.mjs';

/** @param {import('vitest/node').TestProject} project */
export default async function setup(project) {
  if (process.env.PORTAL_API_URL) {
    project.provide('apiUrl', process.env.PORTAL_API_URL);
    project.provide('apiKey', process.env.PORTAL_API_KEY ?? '');
    return undefined;
  }

  if (!existsSync(apiProgram)) {
    throw new Error('The API is not built: run `dotnet build api --configuration Release`, or name one with PORTAL_API_URL.');
  }

  const folder = mkdtempSync(join(tmpdir(), 'portal-client-tests-'));
  // As root, the database runs as another user, who has to get in.
  chmodSync(folder, 0o755);
  const apiUrl = `http://127.0.0.1:${await freePort()}`;
  const configured = process.env.ConnectionStrings__Portal;
  const env = {
    ASPNETCORE_URLS: apiUrl,
    SampleData__Load: 'true',
    EmbeddedPostgres__DataFolder: join(folder, 'postgres'),
    EmbeddedPostgres__Durable: 'false',
    ...(configured && { ConnectionStrings__Portal: configured.replace(/\b(Database|DB|Initial Catalog)\s*=\s*([^;]+)/i, '$1=$2_client_tests') }),
  };
  const api = start('dotnet', [apiProgram], { env });
  const end = async () => {
    await stop(api);
    rmSync(folder, { recursive: true, force: true });
  };
  void stopRequest.then(end).then(() => process.exit(1));

  try {
    await Promise.race([
      answers(`${apiUrl}/health/ready`, { ...api, name: 'API' }),
      api.ended.then(() => { throw new Error(`The API has ended:\n${api.lastLines.join('\n')}`); }),
    ]);
    project.provide('apiKey', await keyOf('Client tests', env));
  } catch (error) {
    await end();
    throw error;
  }

  project.provide('apiUrl', apiUrl);
  return end;
}

/**
 * A partner's key, as an operator makes it.
 *
 * @param {string} partner
 * @param {Record<string, string>} env
 */
async function keyOf(partner, env) {
  for (const verb of ['add', 'key add']) {
    const { code, lastLines } = await run('dotnet', [apiProgram, 'partner', ...verb.split(' '), partner], { env });
    const key = lastLines.find((line) => line.startsWith('portal_'));
    if (key) return key.trim();
    // A database that was configured may have the partner from another time.
    if (code !== 0 && verb !== 'add') throw new Error(lastLines.join('\n'));
  }
  throw new Error('No key was shown.');
}
