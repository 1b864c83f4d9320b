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
export type ProjectLinkedData = Schemas['ProjectLinkedData'];
export type EmbeddedProject = Schemas['EmbeddedProject'];
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
export type OrganisationLinkedData = Schemas['OrganisationLinkedData'];
export type QualityLabel = Schemas['QualityLabel'];
export type Location = Schemas['Location'];
export type DateFit = Schemas['DateFit'];
export type SearchSuggestion = Schemas['SearchSuggestion'];
export type ReferenceData = Schemas['ReferenceData'];
export type ReferenceItem = Schemas['ReferenceItem'];
export type CountryItem = Schemas['CountryItem'];
export type SitemapIndex = Schemas['SitemapIndex'];
export type SitemapPart = Schemas['SitemapPart'];
export type SitemapPages = Schemas['SitemapPages'];
export type SitemapPage = Schemas['SitemapPage'];
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
export type WebhookList = Schemas['WebhookList'];
export type PartnerWebhook = Schemas['PartnerWebhook'];
export type WebhookFilters = Schemas['WebhookFilters'];
export type WebhookWrite = Schemas['WebhookWrite'];
export type WebhookUpdate = Schemas['WebhookUpdate'];
export type WebhookReplay = Schemas['WebhookReplay'];
export type ProjectEvent = Schemas['ProjectEvent'];
export type OrganisationEvent = Schemas['OrganisationEvent'];
export type Problem = Schemas['Problem'];

export type SearchProjectsQuery = Query<'searchProjects'>;
export type GetProjectFacetsQuery = Query<'getProjectFacets'>;
export type SuggestProjectsQuery = Query<'suggestProjects'>;
export type ExportProjectsQuery = Query<'exportProjects'>;
export type GetProjectFeedQuery = Query<'getProjectFeed'>;
export type GetProjectCalendarQuery = Query<'getProjectCalendar'>;
export type GetProjectEventQuery = Query<'getProjectEvent'>;
export type GetProjectQuery = Query<'getProject'>;
export type GetProjectHistoryQuery = Query<'getProjectHistory'>;
export type SearchOrganisationsQuery = Query<'searchOrganisations'>;
export type GetOrganisationFacetsQuery = Query<'getOrganisationFacets'>;
export type GetOrganisationQuery = Query<'getOrganisation'>;
export type GetOEmbedQuery = Query<'getOEmbed'>;
export type GetSitemapPagesQuery = Query<'getSitemapPages'>;
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
  /**
   * How a request that failed in passing is sent again; false for never, where somebody waits for the answer. Sent again is
   * only what may arrive twice: every read, PUT and DELETE without conditions, and the POSTs upsertProjects, confirmProject
   * and checkEligibility; after status 429, 502, 503 or 504, or where no answer came.
   */
  retry?: RetryOptions | false;
}

export interface RetryOptions {
  /** How often a request is sent at most, the first time included. Default 5. */
  attempts?: number;
  /** The time in which an attempt may begin. A wait that would go beyond is not begun. Default 60,000. */
  totalMs?: number;
  /** How long the first wait is at most; each one after that twice as long. The real one is random below that. Default 500. */
  firstDelayMs?: number;
  /** How long these waits get. Retry-After is respected even where it is longer. Default 20,000. */
  maxDelayMs?: number;
  /** After how long an attempt without an answer is given up. Default 100,000. */
  attemptMs?: number;
  /** Time itself, for tests. */
  clock?: Clock;
}

export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Resolves after that time, or rejects with the signal's reason. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
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
  /** Everything that a search finds. The body is long: read it as it comes. One that breaks off fails the reading. */
  exportProjects(query?: ExportProjectsQuery, options?: RequestOptions): Promise<Response>;
  /** Atom or JSON Feed, as it is. */
  getProjectFeed(query?: GetProjectFeedQuery, options?: RequestOptions): Promise<string>;
  /** The deadlines of a search as iCalendar. */
  getProjectCalendar(query?: GetProjectCalendarQuery, options?: RequestOptions): Promise<string>;
  /** The days of a project as iCalendar. */
  getProjectEvent(id: string, query?: GetProjectEventQuery, options?: RequestOptions): Promise<string>;
  getProject(id: string, query?: GetProjectQuery, options?: RequestOptions): Promise<ProjectDetail>;
  /** The project in the words of schema.org, for pages and for whoever reads JSON-LD. */
  getProjectLinkedData(id: string, query?: GetProjectQuery, options?: RequestOptions): Promise<ProjectLinkedData>;
  getProjectHistory(id: string, query?: GetProjectHistoryQuery, options?: RequestOptions): Promise<ProjectHistory>;
  /** Whether the project takes somebody. The API keeps nothing of what the question says. */
  checkEligibility(id: string, question?: EligibilityQuestion, options?: RequestOptions): Promise<EligibilityAnswer>;
  searchOrganisations(query?: SearchOrganisationsQuery, options?: RequestOptions): Promise<OrganisationPage>;
  getOrganisationFacets(query?: GetOrganisationFacetsQuery, options?: RequestOptions): Promise<OrganisationFacets>;
  getOrganisation(id: string, query?: GetOrganisationQuery, options?: RequestOptions): Promise<OrganisationProfile>;
  /** The organisation in the words of schema.org. */
  getOrganisationLinkedData(id: string, query?: GetOrganisationQuery, options?: RequestOptions): Promise<OrganisationLinkedData>;
  getOEmbed(query: GetOEmbedQuery, options?: RequestOptions): Promise<EmbeddedProject>;
  getSitemap(options?: RequestOptions): Promise<SitemapIndex>;
  getSitemapPages(query?: GetSitemapPagesQuery, options?: RequestOptions): Promise<SitemapPages>;
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
  listWebhooks(options?: RequestOptions): Promise<WebhookList>;
  /** Registers an address that is told of changes. Its secret is shown this once. */
  createWebhook(webhook: WebhookWrite, options?: RequestOptions): Promise<PartnerWebhook>;
  getWebhook(id: string, options?: RequestOptions): Promise<PartnerWebhook>;
  /** Changes what is given and leaves the rest. */
  updateWebhook(id: string, change: WebhookUpdate, options?: RequestOptions): Promise<PartnerWebhook>;
  deleteWebhook(id: string, options?: RequestOptions): Promise<void>;
  /** Sends every record that changed after a change number once more. */
  replayWebhook(id: string, replay: WebhookReplay, options?: RequestOptions): Promise<PartnerWebhook>;
}

export function createPortalClient(options: PortalClientOptions): PortalClient;

/** The addresses of what programs other than this client read: feed readers, calendars and sites that embed. */
export interface PortalAddresses {
  projectFeed(query: GetProjectFeedQuery): string;
  projectCalendar(query: GetProjectCalendarQuery): string;
  projectEvent(id: string, query?: GetProjectEventQuery): string;
  oEmbed(query: GetOEmbedQuery): string;
}

export function createPortalAddresses(baseUrl: string): PortalAddresses;

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

/** Some changes, together: what a store takes whole or not at all. */
export interface Changes<Data> {
  /** The records that are new or different. Put each in the place of what has its id. */
  updated: Data[];
  /** The ids of what was withdrawn or does not match the filter. Most of them the store never had. */
  deleted: string[];
  /** What this client does not know how to read, because it is newer. A store can leave it alone. */
  unknown: FeedItem[];
  /** Where to go on after these changes: save it as it is. */
  position: string;
}

export type FeedItem = ProjectChange | OrganisationChange;

/** Where a copy is kept. */
export interface ChangeStore<Data> {
  /** The position that was saved last; nothing at first. */
  position(): Promise<string | null | undefined> | string | null | undefined;
  /**
   * Takes the changes and saves their position, in one transaction. Whatever stops it before its end, the same changes come
   * again.
   */
  apply(changes: Changes<Data>): Promise<void> | void;
}

export type ProjectFilter = Omit<GetProjectChangesQuery, 'afterChangeNumber' | 'limit'>;
export type OrganisationFilter = Omit<GetOrganisationChangesQuery, 'afterChangeNumber' | 'limit'>;

export type ChangeFilter = ProjectFilter | OrganisationFilter;

export interface FeedOptions<Feed extends string, Filter> {
  /** Which records. Default projects. */
  feed?: Feed;
  /** Only what matches. With another filter than the saved position's, everything is read from the beginning. */
  filter?: Filter;
  /** How many records come together at most, from 1 to 1,000. Default 500. */
  pageSize?: number;
  signal?: AbortSignal | undefined;
}

export type ProjectFeed = FeedOptions<'projects', ProjectFilter>;
export type OrganisationFeed = FeedOptions<'organisations', OrganisationFilter> & { feed: 'organisations' };

/** Everything that changed after a position, to the end of the feed. */
export function changes(portal: PortalClient, options?: ProjectFeed & From): AsyncGenerator<Changes<ProjectData>, void, undefined>;
export function changes(portal: PortalClient, options: OrganisationFeed & From): AsyncGenerator<Changes<OrganisationData>, void, undefined>;

export interface From {
  /** The position of the last changes that are known. Default: from the beginning. */
  position?: string | null | undefined;
}

/**
 * Makes a store equal to what the portal has, from where it was left. Resolves at the end of the feed, or never where pollMs
 * is given. Rejects with what the store or the portal failed with; call it again to go on.
 */
export function sync(portal: PortalClient, store: ChangeStore<ProjectData>, options?: ProjectFeed & SyncOptions): Promise<SyncResult>;
export function sync(portal: PortalClient, store: ChangeStore<OrganisationData>, options: OrganisationFeed & SyncOptions): Promise<SyncResult>;

export interface SyncOptions {
  /** Follow for ever: how long to wait at the end of the feed. Below 5,000 the API gives the same answer again. */
  pollMs?: number | undefined;
  /** Time itself, for tests. */
  clock?: Clock;
}

export interface SyncResult {
  /** How many changes the store was given. */
  updated: number;
  deleted: number;
  unknown: number;
  /** The position of the store; null where nothing was ever published. */
  position: string | null;
}
