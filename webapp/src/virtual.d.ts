/** The pages for developers, from developers.build.ts. */
declare module 'virtual:portal-developers' {
  const pages: import('../developers.build').DeveloperPage[];
  export default pages;
}

/** The built widget, from widget.build.ts. */
declare module 'virtual:portal-widget' {
  const script: string;
  export default script;
}

declare module 'virtual:portal-catalogue-files' {
  const files: Partial<Record<string, { common: string; pages: string }>>;
  export default files;
}

/** What the widget says in each language, from widget-words.build.ts. */
declare module 'virtual:portal-widget-words' {
  const table: Record<string, import('./widget/word-keys').Words>;
  export default table;
}
