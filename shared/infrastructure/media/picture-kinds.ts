/** A kind of picture that is taken in. */
export interface PictureKind {
  mime: string;
  /** What sharp calls it. */
  format: string;
  isThis(head: Buffer): boolean;
}

const latin = (head: Buffer, from: number, to: number) => head.toString('latin1', from, to);

/** Told by their first bytes, never by a name or by what the sender says. SVG is a program, and so not among them. */
const kinds: readonly PictureKind[] = [
  { mime: 'image/jpeg', format: 'jpeg', isThis: (head) => latin(head, 0, 3) === '\xff\xd8\xff' },
  { mime: 'image/png', format: 'png', isThis: (head) => latin(head, 0, 8) === '\x89PNG\r\n\x1a\n' },
  { mime: 'image/gif', format: 'gif', isThis: (head) => /^GIF8[79]a$/.test(latin(head, 0, 6)) },
  {
    mime: 'image/webp',
    format: 'webp',
    isThis: (head) => latin(head, 0, 4) === 'RIFF' && latin(head, 8, 12) === 'WEBP',
  },
  {
    mime: 'image/avif',
    format: 'heif',
    isThis: (head) => latin(head, 4, 8) === 'ftyp' && /^avi[fs]$/.test(latin(head, 8, 12)),
  },
];

export function kindOf(head: Buffer): PictureKind | null {
  return kinds.find((kind) => kind.isThis(head)) ?? null;
}
