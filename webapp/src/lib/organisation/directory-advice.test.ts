import { describe, expect, it } from 'vitest';
import { loadTranslator } from '$lib/i18n/translator';
import { waysOut } from './directory-advice';
import { readDirectory } from './directory-state';

const english = await loadTranslator('en');
const directory = readDirectory(new URLSearchParams('text=caf%C3%A9&country=RO&topic=edu&hasOpenProjects=true&page=2'));
const drop = (parameter: string, total: number) => ({ parameter, action: 'drop', values: [], total });

describe('ways out of a directory that shows nothing', () => {
  it('each take one filter away, and say how many that finds', () => {
    const suggestions = [drop('country', 12), drop('text', 3), drop('hasOpenProjects', 1), drop('topic', 1), drop('mood', 9)];
    expect(waysOut(english, directory, suggestions)).toEqual([
      { label: 'Without the country filter: 12 organisations', href: '/organisations?text=caf%C3%A9&topic=edu&hasOpenProjects=true' },
      { label: 'Without the words “café”: 3 organisations', href: '/organisations?country=RO&topic=edu&hasOpenProjects=true' },
      { label: 'Also without open projects: 1 organisation', href: '/organisations?text=caf%C3%A9&country=RO&topic=edu' },
      { label: 'Without the topic filter: 1 organisation', href: '/organisations?text=caf%C3%A9&country=RO&hasOpenProjects=true' }
    ]);
  });
});
