declare module 'subset-font' {
  interface Options {
    targetFormat?: 'sfnt' | 'woff' | 'woff2';
    keepFeatures?: string[];
    dropTables?: string[];
    variationAxes?: Record<string, number | { min: number; max: number; default?: number }>;
  }

  // How the library is written; it has no types of its own.

  export default function subsetFont(font: Buffer, text: string, options?: Options): Promise<Buffer>;
}
