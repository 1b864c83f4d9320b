import type { EligibilityAnswer, OrganisationSummary, ProjectDetail, ReferenceData } from '@portal/client';
import { readSearch } from '$lib/search/search-state';

/** The day of everything on the page of components, so that it looks the same on every other day. */
export const today = '2027-01-10';

const item = (code: string, label: string) => ({ code, label });
const country = (code: string, label: string, group = 'programme') => ({ code, label, group, groupSource: '' });

export const reference: ReferenceData = {
  language: 'en',
  countries: [country('AT', 'Austria'), country('GR', 'Greece'), country('IS', 'Iceland'), country('RO', 'Romania'), country('SE', 'Sweden'), country('MD', 'Moldova', 'partner')],
  countryGroups: [],
  topics: [item('natr', 'Nature'), item('edu', 'Education'), item('health', 'Health'), item('socl', 'Social work')],
  supports: [item('mentoring', 'Mentoring'), item('dietary', 'Dietary requirements')],
  availability: [],
  activityTypes: [],
  strands: [],
  dateFlexibility: [],
  places: [],
  deadlineKinds: [],
  labelRoles: [],
  dataIssues: [],
  eligibilityOutcomes: [],
  eligibilityReasons: [],
  languages: []
};

export const greekReference: ReferenceData = { ...reference, language: 'el', countries: [country('GR', 'Ελλάδα')] };

const openProject: ProjectDetail = {
  id: '01980f3a-6c1b-7f60-9d55-0000000c0001',
  reference: null,
  title: 'A garden for the whole street',
  organisation: { id: '01980f3a-6c1b-7f60-9d55-0000000d0001', name: 'Green Courtyards Association' },
  town: 'Graz',
  country: 'AT',
  location: { latitude: 47.07, longitude: 15.44 },
  topics: ['natr', 'edu'],
  activityType: 'team',
  startsOn: '2027-04-05',
  endsOn: '2027-06-27',
  weeks: 12,
  weeksAreStated: true,
  window: false,
  deadline: '2027-02-28',
  deadlineKind: 'fixed',
  places: 'open',
  availability: 'open',
  started: false,
  supports: ['mentoring', 'dietary'],
  distanceKm: null,
  fit: null,
  highlight: null,
  description: 'You plan and build raised beds with the neighbours of our street.',
  participantProfile: null,
  accommodation: null,
  training: null,
  language: 'en',
  strand: 'volunteering',
  eligibleCountries: ['GR', 'RO'],
  dateFlexibility: 'flexible',
  requiresCv: null,
  requiresMotivation: true,
  applyUrl: null,
  dataIssues: [],
  confirmedAt: null,
  createdAt: '2026-12-01T09:00:00Z',
  updatedAt: '2026-12-01T09:00:00Z',
  changeNumber: 1
};

let made = 1;
const projectWith = (changes: Partial<ProjectDetail>): ProjectDetail => ({ ...openProject, id: openProject.id.slice(0, -3) + String(++made).padStart(3, '0'), ...changes });

export const projects = {
  open: openProject,
  near: projectWith({ title: 'Winter camp for young scientists', town: 'Reykjavík', country: 'IS', deadline: '2027-01-12', startsOn: '2027-02-01', endsOn: '2027-02-28', weeks: 4 }),
  fitting: projectWith({ title: 'Paths through the delta', town: 'Tulcea', country: 'RO', deadline: null, distanceKm: 93.2, fit: { state: 'fits', days: 0 }, highlight: 'You mark <mark>paths</mark> for walkers and look after the birds’ nesting places.' }),
  missing: projectWith({ title: 'Books on wheels', town: 'Umeå', country: 'SE', distanceKm: 0.4, fit: { state: 'misses', days: -5 }, weeksAreStated: false, highlight: 'A bus full of <mark>books</mark> goes to villages that have no library.' }),
  full: projectWith({ title: 'Theatre without a stage', places: 'full', availability: 'full' }),
  closed: projectWith({ title: 'Summer at the lake', deadline: '2026-12-31', availability: 'deadlinePassed' }),
  ended: projectWith({ title: 'Repair café on Saturdays', startsOn: '2026-02-01', endsOn: '2026-12-20', weeks: 46, deadline: '2026-01-15', availability: 'ended', started: true }),
  long: projectWith({
    title: 'Together for Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft: a project whose name was never meant for a card',
    organisation: { id: '01980f3a-6c1b-7f60-9d55-0000000d0002', name: 'Arbeitsgemeinschaft der Nachbarschaftsinitiativen in den Randbezirken und im ländlichen Umland' },
    town: 'Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch'
  }),
  greek: projectWith({ title: 'Ένας κήπος για όλη τη γειτονιά', organisation: { id: '01980f3a-6c1b-7f60-9d55-0000000d0003', name: 'Σύλλογος Πράσινες Αυλές' }, town: 'Θεσσαλονίκη', country: 'GR' })
} satisfies Record<string, ProjectDetail>;

const organisation: OrganisationSummary = {
  id: '01980f3a-6c1b-7f60-9d55-0000000d0001',
  pic: '999999999',
  name: 'Green Courtyards Association',
  town: 'Graz',
  country: 'AT',
  location: null,
  topics: ['natr', 'edu'],
  supports: ['mentoring'],
  openProjects: 3
};

export const organisations = {
  open: organisation,
  none: { ...organisation, id: '01980f3a-6c1b-7f60-9d55-0000000d0002', name: 'Arbeitsgemeinschaft der Nachbarschaftsinitiativen in den Randbezirken', town: null, topics: [], openProjects: 0 }
} satisfies Record<string, OrganisationSummary>;

const reason = (code: string, outcome: string) => ({ code, outcome, text: '' });

export const answers = {
  yes: { answer: 'yes', reasons: [reason('residenceEligible', 'yes'), reason('oldEnough', 'yes'), reason('open', 'yes')] },
  unclear: { answer: 'unclear', reasons: [reason('residenceNotGiven', 'unclear'), reason('open', 'yes')] },
  no: { answer: 'no', reasons: [reason('tooYoung', 'no'), reason('residenceEligible', 'yes')] }
} satisfies Record<string, EligibilityAnswer>;

export const search = readSearch(new URLSearchParams());

export const countries = ['Austria', 'Greece', 'Iceland', 'Moldova', 'Romania', 'Sweden'].map((label, index) => ({ value: label, label, count: [12, 4, 0, 3, 21, 7][index] }));

export const counts = { written: String, said: (count: number) => `${count} projects` };

export const markdown = `You look after **three gardens** and one meadow. What a week is like:

- Monday to Wednesday: beds, tools, compost
- Thursday: the school comes
- Friday: *yours*

# What you bring

1. Boots that may get wet
2. Patience with bees

> Nobody is born a gardener.

More in [our diary](https://example.org/diary).`;
