import type { Manifest } from '../../infrastructure/backup/manifest.js';

const units = ['bytes', 'kB', 'MB', 'GB', 'TB'];

/** `12.3 MB`, in steps of a thousand. */
export function sizeOf(bytes: number): string {
  const step = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  return `${(bytes / 1000 ** step).toFixed(step === 0 ? 0 : 1)} ${units[step] ?? ''}`;
}

/** What a backup holds, in numbers; bytes as they lie on the disk. */
export function countsOf({ tables, media, schema }: Manifest) {
  const sum = (numbers: number[]) => numbers.reduce((all, one) => all + one, 0);
  return {
    tables: tables.length,
    rows: sum(tables.map(({ rows }) => rows)),
    bytes: sum([schema.beforeRows.bytes, schema.afterRows.bytes, ...tables.map(({ file }) => file.bytes)]),
    media: media === null ? null : { files: media.files, bytes: media.bytes },
  };
}
