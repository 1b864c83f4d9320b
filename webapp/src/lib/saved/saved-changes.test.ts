import { describe, expect, it } from 'vitest';
import { seenUpTo, stillShown, withoutProject, withProject, withSearch } from './saved-changes';
import { nothingSaved } from './saved-items';

const forest = { id: 'a1', title: 'Forest' };
const school = { id: 'b2', title: 'School' };
const inRomania = { address: '?country=RO', seen: '2027-01-09T00:00:00Z' };

describe('a change of what is saved', () => {
  it('has the last saved first, each once', () => {
    const items = withProject(withProject(withProject(nothingSaved, forest), school), forest);
    expect(items.projects).toEqual([forest, school]);
    expect(withoutProject(items, 'a1').projects).toEqual([school]);
  });

  it('remembers what was seen of a search, and does not bring a removed one back', () => {
    expect(seenUpTo(withSearch(nothingSaved, inRomania), '?country=RO', '2027-01-10T00:00:00Z').searches).toEqual([{ address: '?country=RO', seen: '2027-01-10T00:00:00Z' }]);
    expect(seenUpTo(nothingSaved, '?country=RO', '2027-01-10T00:00:00Z')).toEqual(nothingSaved);
  });
});

describe('what a page goes on showing', () => {
  it('keeps its place when it is removed, and begins with what came', () => {
    const id = (project: { id: string }) => project.id;
    expect(stillShown([forest], [], id)).toEqual([forest]);
    expect(stillShown([forest], [school, forest], id)).toEqual([school, forest]);
  });
});
