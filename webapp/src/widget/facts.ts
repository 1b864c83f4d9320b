import type { ProjectSummary } from '@portal/client';
import type { Words } from './word-keys';

type Shown = Pick<ProjectSummary, 'town' | 'country' | 'startsOn' | 'endsOn' | 'weeks' | 'availability' | 'deadline'>;

/** What is said of a project under its title, in the reader's language. */
export function createFacts(language: string, words: Words) {
  // Calendar dates stay the same for every reader. A browser that does not know the language says it in English.
  const locales = [language === 'en' ? 'en-GB' : language === 'no' ? 'nb' : language, 'en-GB'];
  const day = new Intl.DateTimeFormat(locales, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
  const countries = new Intl.DisplayNames(locales, { type: 'region' });
  const weeks = new Intl.NumberFormat(locales, { style: 'unit', unit: 'week', unitDisplay: 'long' });
  const number = new Intl.NumberFormat(locales);

  return {
    place: ({ town, country }: Shown) => [town, /^[A-Z]{2}$/.test(country) ? countries.of(country) : country].filter(Boolean).join(', '),
    // What is not known is left out.
    stay: ({ startsOn, endsOn, weeks: count }: Shown) =>
      [startsOn && endsOn && day.formatRange(new Date(startsOn), new Date(endsOn)), count > 0 && weeks.format(count)].filter(Boolean).join(' · '),
    /** Only while one can apply. */
    deadline({ availability, deadline }: Shown) {
      if (availability !== 'open') return '';
      return deadline ? words.applyBy.replace('{date}', day.format(new Date(deadline))) : words.untilFilled;
    },
    all: (total: number) => words.all.replace('{count}', number.format(total))
  };
}
