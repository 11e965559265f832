import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

import { usedIcons } from './icons.js';
import type { Asset } from './types.js';

const folder = join(dirname(createRequire(import.meta.url).resolve('lucide-static/package.json')), 'icons');

/** One file with a `<symbol>` for each used icon; stroke and size come from the page's stylesheet. */
export async function makeSprite(): Promise<Asset> {
  const symbols = await Promise.all(usedIcons.map(readSymbol));
  const licence = '<!-- Icons: lucide, ISC; see icons-licence.txt -->';
  const svg = `<svg xmlns="http://www.w3.org/2000/svg">${licence}${symbols.join('')}</svg>\n`;
  return { name: 'img/icons.svg', content: Buffer.from(svg) };
}

async function readSymbol(name: string): Promise<string> {
  const source = await readFile(join(folder, `${name}.svg`), 'utf8');
  const shapes = /<svg[^>]*>([\s\S]*)<\/svg>/.exec(source)?.[1];
  if (shapes === undefined) throw new Error(`The icon ${name} of lucide-static is not the SVG it used to be.`);
  return `<symbol id="${name}" viewBox="0 0 24 24">${shapes.replace(/\s*\n\s*/g, '')}</symbol>`;
}
