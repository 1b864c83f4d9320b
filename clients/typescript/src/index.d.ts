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
export type ProjectHistory = Schemas['ProjectHistory'];
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
export type ProjectChangePage = Schemas['ProjectChangePage'];
export type ProjectChange = Schemas['ProjectChange'];
export type ProjectData = Schemas['ProjectData'];
export type OrganisationChangePage = Schemas['OrganisationChangePage'];
export type OrganisationChange = Schemas['OrganisationChange'];
export type OrganisationData = Schemas['OrganisationData'];
export type PartnerOverview = Schemas['PartnerOverview'];
export type KeyRotation = Schemas['KeyRotation'];
export type IssuedKey = Schemas['IssuedKey'];
export type ProjectWrite = Schemas['ProjectWrite'];
export type PartnerProject = Schemas['PartnerProject'];
export type PartnerProjectPage = Schemas['PartnerProjectPage'];
export type ProjectBatch = Schemas['ProjectBatch'];
export type ProjectBatchResult = Schemas['ProjectBatchResult'];
export type OrganisationWrite = Schemas['OrganisationWrite'];
export type PartnerOrganisation = Schemas['PartnerOrganisation'];
export type PartnerOrganisationPage = Schemas['PartnerOrganisationPage'];
export type Problem = Schemas['Problem'];

export type SearchProjectsQuery = Query<'searchProjects'>;
export type GetProjectFacetsQuery = Query<'getProjectFacets'>;
export type SuggestProjectsQuery = Query<'suggestProjects'>;
export type GetProjectQuery = Query<'getProject'>;
export type GetProjectHistoryQuery = Query<'getProjectHistory'>;
export type SearchOrganisationsQuery = Query<'searchOrganisations'>;
export type GetOrganisationFacetsQuery = Query<'getOrganisationFacets'>;
export type GetOrganisationQuery = Query<'getOrganisation'>;
export type GetReferenceDataQuery = Query<'getReferenceData'>;
export type GetProjectChangesQuery = Query<'getProjectChanges'>;
export type GetOrganisationChangesQuery = Query<'getOrganisationChanges'>;
export type ListPartnerProjectsQuery = Query<'listPartnerProjects'>;
export type ListPartnerOrganisationsQuery = Query<'listPartnerOrganisations'>;
export type UpsertProjectsQuery = Query<'upsertProjects'>;

export interface PortalClientOptions {
  /** Where the API is, without /v1: https://portal.example */
  baseUrl: string;
  /** A partner's key, for the operations that need one. It belongs on servers, never in a page. */
  key?: string | undefined;
  /** Used instead of the global fetch; a server passes the one of its request here. */
  fetch?: typeof fetch;
}

export interface RequestOptions {
  /** Ends the request; the promise is then rejected with the signal's reason. */
  signal?: AbortSignal | undefined;
}

/** Under which conditions a record is written. */
export interface WriteOptions extends RequestOptions {
  /** Only where the record has this ETag: its changeNumber in quotes, "4711". */
  ifMatch?: string | undefined;
  /** Only where it has not; * means only where there is no record. */
  ifNoneMatch?: string | undefined;
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
  getProjectHistory(id: string, query?: GetProjectHistoryQuery, options?: RequestOptions): Promise<ProjectHistory>;
  /** Whether the project takes somebody. The API keeps nothing of what the question says. */
  checkEligibility(id: string, question?: EligibilityQuestion, options?: RequestOptions): Promise<EligibilityAnswer>;
  searchOrganisations(query?: SearchOrganisationsQuery, options?: RequestOptions): Promise<OrganisationPage>;
  getOrganisationFacets(query?: GetOrganisationFacetsQuery, options?: RequestOptions): Promise<OrganisationFacets>;
  getOrganisation(id: string, query?: GetOrganisationQuery, options?: RequestOptions): Promise<OrganisationProfile>;
  getReferenceData(query?: GetReferenceDataQuery, options?: RequestOptions): Promise<ReferenceData>;
  /** A page of projects in the order of their last changes. The next page starts after the last item's modified. */
  getProjectChanges(query?: GetProjectChangesQuery, options?: RequestOptions): Promise<ProjectChangePage>;
  getOrganisationChanges(query?: GetOrganisationChangesQuery, options?: RequestOptions): Promise<OrganisationChangePage>;
  getPartner(options?: RequestOptions): Promise<PartnerOverview>;
  /** A new key in place of the one that is used, which works on for some days. It is shown this once. */
  rotatePartnerKey(rotation?: KeyRotation, options?: RequestOptions): Promise<IssuedKey>;
  listPartnerProjects(query?: ListPartnerProjectsQuery, options?: RequestOptions): Promise<PartnerProjectPage>;
  getPartnerProject(externalId: string, options?: RequestOptions): Promise<PartnerProject>;
  /** Publishes the project under the partner's own key, or replaces every field of the one that is there. */
  upsertProject(externalId: string, project: ProjectWrite, options?: WriteOptions): Promise<PartnerProject>;
  withdrawProject(externalId: string, options?: WriteOptions): Promise<void>;
  confirmProject(externalId: string, options?: WriteOptions): Promise<PartnerProject>;
  /** Up to 1,000 projects; each has its result, in their order. */
  upsertProjects(batch: ProjectBatch, query?: UpsertProjectsQuery, options?: RequestOptions): Promise<ProjectBatchResult>;
  listPartnerOrganisations(query?: ListPartnerOrganisationsQuery, options?: RequestOptions): Promise<PartnerOrganisationPage>;
  getPartnerOrganisation(externalId: string, options?: RequestOptions): Promise<PartnerOrganisation>;
  upsertOrganisation(externalId: string, organisation: OrganisationWrite, options?: WriteOptions): Promise<PartnerOrganisation>;
  withdrawOrganisation(externalId: string, options?: WriteOptions): Promise<void>;
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
