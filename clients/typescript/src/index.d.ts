import type { components, operations } from './schema.gen.js';

type Schemas = components['schemas'];
type Query<Operation extends keyof operations> = NonNullable<operations[Operation]['parameters']['query']>;

export type ProjectPage = Schemas['ProjectPage'];
export type ProjectFacets = Schemas['ProjectFacets'];
export type ProjectFacetValues = Schemas['ProjectFacetValues'];
export type FacetValue = Schemas['FacetValue'];
export type SearchCompletions = Schemas['SearchCompletions'];
export type SearchCompletion = Schemas['SearchCompletion'];
export type ProjectSummary = Schemas['ProjectSummary'];
export type ProjectDetail = Schemas['ProjectDetail'];
export type EligibilityQuestion = Schemas['EligibilityQuestion'];
export type EligibilityAnswer = Schemas['EligibilityAnswer'];
export type EligibilityReason = Schemas['EligibilityReason'];
export type OrganisationName = Schemas['OrganisationName'];
export type OrganisationPage = Schemas['OrganisationPage'];
export type OrganisationFacets = Schemas['OrganisationFacets'];
export type OrganisationFacetValues = Schemas['OrganisationFacetValues'];
export type OrganisationSummary = Schemas['OrganisationSummary'];
export type OrganisationProfile = Schemas['OrganisationProfile'];
export type OrganisationProjects = Schemas['OrganisationProjects'];
export type QualityLabel = Schemas['QualityLabel'];
export type Location = Schemas['Location'];
export type DateFit = Schemas['DateFit'];
export type SearchSuggestion = Schemas['SearchSuggestion'];
export type ReferenceData = Schemas['ReferenceData'];
export type ReferenceItem = Schemas['ReferenceItem'];
export type CountryItem = Schemas['CountryItem'];
export type Problem = Schemas['Problem'];

export type SearchProjectsQuery = Query<'searchProjects'>;
export type GetProjectFacetsQuery = Query<'getProjectFacets'>;
export type SuggestProjectsQuery = Query<'suggestProjects'>;
export type GetProjectQuery = Query<'getProject'>;
export type SearchOrganisationsQuery = Query<'searchOrganisations'>;
export type GetOrganisationFacetsQuery = Query<'getOrganisationFacets'>;
export type GetOrganisationQuery = Query<'getOrganisation'>;
export type GetReferenceDataQuery = Query<'getReferenceData'>;

export interface PortalClientOptions {
  /** Where the API is, without /v1: https://portal.example */
  baseUrl: string;
  /** Used instead of the global fetch; a server passes the one of its request here. */
  fetch?: typeof fetch;
}

export interface RequestOptions {
  /** Ends the request; the promise is then rejected with the signal's reason. */
  signal?: AbortSignal | undefined;
}

/**
 * One method for each operation of the contract. Each gives the answer's body. An error answer is thrown as a
 * {@link PortalProblem}; where no answer comes at all, the error of fetch is thrown as it is.
 */
export interface PortalClient {
  searchProjects(query?: SearchProjectsQuery, options?: RequestOptions): Promise<ProjectPage>;
  getProjectFacets(query?: GetProjectFacetsQuery, options?: RequestOptions): Promise<ProjectFacets>;
  suggestProjects(query: SuggestProjectsQuery, options?: RequestOptions): Promise<SearchCompletions>;
  getProject(id: string, query?: GetProjectQuery, options?: RequestOptions): Promise<ProjectDetail>;
  /** Whether the project takes somebody. The API keeps nothing of what the question says. */
  checkEligibility(id: string, question?: EligibilityQuestion, options?: RequestOptions): Promise<EligibilityAnswer>;
  searchOrganisations(query?: SearchOrganisationsQuery, options?: RequestOptions): Promise<OrganisationPage>;
  getOrganisationFacets(query?: GetOrganisationFacetsQuery, options?: RequestOptions): Promise<OrganisationFacets>;
  getOrganisation(id: string, query?: GetOrganisationQuery, options?: RequestOptions): Promise<OrganisationProfile>;
  getReferenceData(query?: GetReferenceDataQuery, options?: RequestOptions): Promise<ReferenceData>;
}

export function createPortalClient(options: PortalClientOptions): PortalClient;

/** An error answer. Its code is stable; "unknown" where something other than the API answered. */
export class PortalProblem extends Error {
  constructor(status: number, body?: unknown);
  readonly name: 'PortalProblem';
  /** The HTTP status of the answer. */
  readonly status: number;
  /** What kind of problem it is, for machines: validationFailed, projectNotFound, … */
  readonly code: string;
  /** What went wrong in this request, for people. */
  readonly detail: string;
  /** What is wrong with each parameter or member of the body, under its name. */
  readonly errors?: Readonly<Record<string, readonly string[]>> | undefined;
  /** Names the request in the operator's logs. */
  readonly traceId?: string | undefined;
}
