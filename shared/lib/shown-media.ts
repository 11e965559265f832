import type { PictureSet, ShownMedia } from '../contracts/media.js';

/** What variants of pictures are served as, by the ends of their names; what browsers take first stands first. */
export const variantTypes = { avif: 'image/avif', webp: 'image/webp', jpg: 'image/jpeg', png: 'image/png' } as const;

export type VariantFormat = keyof typeof variantTypes;

/** Wide enough for every page, and not the largest there is: it is fetched whole by whoever cannot choose. */
const plainWidth = 1280;

const fallbacks: readonly VariantFormat[] = ['jpg', 'png'];

/** @throws Error for a medium without variants, which nobody can show. */
export function pictureSet({ sha256, width, height, variants, placeholder, focus }: ShownMedia): PictureSet {
  const named = variants.map(readName);
  const addressOf = (name: string) => `/media/${sha256}/${name}`;
  const plain = named.filter(({ format }) => fallbacks.includes(format));
  const chosen = plain.findLast((one) => one.width <= plainWidth) ?? plain[0];
  if (chosen === undefined) throw new Error(`the medium ${sha256} has no variant that everybody can show`);
  const sources = (['avif', 'webp'] as const)
    .map((format) => ({ format, of: named.filter((one) => one.format === format) }))
    .filter(({ of }) => of.length > 0)
    .map(({ format, of }) => ({
      type: variantTypes[format],
      srcset: of.map((one) => `${addressOf(one.name)} ${one.width}w`).join(', '),
    }));
  return { src: addressOf(chosen.name), width, height, sources, blur: placeholder, focus };
}

function readName(name: string): { name: string; width: number; format: VariantFormat } {
  const [width = '', format = ''] = name.split('.');
  return { name, width: Number(width), format: format as VariantFormat };
}
