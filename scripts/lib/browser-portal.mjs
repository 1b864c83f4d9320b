import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stopAll } from './processes.mjs';
import { freePort, startStack } from './stack.mjs';

/** Whom the portal under test names for questions. */
export const contactEmail = 'portal@example.org';

/**
 * The portal that browser tests look at, on ports and a database of its own: a running `make run` never notices.
 * `stop` ends every program that was started here.
 */
export async function startBrowserPortal() {
  const folder = mkdtempSync(join(tmpdir(), 'portal-browser-tests-'));
  // As root, the database runs as another user, who has to get in.
  chmodSync(folder, 0o755);
  const stop = async () => {
    await stopAll();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const configured = process.env.ConnectionStrings__Portal;
    const { apiUrl, webUrl, answering } = startStack({
      apiPort: await freePort(),
      webPort: await freePort(),
      quiet: true,
      env: {
        EmbeddedPostgres__DataFolder: join(folder, 'postgres'),
        EmbeddedPostgres__Durable: 'false',
        SampleData__Load: 'true',
        PUBLIC_CONTACT_EMAIL: contactEmail,
        // A busy machine is no overload.
        Overload__Concurrent: '0',
        ...(configured && { ConnectionStrings__Portal: configured.replace(/\b(Database|DB|Initial Catalog)\s*=\s*([^;]+)/i, '$1=$2_browser_tests') })
      }
    });
    await answering;
    return { apiUrl, webUrl, stop };
  } catch (refusal) {
    await stop();
    throw refusal;
  }
}
