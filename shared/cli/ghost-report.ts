import type { GhostImportReportDto, ImportCountsDto } from '../contracts/dtos/blog.js';
import type { SyncReport } from './ghost-sync.js';

/** The report as a person reads it: a line for each kind of thing, then what could not be taken as it was. */
export function reportInWords(report: GhostImportReportDto): string {
  const kinds = ['posts', 'pages', 'tags', 'authors'] as const;
  const lines = kinds.map((kind) => `  ${kind.padEnd(8)}${countsInWords(report[kind])}`);
  const notes = report.notes.length === 0 ? [] : ['Notes:', ...report.notes.map((note) => `  ${note}`)];
  return [`From ${report.site}:`, ...lines, ...notes].join('\n');
}

function countsInWords({ added, changed, same }: ImportCountsDto): string {
  const words = [added > 0 && `${added} added`, changed > 0 && `${changed} changed`, same > 0 && `${same} the same`];
  return words.filter(Boolean).join(', ') || 'none';
}

/** The same of a living Ghost, with what is gone from it and what was not as it should be. */
export function syncInWords({ removed, drift, ...report }: SyncReport): string {
  const gone = removed > 0 ? [`${removed} removed, being gone from there.`] : [];
  const found = drift === null ? [] : [`Everything was compared: ${drift} found otherwise than they should be.`];
  return [reportInWords(report), ...gone, ...found].join('\n');
}
