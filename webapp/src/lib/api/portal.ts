export interface ReferenceItem { code: string; label: string }
export interface CountryItem extends ReferenceItem { group: string }
export interface ReferenceData {
  language: string; countries: CountryItem[]; topics: ReferenceItem[]; supports: ReferenceItem[];
}
export interface ProjectSummary {
  id: string; reference: string | null; title: string; organisation: { id: string; name: string };
  town: string | null; country: string; topics: string[]; activityType: string | null;
  startsOn: string; endsOn: string; weeks: number; weeksAreStated: boolean; window: boolean;
  deadline: string | null; deadlineKind: string; places: string; availability: string; started: boolean; supports: string[];
}
export interface ProjectDetail extends ProjectSummary {
  description: string | null; participantProfile: string | null; accommodation: string | null; training: string | null;
  language: string | null; strand: string | null; eligibleCountries: string[]; dateFlexibility: string | null;
  requiresCv: boolean | null; requiresMotivation: boolean | null; applyUrl: string | null; updatedAt: string; confirmedAt: string | null;
}
export interface ProjectPage { items: ProjectSummary[]; total: number; page: number; pageSize: number }
export interface OrganisationSummary {
  id: string; pic: string | null; name: string; town: string | null; country: string; topics: string[]; supports: string[]; openProjects: number;
}
export interface OrganisationPage { items: OrganisationSummary[]; total: number; page: number; pageSize: number }
export interface QualityLabel { role: string; reference: string | null; validUntil: string | null }
export interface OrganisationProfile extends OrganisationSummary {
  description: string | null; website: string | null; email: string | null; phone: string | null; labels: QualityLabel[];
  projects: { items: ProjectSummary[]; total: number };
}
export class PortalProblem extends Error {
  constructor(public status: number, public code: string, public detail: string) { super(detail); }
}
type Query = Record<string, string | number | boolean | string[] | undefined>;
export function createPortalClient({ baseUrl, fetch }: { baseUrl: string; fetch: typeof globalThis.fetch }) {
  async function get<T>(path: string, query: Query = {}): Promise<T> {
    const url = new URL(baseUrl + path);
    for (const [k, v] of Object.entries(query)) for (const x of Array.isArray(v) ? v : v === undefined ? [] : [v]) url.searchParams.append(k, String(x));
    const r = await fetch(new Request(url));
    const body = await r.json();
    if (!r.ok) throw new PortalProblem(r.status, body.code, body.detail);
    return body;
  }
  return {
    searchProjects: (q: Query) => get<ProjectPage>('/v1/projects', q),
    getProject: (id: string, q?: Query) => get<ProjectDetail>(`/v1/projects/${id}`, q),
    searchOrganisations: (q: Query) => get<OrganisationPage>('/v1/organisations', q),
    getOrganisation: (id: string, q?: Query) => get<OrganisationProfile>(`/v1/organisations/${id}`, q),
    getReferenceData: (q: Query) => get<ReferenceData>('/v1/reference', q)
  };
}
export type PortalClient = ReturnType<typeof createPortalClient>;
