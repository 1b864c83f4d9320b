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
