import { describe, expect, it } from 'vitest';
import { placeName, pointOf, readNear, roughPointOf } from './near';

const read = (query: string) => readNear(new URLSearchParams(query));

describe('a place in an address', () => {
  it('has a point, a name and a distance', () => {
    expect(read('near=47.16,27.6&place=+Ia%C8%99i+&radiusKm=50')).toEqual({ at: '47.16,27.6', place: 'Iași', radiusKm: 50 });
    expect(read('near=-33.9,-151.2')).toEqual({ at: '-33.9,-151.2', place: '', radiusKm: null });
  });

  it.each(['near=', 'near=47', 'near=Ia%C8%99i', 'near=91,0', 'near=0,181', 'near=47.16;27.6', 'near=47.16,27.6,3', 'place=X&radiusKm=5'])(
    'is none in "%s"',
    (query) => {
      expect(read(query)).toBeNull();
    }
  );

  it('has no distance that cannot be', () => {
    expect(read('near=47,28&radiusKm=0')?.radiusKm).toBeNull();
    expect(read('near=47,28&radiusKm=20001')?.radiusKm).toBeNull();
    expect(read('near=47,28&radiusKm=far')?.radiusKm).toBeNull();
  });

  it('has a name of bearable length', () => {
    expect(read(`near=47,28&place=${'x'.repeat(500)}`)?.place).toHaveLength(100);
  });
});

describe('a point', () => {
  it('of a town is exact', () => {
    expect(pointOf({ latitude: 47.1625, longitude: -27.60441 })).toBe('47.1625,-27.6044');
  });

  it('of a reader is known to about a kilometre only', () => {
    expect(roughPointOf({ latitude: 47.024512, longitude: 28.832345 })).toBe('47.02,28.83');
    expect(roughPointOf({ latitude: -0.001, longitude: 1e-9 })).toBe('0,0');
  });

  it('is called by its name, else by its degrees', () => {
    expect(placeName({ at: '47.16,27.6', place: 'Iași', radiusKm: null })).toBe('Iași');
    expect(placeName({ at: '47.02,28.83', place: '', radiusKm: null })).toBe('47.02, 28.83');
  });
});
