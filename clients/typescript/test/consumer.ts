import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '../../..');

export interface Example {
  /** The file, from the root of the checkout. */
  page: string;
  /** The heading that it stands under. */
  heading: string;
  code: string;
}

/** The blocks of a language in a Markdown file, in their order. */
export function blocksOf(page: string, language: string): Example[] {
  const text = readFileSync(join(root, page), 'utf8');
  let heading = '';
  return [...text.matchAll(/^```(\w+)\n(.*?)^```$|^#+ ([^\n]+)$/gms)].flatMap(([, named, code, title]) => {
    heading = title ?? heading;
    return named === language ? [{ page, heading, code: code! }] : [];
  });
}

/** What somebody has who installs the package: a folder with it and what it depends on, and nothing else. Without a network. */
export async function installPackage() {
  const folder = mkdtempSync(join(tmpdir(), 'portal-client-package-'));
  let packed: string[] = [];
  for (const name of ['clients/typescript', 'node_modules/openapi-fetch', 'node_modules/openapi-typescript-helpers']) {
    const { stdout } = await run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder, join(root, name)], { cwd: folder });
    const [made] = JSON.parse(stdout) as [{ files: { path: string }[] }];
    if (packed.length === 0) packed = made.files.map(({ path }) => path);
  }
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }');
  const tarballs = readdirSync(folder).filter((name) => name.endsWith('.tgz')).map((name) => `./${name}`);
  const { status, stderr } = await run('npm', ['install', '--offline', '--ignore-scripts', '--no-audit', '--no-fund', ...tarballs], { cwd: folder });
  if (status !== 0) throw new Error(stderr);
  const programFile = (index: number) => join(folder, 'programs', `example-${index}`);

  return {
    folder,
    packed,
    remove: () => { rmSync(folder, { recursive: true, force: true }); },
    /** Compiles the examples, strictly, with another address of the API; what the compiler says. */
    compile(examples: Example[], apiUrl: string) {
      mkdirSync(join(folder, 'programs'), { recursive: true });
      examples.forEach(({ code }, index) => { writeFileSync(`${programFile(index)}.ts`, code.replaceAll('http://127.0.0.1:5080', apiUrl)); });
      writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({
        compilerOptions: { target: 'es2022', module: 'nodenext', strict: true, exactOptionalPropertyTypes: true, types: ['node'], typeRoots: [join(root, 'node_modules/@types')] },
        include: ['programs'],
      }));
      return run(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '--project', folder], { cwd: folder });
    },
    /** Runs a compiled example. */
    runExample: (index: number, key: string) => run(process.execPath, [`${programFile(index)}.js`], { cwd: folder, env: { ...process.env, PORTAL_KEY: key } }),
  };
}

export type Consumer = Awaited<ReturnType<typeof installPackage>>;

/** Runs a program to its end. */
export function run(file: string, args: string[], options: { cwd: string, env?: NodeJS.ProcessEnv }) {
  return new Promise<{ status: number | string | null, stdout: string, stderr: string }>((ended) => {
    const child = execFile(file, args, { shell: process.platform === 'win32', ...options }, (error, stdout, stderr) => {
      ended({ status: error?.code ?? child.exitCode, stdout, stderr });
    });
  });
}
