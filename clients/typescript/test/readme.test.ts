import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import Database from 'libsql';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { createPortalClient } from '@portal/client';
import { blocksOf, type Consumer, installPackage, root, run } from './consumer.js';

const apiUrl = inject('apiUrl');
const programs = blocksOf('clients/typescript/README.md', 'ts');
let consumer: Consumer;

beforeAll(async () => { consumer = await installPackage(); });
afterAll(() => { consumer.remove(); });

test('packs what is needed and nothing else', () => {
  expect(consumer.packed.sort()).toEqual([
    'LICENSE', 'README.md', 'package.json',
    ...['addresses.js', 'clock.js', 'index.d.ts', 'index.js', 'problem.js', 'retries.js', 'schema.gen.d.ts', 'sync.js'].map((name) => `src/${name}`),
  ].sort());
});

test('has a quick start of less than ten lines', () => {
  expect(programs[0]!.code.trim().split('\n').length).toBeLessThan(10);
});

test('is right in its types', { timeout: 120_000 }, async () => {
  expect(await consumer.compile(programs, apiUrl)).toEqual({ status: 0, stdout: '', stderr: '' });
});

test.each(programs.map(({ heading }, index) => [heading, index] as const))('runs as written: %s', async (heading, index) => {
  const { status, stdout, stderr } = await consumer.runExample(index, inject('apiKey'));
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toMatch(expected[heading] ?? /No program stands under a heading that is not known here./);
});

const expected: Record<string, RegExp> = {
  '@portal/client': /^[1-9]\d* projects are open\.\n(.+ (\d{4}-\d\d-\d\d|open until filled)\n)+$/,
  Publish: /^$/,
  Errors: /^400 validationFailed \{ page: \[ .+ \] \}\n$/,
  Retries: /^en\n17\n$/,
  'Keep a copy': /^[1-9]\d* projects\?country=MD&country=RO&afterChangeNumber=\d+\n$/,
};

test('what the README publishes is published', async () => {
  const { items } = await createPortalClient({ baseUrl: apiUrl, key: inject('apiKey') }).listPartnerProjects();
  expect(items.find(({ externalId }) => externalId === '2027-014')).toMatchObject({ title: 'After-school club', places: 'full' });
});

test('mirrors three countries by the command of the README', async () => {
  const file = join(consumer.folder, 'mirror.db');
  const mirror = (address: string) =>
    run('sh', ['-c', blocksOf('clients/typescript/README.md', 'sh')[0]!.code.replace('http://127.0.0.1:5080', address).replace('mirror.db', file)], { cwd: root });

  const first = await mirror(apiUrl);
  expect(first).toMatchObject({ status: 0, stderr: '' });
  expect(first.stdout).toMatch(/[1-9]\d* projects are new or changed; [1-9]\d* are open today\.\n$/);
  expect((await mirror(apiUrl)).stdout).toMatch(/\n0 projects are new or changed; [1-9]\d* are open today\.\n$/);

  expect(openIn(file)).toEqual(await openNow());
}, 120_000);

test('goes on with the mirror where it was killed', async () => {
  const file = join(consumer.folder, 'killed.db');
  const asked: string[] = [];
  let mirror: ChildProcess;
  // Lets a page through, and kills the program when it asks for the next.
  const between = createServer((request, response) => {
    asked.push(new URL(request.url!, apiUrl).searchParams.get('afterChangeNumber')!);
    if (asked.length === 2) mirror.kill('SIGKILL');
    else void fetch(apiUrl + request.url).then(async (answer) => response.writeHead(answer.status, { 'content-type': 'application/json' }).end(await answer.text()));
  });
  await new Promise<void>((listening) => { between.listen(0, '127.0.0.1', listening); });
  const address = `http://127.0.0.1:${(between.address() as AddressInfo).port}`;
  const runMirror = async () => {
    mirror = spawn(process.execPath, [join(root, 'clients/typescript/examples/build/mirror.js'), address, file, 'MD', 'RO', 'FR'], { stdio: 'ignore' });
    return new Promise((ended) => { mirror.on('close', (code, signal) => { ended(signal ?? code); }); });
  };
  try {
    expect(await runMirror()).toBe('SIGKILL');
    expect(await runMirror()).toBe(0);
  } finally {
    between.closeAllConnections();
    between.close();
  }

  // The second run began where the first had asked, and not at the beginning.
  expect(Number(asked[1])).toBeGreaterThan(0);
  expect([asked[0], asked[2]]).toEqual(['0', asked[1]]);
  expect(openIn(file)).toEqual(await openNow());
}, 120_000);

function openIn(file: string) {
  const database = new Database(file);
  const open = database.prepare('SELECT id FROM open_projects').all() as { id: string }[];
  database.close();
  return new Set(open.map(({ id }) => id));
}

async function openNow() {
  const open = new Set<string>();
  let cursor: string | null = null;
  do {
    const page = await createPortalClient({ baseUrl: apiUrl }).searchProjects({ country: ['MD', 'RO', 'FR'], pageSize: 100, ...(cursor && { cursor }) });
    for (const { id } of page.items) open.add(id);
    cursor = page.next;
  } while (cursor);
  return open;
}
