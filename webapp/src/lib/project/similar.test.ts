import { describe, expect, it } from 'vitest';
import type { PortalClient, ProjectSummary } from '@portal/client';
import { mostSimilar, similarProjects, similarQuery } from './similar';

const project = { id: 'this', topics: ['edu', 'sprt'], location: { latitude: 47.02, longitude: 28.83 }, country: 'MD' };
const reference = { topics: ['edu', 'natr', 'sprt'].map((code) => ({ code, label: code })) };
const summary = (id: string, ...topics: string[]) => ({ id, topics, distanceKm: 3 }) as ProjectSummary;

describe('what is asked for', () => {
  it('is about the same things, and near', () => {
    expect(similarQuery(reference, project)).toMatchObject({
      availability: ['open'],
      topic: ['edu', 'sprt'],
      near: '47.02,28.83',
      sort: 'distance'
    });
  });

  it('is nothing that the search would refuse', () => {
    expect(similarQuery(reference, { ...project, topics: ['space', 'edu'] }).topic).toEqual(['edu']);
  });

  it('does without a place, and without topics', () => {
    const anywhere = similarQuery(reference, { ...project, location: null });
    expect(anywhere).toMatchObject({ topic: ['edu', 'sprt'] });
    expect(anywhere).not.toHaveProperty('sort');
    expect(anywhere).not.toHaveProperty('country');
    expect(similarQuery(reference, { ...project, topics: [] })).not.toHaveProperty('topic');
    expect(similarQuery(reference, { ...project, topics: [], location: null })).toMatchObject({ country: ['MD'] });
  });
});

describe('what is shown', () => {
  it('has most in common, in the order found, without the project itself', () => {
    const found = [summary('near', 'edu'), summary('this', 'edu', 'sprt'), summary('same', 'sprt', 'edu'), summary('far', 'edu'), summary('both', 'edu', 'sprt'), summary('last', 'edu')];
    expect(mostSimilar(project, found).map(({ id }) => id)).toEqual(['same', 'both', 'near', 'far']);
  });

  it('does not tell how far it is from another project', () => {
    expect(mostSimilar(project, [summary('near', 'edu')])[0]?.distanceKm).toBeNull();
  });

  it('is nothing where nobody answers', async () => {
    const portal = { searchProjects: () => Promise.reject(new Error('offline')) } as unknown as PortalClient;
    expect(await similarProjects(portal, reference, project)).toBeNull();
  });
});
