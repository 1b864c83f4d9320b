import { describe, expect, it } from 'vitest';
import { embedAddress, readEmbed, widgetAttributes } from './embed-state';

const read = (query: string) => readEmbed(new URLSearchParams(query), 'en');

describe('what the widget is to show', () => {
  it('is read from the address, and what cannot be is the usual', () => {
    expect(read('')).toMatchObject({ language: 'en', count: 5, accent: '#1f3fa8', scheme: 'auto' });
    expect(read('language=ro&count=12&accent=%23AA3300&scheme=dark')).toMatchObject({ language: 'ro', count: 12, accent: '#aa3300', scheme: 'dark' });
    expect(read('language=xx&count=51&accent=red&scheme=blue')).toMatchObject({ language: 'en', count: 5, accent: '#1f3fa8', scheme: 'auto' });
  });

  it('has one address, without what goes without saying', () => {
    expect(embedAddress(read('language=en&count=5&accent=%231f3fa8&scheme=auto'), 'en')).toBe('');
    const address = '?topic=edu&language=ro&count=2&accent=%23aa3300&scheme=light';
    expect(embedAddress(read(address), 'en')).toBe(address);
  });

  it('becomes attributes, without what is usual', () => {
    expect(widgetAttributes(read(''))).toEqual({ language: 'en' });
    expect(widgetAttributes(read('availability=open&sort=deadline'))).toEqual({ language: 'en' });
    expect(
      widgetAttributes(read('text=garden&country=RO&country=MD&availability=open&availability=full&eligibleCountry=IT&near=47,28&radiusKm=50&minWeeks=2&sort=start&count=3'))
    ).toEqual({
      text: 'garden',
      country: 'MD RO',
      availability: 'open full',
      'eligible-country': 'IT',
      near: '47,28',
      'radius-km': '50',
      'min-weeks': '2',
      sort: 'start',
      count: '3',
      language: 'en'
    });
  });
});
