/** The built widget, from widget.build.ts. */
declare module 'virtual:portal-widget' {
  const script: string;
  export default script;
}
