export const themeNames = ['light', 'dark', 'light, more contrast', 'dark, more contrast'] as const;
export type ThemeName = (typeof themeNames)[number];

/** What the tokens are under one theme, by name without the dashes. */
export type Theme = ReadonlyMap<string, string>;

/** Which conditions of media queries hold under each theme. */
const conditions: Record<ThemeName, readonly string[]> = {
  light: [],
  dark: ['(prefers-color-scheme: dark)'],
  'light, more contrast': ['(prefers-contrast: more)'],
  'dark, more contrast': ['(prefers-color-scheme: dark)', '(prefers-contrast: more)']
};

/** Reads the style sheet of the tokens as a browser does: later blocks whose conditions hold win. */
export function readThemes(css: string): Record<ThemeName, Theme> {
  const blocks = [...css.replace(/\/\*[^]*?\*\//g, '').matchAll(/(?:@media ([^{]+)\{\s*)?:root\s*\{([^}]*)\}/g)].map(([, media = '', body = '']) => ({
    needed: media.split(' and ').flatMap((condition) => condition.trim() || []),
    tokens: [...body.matchAll(/--([\w-]+):\s*([^;]+);/g)].map(([, name, value]) => [name, value] as [string, string])
  }));
  const themeOf = (name: ThemeName): Theme =>
    new Map(blocks.filter(({ needed }) => needed.every((condition) => conditions[name].includes(condition))).flatMap(({ tokens }) => tokens));
  return Object.fromEntries(themeNames.map((name) => [name, themeOf(name)])) as Record<ThemeName, Theme>;
}

/** A token that has to be there. */
export function tokenOf(theme: Theme, name: string): string {
  const value = theme.get(name);
  if (value === undefined) throw new Error(`There is no token "--${name}".`);
  return value;
}
