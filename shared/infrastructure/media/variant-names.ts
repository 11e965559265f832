import { variantTypes, type VariantFormat } from '../../lib/shown-media.js';

/** How wide variants are, in pixels; a picture that is none of them also gets its own width, up to the last. */
const usualWidths = [320, 640, 960, 1280, 1920];

/** Tall strips would be costly at full width, and no page shows them so. */
const mostHigh = 4096;

/** Never wider than the picture is. The smallest first. */
export function widthsFor({ width, height }: { width: number; height: number }): number[] {
  const widest = Math.max(1, Math.min(width, usualWidths.at(-1) ?? width, Math.floor((mostHigh * width) / height)));
  return [...usualWidths.filter((usual) => usual < widest), widest];
}

/** `640.webp`. */
export function variantName(width: number, format: VariantFormat): string {
  return `${width}.${format}`;
}

/** What a variant is served as, or null for what is no variant's name. */
export function variantType(name: string): string | null {
  const format = /^[1-9]\d{0,3}\.([a-z]+)$/.exec(name)?.[1];
  return format !== undefined && Object.hasOwn(variantTypes, format) ? variantTypes[format as VariantFormat] : null;
}
