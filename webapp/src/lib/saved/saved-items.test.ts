import { describe, expect, it } from 'vitest';
import { nothingSaved, readSaved, writeSaved } from './saved-items';

const forest = { id: 'a1', title: 'Forest' };
const school = { id: 'b2', title: 'School' };
const inRomania = { address: '?country=RO', seen: '2027-01-09T00:00:00Z' };

describe('what is saved', () => {
  it('survives being stored', () => {
    const items = { projects: [forest, school], searches: [inRomania, { address: '', seen: null }] };
    expect(readSaved(writeSaved(items))).toEqual(items);
  });

  it.each([null, '', '{', '7', 'null', '[]', '{"projects":{}}', '{"version":1}'])('is nothing where %j is stored', (text) => {
    expect(readSaved(text)).toEqual(nothingSaved);
  });

  it('loses only what is broken', () => {
    const projects = [null, forest, { id: 3, title: 'x' }, { id: '../other', title: 'x' }, { id: 'c3' }, { ...school, more: true }, forest];
    const searches = [{ address: 'javascript:', seen: null }, { address: '?a', seen: 5 }, inRomania];
    expect(readSaved(JSON.stringify({ version: 9, projects, searches }))).toEqual({ projects: [forest, school], searches: [inRomania] });
  });
});
