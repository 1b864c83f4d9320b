import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { found } from './portal';

type Item = Record<string, unknown>;

const options: ts.CompilerOptions = { strict: true, noEmit: true, skipLibCheck: true, module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler, types: [] };

/** It is not written anywhere: only its place counts, from which the vocabulary is found. */
const file = fileURLToPath(new URL('structured-data.ts', import.meta.url));

/**
 * What schema.org objects to, as its vocabulary is published in TypeScript: properties that a type does not have, and values
 * that a property does not take, however deep. Of several types, one has to have the property. Nothing where all is well.
 */
export function objections(items: Item[]): string[] {
  const facts = items.flatMap((item) =>
    Object.entries(item)
      .filter(([name]) => !['@context', '@type', '@id'].includes(name))
      .map(([name, value]) => ({ name, value, types: [item['@type']].flat() as string[] }))
  );
  const claims = facts.flatMap((fact) => fact.types.map((type) => ({ fact, type })));
  const program = programOf(
    claims.map(({ fact: { name, value }, type }, line) => `export const c${line}: s.${type} = ${JSON.stringify({ '@type': type, [name]: value })};`)
  );

  const source = found(program.getSourceFile(file));
  const refused = new Map<number, string>();
  for (const { start, messageText } of [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)]) {
    refused.set(source.getLineAndCharacterOfPosition(start ?? 0).line - 1, ts.flattenDiagnosticMessageText(messageText, '\n'));
  }
  return facts
    .filter((fact) => claims.every((claim, line) => claim.fact !== fact || refused.has(line)))
    .map((fact) => `${fact.name}: ${JSON.stringify(fact.value)}: ${refused.get(claims.findLastIndex((claim) => claim.fact === fact))}`);
}

function programOf(lines: string[]): ts.Program {
  const text = ["import type * as s from 'schema-dts';", ...lines].join('\n');
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists, readFile } = host;
  host.getSourceFile = (name, ...more) => (name === file ? ts.createSourceFile(name, text, more[0]) : getSourceFile(name, ...more));
  host.fileExists = (name) => name === file || fileExists(name);
  host.readFile = (name) => (name === file ? text : readFile(name));
  return ts.createProgram([file], options, host);
}
