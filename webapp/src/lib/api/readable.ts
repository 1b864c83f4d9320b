import type {
  EligibilityAnswer,
  FacetValue,
  OrganisationProfile,
  OrganisationSummary,
  PortalClient,
  ProjectDetail,
  ProjectSummary,
  ReferenceData,
  SearchCompletion,
  SearchSuggestion
} from '@portal/client';
import { isDay } from '../ui/calendar-day';
import { withoutControls } from '../ui/without-controls';

/**
 * Reads answers as what the contract says they are, whoever wrote them: what is missing, null or of another kind becomes
 * empty, so that a newer or a broken API costs a page a fact and never the whole. Codes stay as they are.
 */
export function readable(client: PortalClient): PortalClient {
  return {
    ...client,
    searchProjects: async (...asked) => projectPage(await client.searchProjects(...asked)) as never,
    getProject: async (...asked) => project(await client.getProject(...asked)),
    getProjectFacets: async (...asked) => facets(await client.getProjectFacets(...asked)) as never,
    suggestProjects: async (...asked) => completions(await client.suggestProjects(...asked)) as never,
    checkEligibility: async (...asked) => eligibility(await client.checkEligibility(...asked)),
    searchOrganisations: async (...asked) => organisationPage(await client.searchOrganisations(...asked)) as never,
    getOrganisation: async (...asked) => profile(await client.getOrganisation(...asked)),
    getOrganisationFacets: async (...asked) => facets(await client.getOrganisationFacets(...asked)) as never,
    getReferenceData: async (...asked) => reference(await client.getReferenceData(...asked))
  };
}

type Read<T> = (value: unknown) => T;
type Fields<T> = { [Key in keyof T]?: Read<T[Key]> };

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Unknown fields stay. */
const shape = <T>(fields: Fields<T>): Read<T> => (value) => {
  const given = isObject(value) ? value : {};
  const read = Object.entries<Read<unknown> | undefined>(fields).map(([key, field]) => [key, field?.(given[key])]);
  return { ...given, ...Object.fromEntries(read) } as T;
};

/** Each once: lists on a page are told apart by it. */
const listOf = <T>(item: Read<T>, key: (item: T) => unknown = (item) => item): Read<T[]> => (value) => {
  const read = Array.isArray(value) ? value.filter(isObject).map(item) : [];
  return [...new Map(read.map((one) => [key(one), one])).values()];
};

const text: Read<string> = (value) => (typeof value === 'string' ? withoutControls(value) : '');
const textOrNull: Read<string | null> = (value) => text(value) || null;
/** What a link is called: something that can be seen. */
export const readName: Read<string> = (value) => (/[^\p{C}\p{Z}\p{M}\u115f\u1160\u2800\u3164\uffa0]/u.test(text(value)) ? text(value) : '…');
const flag: Read<boolean> = (value) => value === true;
const day: Read<string> = (value) => (typeof value === 'string' && isDay(value) ? value : '');
const dayOrNull: Read<string | null> = (value) => day(value) || null;
const number = (least: number, most: number): Read<number | null> => (value) =>
  typeof value === 'number' && value >= least && value <= most ? value : null;
const count: Read<number> = (value) => Math.floor(number(0, Number.MAX_SAFE_INTEGER)(value) ?? 0);
const codes: Read<never[]> = (value) => [...new Set(Array.isArray(value) ? value.filter((code) => typeof code === 'string').map(withoutControls) : [])] as never[];

const location = (value: unknown): { latitude: number; longitude: number } | null => {
  const { latitude, longitude } = shape<{ latitude: number | null; longitude: number | null }>({ latitude: number(-90, 90), longitude: number(-180, 180) })(value);
  return latitude === null || longitude === null ? null : { latitude, longitude };
};

const language: Read<string | null> = (value) => {
  try {
    return textOrNull(value) && new Intl.Locale(text(value)).toString();
  } catch {
    return null;
  }
};

/** A century: longer stays are mistakes. */
const mostWeeks = 5_300;
/** Halfway around the Earth. */
const mostKilometres = 20_100;

const summaryFields: Fields<ProjectSummary> = {
  id: text,
  title: readName,
  language,
  organisation: shape({ id: text, name: readName }),
  town: textOrNull,
  country: text,
  location,
  topics: codes,
  activityType: textOrNull as Read<never>,
  startsOn: day,
  endsOn: day,
  weeks: (value) => count(number(0, mostWeeks)(value)),
  weeksAreStated: flag,
  window: flag,
  deadline: dayOrNull,
  availability: text as Read<never>,
  supports: codes,
  distanceKm: number(0, mostKilometres),
  fit: (value) => (isObject(value) ? shape<NonNullable<ProjectSummary['fit']>>({ state: text as Read<never>, days: (days) => Math.trunc(number(-40_000, 40_000)(days) ?? 0) })(value) : null),
  highlight: textOrNull
};
const summary = shape<ProjectSummary>(summaryFields);

const project = shape<ProjectDetail>({
  ...summaryFields,
  description: textOrNull,
  participantProfile: textOrNull,
  accommodation: textOrNull,
  training: textOrNull,
  strand: textOrNull as Read<never>,
  eligibleCountries: codes,
  dateFlexibility: textOrNull as Read<never>,
  requiresCv: flag,
  requiresMotivation: flag,
  applyUrl: textOrNull
});

const organisationFields: Fields<OrganisationSummary> = {
  id: text,
  pic: textOrNull,
  name: readName,
  town: textOrNull,
  country: text,
  location,
  topics: codes,
  supports: codes,
  openProjects: count
};
const organisation = shape<OrganisationSummary>(organisationFields);

const profile = shape<OrganisationProfile>({
  ...organisationFields,
  description: textOrNull,
  website: textOrNull,
  email: textOrNull,
  phone: textOrNull,
  labels: listOf(shape({ role: text as Read<never>, reference: textOrNull, validUntil: dayOrNull })),
  projects: shape({ items: listOf(summary, ({ id }) => id), total: count })
});

const pageOf = <T extends { id: string }>(item: Read<T>) =>
  shape({
    items: listOf(item, ({ id }) => id),
    total: count,
    page: (value) => Math.max(1, count(value)),
    pageSize: (value) => Math.max(1, count(value)),
    correctedText: textOrNull,
    suggestions: listOf(shape<SearchSuggestion>({ parameter: text as Read<never>, action: text as Read<never>, values: codes, total: count }))
  });
const projectPage = pageOf(summary);
const organisationPage = pageOf(organisation);

const counted = (value: unknown) => (value == null ? null : listOf(shape<FacetValue>({ value: text, count }), (facet) => facet.value)(value));
const facets = shape({ facets: (value) => Object.fromEntries(Object.entries(isObject(value) ? value : {}).map(([facet, values]) => [facet, counted(values)])) });

const completions = shape({
  items: listOf(shape<SearchCompletion>({ kind: text as Read<never>, text: readName, code: textOrNull, id: textOrNull, country: textOrNull, location, total: count }))
});

const eligibility = shape<EligibilityAnswer>({
  answer: text as Read<never>,
  reasons: listOf(shape<EligibilityAnswer['reasons'][number]>({ code: text as Read<never>, outcome: text as Read<never>, text: readName }))
});

const labelled = <T extends { code: string }>() => listOf(shape<T>({ code: text, label: readName } as never), ({ code }) => code);
const reference = shape<ReferenceData>({ countries: labelled(), topics: labelled(), supports: labelled() });
