import { contrast } from './contrast';
import { tokenOf, type Theme, type ThemeName } from './themes';

/** Text is read; a control, a focus ring or an icon is made out; a line only divides, until the reader asks for more contrast. */
export type PairKind = 'text' | 'control' | 'line';

export interface Pair {
  over: string;
  under: string;
  kind: PairKind;
}

const grounds = ['page', 'surface', 'sunken'];
const tones = ['good', 'warn', 'calm', 'bad'];
const pairsOf = (kind: PairKind, overs: string[], unders: string[]): Pair[] => overs.flatMap((over) => unders.map((under) => ({ over, under, kind })));

/** Every two colours that lie on each other somewhere. */
export const pairs: readonly Pair[] = [
  ...pairsOf('text', ['ink', 'ink-soft', 'brand'], grounds),
  ...pairsOf('text', ['good', 'warn', 'bad'], ['page', 'surface']),
  ...tones.map((tone): Pair => ({ over: tone, under: `${tone}-back`, kind: 'text' })),
  ...pairsOf('text', ['ink'], ['good-back', 'warn-back', 'bad-back']),
  ...pairsOf('text', ['brand'], ['calm-back']),
  ...pairsOf('text', ['on-brand'], ['brand']),
  ...pairsOf('text', ['on-sun'], ['sun']),
  ...pairsOf('text', ['on-deep', 'on-deep-soft'], ['deep', 'deep-pattern']),
  ...pairsOf('control', ['control', 'brand', 'focus'], grounds),
  ...pairsOf('control', ['sun'], ['deep', 'deep-pattern']),
  ...pairsOf('control', ['brand'], ['map-land', 'map-sea']),
  ...pairsOf('line', ['line'], grounds),
  ...pairsOf('line', ['map-border'], ['map-land', 'map-sea'])
];

const least = {
  usual: { text: 4.5, control: 3, line: 1 },
  more: { text: 7, control: 4.5, line: 4.5 }
} as const;

/** The contrast that a pair needs: WCAG's level AA, and level AAA with controls like text where more contrast is asked for. */
export function leastContrast(theme: ThemeName, kind: PairKind): number {
  return least[theme.endsWith('more contrast') ? 'more' : 'usual'][kind];
}

export function contrastOf(theme: Theme, { over, under }: Pair): number {
  return contrast(tokenOf(theme, over), tokenOf(theme, under));
}
