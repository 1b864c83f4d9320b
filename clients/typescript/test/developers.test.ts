import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { blocksOf, type Consumer, installPackage, root } from './consumer.js';

// What docs/developers says in TypeScript, as somebody has it who installs the package.
const folder = 'docs/developers';
const examples = readdirSync(join(root, folder)).sort().flatMap((page) => blocksOf(`${folder}/${page}`, 'ts'));
let consumer: Consumer;

beforeAll(async () => { consumer = await installPackage(); });
afterAll(() => { consumer.remove(); });

test('every example is right in its types', { timeout: 120_000 }, async () => {
  expect(examples.length).toBe(Object.keys(expected).length);
  expect(await consumer.compile(examples, inject('apiUrl'))).toEqual({ status: 0, stdout: '', stderr: '' });
});

test.each(examples.map(({ page, heading }, index) => [`${page.slice(folder.length + 1)}: ${heading}`, index] as const))('runs as written: %s', async (name, index) => {
  const { status, stdout, stderr } = await consumer.runExample(index, inject('apiKey'));
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toMatch(expected[name] ?? /No example stands under a heading that is not known here./);
});

const expected: Record<string, RegExp> = {
  'changes.md: Change feed': /^[1-9]\d* projects\n$/,
  'export.md: In a program': /^[1-9]\d* projects\n$/,
  'limits.md: When it is too much': /^[1-9]\d*\n$/,
  'publishing.md: Many at once': /^2027-015 (created|unchanged) \n$/,
  'quick-start.md: TypeScript': /^[1-9]\d* projects are open\.\n(.+ (\d{4}-\d\d-\d\d|open until filled)\n)+$/,
};
