import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const lib = fileURLToPath(new URL('..', import.meta.url));
const components = (room: string) => readdirSync(`${lib}/${room}`).filter((file) => file.endsWith('.svelte'));
const read = (name: string) => readFileSync(`${lib}/design/${name}`, 'utf8');

/** The groups that the page shows, and all that they say. */
const shown = components('design')
  .filter((file) => read('Catalogue.svelte').includes(`from './${file}'`))
  .map(read)
  .join('\n');

it.each(components('ui'))('%s is on the page of components, live and with its name', (file) => {
  const name = file.replace('.svelte', '');
  expect(shown).toContain(`name="${name}" file="ui/${file}"`);
  expect(shown).toMatch(new RegExp(`<${name}[ />]`));
  expect(shown).toContain(`from '$lib/ui/${file}'`);
});

it('shows what is still there', () => {
  const files = [...shown.matchAll(/file="([\w/]+\.\w+)/g)].map(([, file]) => String(file));
  expect(files.length).toBeGreaterThan(25);
  expect(files.filter((file) => !readdirSync(`${lib}/${file.split('/')[0]}`).includes(String(file.split('/')[1])))).toEqual([]);
});
