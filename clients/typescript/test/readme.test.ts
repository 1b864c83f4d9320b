import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import Database from 'libsql';
import ts from 'typescript';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { createPortalClient } from '@portal/client';

const apiUrl = inject('apiUrl');
const root = resolve(import.meta.dirname, '../../..');
const folder = mkdtempSync(join(tmpdir(), 'portal-client-package-'));
const readme = readFileSync(join(root, 'clients/typescript/README.md'), 'utf8');
const blocks = (language: string) => [...readme.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms'))].map(([, code]) => code!);
const programs = blocks('ts');
const compilerOptions: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext, strict: true,
  exactOptionalPropertyTypes: true, noEmitOnError: true, types: ['node'], typeRoots: [join(root, 'node_modules/@types')],
};

let packed: string[] = [];

// What somebody has who installs the package: a folder with it and what it depends on, and nothing else. Without a network.
beforeAll(() => {
  for (const name of ['clients/typescript', 'node_modules/openapi-fetch', 'node_modules/openapi-typescript-helpers']) {
    const [made] = JSON.parse(ran('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder, join(root, name)], folder)) as [{ files: { path: string }[] }];
    if (packed.length === 0) packed = made.files.map(({ path }) => path);
  }
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }');
  ran('npm', ['install', '--offline', '--ignore-scripts', '--no-audit', '--no-fund', ...readdirSync(folder).filter((name) => name.endsWith('.tgz')).map((name) => `./${name}`)], folder);
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

test('is right in its types', { timeout: 120_000 }, () => {
  mkdirSync(join(folder, 'programs'));
  programs.forEach((code, index) => { writeFileSync(`${programFile(index)}.ts`, code.replaceAll('http://127.0.0.1:5080', apiUrl)); });
  const program = ts.createProgram(programs.map((_, index) => `${programFile(index)}.ts`), compilerOptions);
  expect(ts.formatDiagnostics([...ts.getPreEmitDiagnostics(program), ...program.emit().diagnostics], {
    getCanonicalFileName: (name) => name, getCurrentDirectory: () => folder, getNewLine: () => '\n',
  })).toBe('');
});

test.each(programs.map((code, index) => [headingOf(code), index] as const))('runs as written: %s', (heading, index) => {
  const output = ran(process.execPath, [`${programFile(index)}.js`], folder, { PORTAL_KEY: inject('apiKey') });
  expect(output).toMatch(expected[heading] ?? /No program stands under a heading that is not known here./);
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
    spawnSync('sh', ['-c', blocks('sh')[0]!.replace('http://127.0.0.1:5080', address).replace('mirror.db', file)], { cwd: root, encoding: 'utf8' });

  const first = mirror(apiUrl);
  expect(first).toMatchObject({ status: 0, stderr: '' });
  expect(first.stdout).toMatch(/[1-9]\d* projects are new or changed; [1-9]\d* are open today\.\n$/);
  expect(mirror(apiUrl).stdout).toMatch(/\n0 projects are new or changed; [1-9]\d* are open today\.\n$/);

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
  const run = async () => {
    mirror = spawn(process.execPath, [join(root, 'clients/typescript/examples/build/mirror.js'), address, file, 'MD', 'RO', 'FR'], { stdio: 'ignore' });
    return new Promise((ended) => { mirror.on('close', (code, signal) => { ended(signal ?? code); }); });
  };
  try {
    expect(await run()).toBe('SIGKILL');
    expect(await run()).toBe(0);
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

function ran(command: string, args: string[], cwd: string, env: Record<string, string> = {}) {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, encoding: 'utf8', env: { ...process.env, ...env }, shell: process.platform === 'win32' });
  if (status !== 0) throw error ?? new Error(`${command} ${args.join(' ')} ended with ${status}:\n${stdout}${stderr}`);
  return stdout;
}
