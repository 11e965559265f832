import type sharp from 'sharp';

export type SharpLibrary = typeof sharp;

let loading: Promise<SharpLibrary> | undefined;

/** What we read. libvips reads dozens of other formats, whose parsers nobody's upload shall reach. */
const loaders = [
  'VipsForeignLoadJpeg',
  'VipsForeignLoadPng',
  'VipsForeignLoadWebp',
  'VipsForeignLoadHeif',
  'VipsForeignLoadNsgif',
  // Our own drawings, which we hold in memory. What was sent lies in files, and no file is read as SVG.
  'VipsForeignLoadSvgBuffer',
];

/**
 * sharp, bounded: one thread, no cache. Loaded when the first picture comes, since it is 30 MB that most processes never
 * need. libvips within it is LGPL-3.0, as a shared library of its own.
 */
export function loadSharp(): Promise<SharpLibrary> {
  loading ??= import('sharp').then(({ default: library }) => {
    library.concurrency(1);
    library.cache(false);
    library.block({ operation: ['VipsForeignLoad'] });
    library.unblock({ operation: loaders });
    return library;
  });
  return loading;
}
