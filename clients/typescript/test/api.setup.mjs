// Offers a running API to the tests as `apiUrl`: the one at PORTAL_API_URL, else one that is started for them, on a
// port and with a database of its own and with the sample data.
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { apiProgram } from '../../../scripts/lib/build.mjs';
import { start, stop, stopRequest } from '../../../scripts/lib/processes.mjs';
import { answers, freePort } from '../../../scripts/lib/stack.mjs';

/** @param {import('vitest/node').TestProject} project */
export default async function setup(project) {
  if (process.env.PORTAL_API_URL) {
    project.provide('apiUrl', process.env.PORTAL_API_URL);
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
  const api = start('dotnet', [apiProgram], {
    env: {
      ASPNETCORE_URLS: apiUrl,
      SampleData__Load: 'true',
      EmbeddedPostgres__DataFolder: join(folder, 'postgres'),
      EmbeddedPostgres__Durable: 'false',
      ...(configured && { ConnectionStrings__Portal: configured.replace(/\b(Database|DB|Initial Catalog)\s*=\s*([^;]+)/i, '$1=$2_client_tests') }),
    },
  });
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
  } catch (error) {
    await end();
    throw error;
  }

  project.provide('apiUrl', apiUrl);
  return end;
}
