import type { GhostImportReportDto, ImportCountsDto } from '../contracts/dtos/blog.js';
import { ghostSides, type GhostSide } from '../contracts/ghost.js';
import type { MirroredSides } from '../infrastructure/adapters/ghost/mirror-sides.js';
import type { SyncReport } from './ghost-sync.js';

/** The report as a person reads it: a line for each kind of thing, then what could not be taken as it was. */
export function reportInWords(report: GhostImportReportDto): string {
  const notes = report.notes.length === 0 ? [] : ['Notes:', ...report.notes.map((note) => `  ${note}`)];
  return [...kindsInWords(report), ...notes].join('\n');
}

function kindsInWords(report: GhostImportReportDto): string[] {
  const kinds = ['posts', 'pages', 'tags', 'authors'] as const;
  return [`From ${report.site}:`, ...kinds.map((kind) => lineFor(kind, countsInWords(report[kind])))];
}

const lineFor = (name: string, words: string) => `  ${name.padEnd(12)}${words}`;

function countsInWords({ added, changed, same, removed = 0 }: ImportCountsDto & { removed?: number }): string {
  const words = [
    added > 0 && `${added} added`,
    changed > 0 && `${changed} changed`,
    same > 0 && `${same} the same`,
    removed > 0 && `${removed} removed`,
  ];
  return words.filter(Boolean).join(', ') || 'none';
}

/** The same of a living Ghost, with what it keeps beside its texts, what is gone from it and what was not as it should be. */
export function syncInWords({ removed, sides, drift, ...report }: SyncReport): string {
  const lines = ghostSides.flatMap((side) => sideInWords(side, sides[side]));
  const gone = removed > 0 ? [`${removed} removed, being gone from there.`] : [];
  const found = drift === null ? [] : [`Everything was compared: ${drift} found otherwise than they should be.`];
  const said = [...report.notes, ...ghostSides.flatMap((side) => notesOn(sides[side]))];
  const notes = said.length === 0 ? [] : ['Notes:', ...said.map((note) => `  ${note}`)];
  return [...kindsInWords(report), ...lines, ...notes, ...gone, ...found].join('\n');
}

type Mirrored = MirroredSides[GhostSide];

function sideInWords(side: GhostSide, mirrored: Mirrored): string[] {
  if (mirrored === undefined) return [];
  if (mirrored === 'not allowed') return [lineFor(side, 'our key may not read them there')];
  if (mirrored === 'not understood') return [lineFor(side, 'what it says of them is not understood here')];
  return [lineFor(side, countsInWords(mirrored))];
}

const notesOn = (mirrored: Mirrored): string[] => (typeof mirrored === 'object' ? mirrored.notes : []);
