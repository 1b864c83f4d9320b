import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import Database from 'libsql';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { createPortalClient } from '@portal/client';

const apiUrl = inject('apiUrl');
const root = resolve(import.meta.dirname, '../../..');
const folder = mkdtempSync(join(tmpdir(), 'portal-client-package-'));
const readme = readFileSync(join(root, 'clients/typescript/README.md'), 'utf8');
const blocks = (language: string) => [...readme.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms'))].map(([, code]) => code!);
const programs = blocks('ts');
let packed: string[] = [];

// What somebody has who installs the package: a folder with it and what it depends on, and nothing else. Without a network.
beforeAll(async () => {
  for (const name of ['clients/typescript', 'node_modules/openapi-fetch', 'node_modules/openapi-typescript-helpers']) {
    const [made] = JSON.parse((await run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder, join(root, name)])).stdout) as [{ files: { path: string }[] }];
    if (packed.length === 0) packed = made.files.map(({ path }) => path);
  }
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }');
  const tarballs = readdirSync(folder).filter((name) => name.endsWith('.tgz')).map((name) => `./${name}`);
  const { status, stderr } = await run('npm', ['install', '--offline', '--ignore-scripts', '--no-audit', '--no-fund', ...tarballs]);
  if (status !== 0) throw new Error(stderr);
});
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

test('packs what is needed and nothing else', () => {
  expect(packed.sort()).toEqual([
    'LICENSE', 'README.md', 'package.json',
    ...['clock.js', 'index.d.ts', 'index.js', 'problem.js', 'retries.js', 'schema.gen.d.ts', 'sync.js'].map((name) => `src/${name}`),
  ].sort());
});

test('has a quick start of less than ten lines', () => {
  expect(programs[0]!.trim().split('\n').length).toBeLessThan(10);
});

test('is right in its types', { timeout: 120_000 }, async () => {
  mkdirSync(join(folder, 'programs'));
  programs.forEach((code, index) => { writeFileSync(`${programFile(index)}.ts`, code.replaceAll('http://127.0.0.1:5080', apiUrl)); });
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({
    compilerOptions: { target: 'es2022', module: 'nodenext', strict: true, exactOptionalPropertyTypes: true, types: ['node'], typeRoots: [join(root, 'node_modules/@types')] },
    include: ['programs'],
  }));
  expect(await run(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '--project', folder])).toEqual({ status: 0, stdout: '', stderr: '' });
});

test.each(programs.map((code, index) => [headingOf(code), index] as const))('runs as written: %s', async (heading, index) => {
  const { status, stdout, stderr } = await run(process.execPath, [`${programFile(index)}.js`], { env: { ...process.env, PORTAL_KEY: inject('apiKey') } });
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
  const file = join(folder, 'mirror.db');
  const mirror = (address: string) =>
    run('sh', ['-c', blocks('sh')[0]!.replace('http://127.0.0.1:5080', address).replace('mirror.db', file)], { cwd: root });

  const first = await mirror(apiUrl);
  expect(first).toMatchObject({ status: 0, stderr: '' });
  expect(first.stdout).toMatch(/[1-9]\d* projects are new or changed; [1-9]\d* are open today\.\n$/);
  expect((await mirror(apiUrl)).stdout).toMatch(/\n0 projects are new or changed; [1-9]\d* are open today\.\n$/);

  expect(openIn(file)).toEqual(await openNow());
}, 120_000);

test('goes on with the mirror where it was killed', async () => {
  const file = join(folder, 'killed.db');
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

function programFile(index: number) {
  return join(folder, 'programs', `readme-${index}`);
}

/** The heading that a program stands under. */
function headingOf(code: string) {
  return /^#+ (.+)$/m.exec(readme.slice(0, readme.indexOf(code)).split(/^(?=#)/m).at(-1)!)![1]!;
}

/** Runs a program to its end, in the folder with the package unless told otherwise. */
function run(file: string, args: string[], options: { cwd?: string, env?: NodeJS.ProcessEnv } = {}) {
  return new Promise<{ status: number | string | null, stdout: string, stderr: string }>((ended) => {
    const child = execFile(file, args, { cwd: folder, shell: process.platform === 'win32', ...options }, (error, stdout, stderr) => {
      ended({ status: error?.code ?? child.exitCode, stdout, stderr });
    });
  });
}
