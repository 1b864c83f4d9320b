import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from './processes.mjs';
import { say } from './console.mjs';

const names = ['valkey-server', 'redis-server'];

/**
 * Sees that the tests of the shared cache find a server to start; where nobody has to be asked, one is installed. Without one
 * they are skipped and say so.
 */
export async function provideRedis() {
  if (process.env.PORTAL_TEST_REDIS || isThere() || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return;

  say('Installing a Redis server for the tests of the shared cache …');
  for (const args of [['update'], ['install', '--yes', '--no-install-recommends', 'redis-server']]) {
    // No service is started: the tests start one of their own.
    const { code } = await run('apt-get', args, { env: { DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' } });
    if (code !== 0) break;
  }
}

const isThere = () => (process.env.PATH ?? '').split(delimiter).some((folder) => names.some((name) => existsSync(join(folder, name))));
