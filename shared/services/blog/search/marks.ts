import type { MarkedTextDto } from '../../../contracts/dtos/blog.js';

/** Characters that no text means anything by (Unicode, private use), so that they can stand around what was found. */
export const markStart = '\u{E000}';
export const markStop = '\u{E001}';

/** A text in parts, those that were looked for marked as such. */
export function splitMarks(text: string): MarkedTextDto[] {
  return text
    .split(markStart)
    .flatMap((part, index) => {
      const [marked = '', rest = ''] = index === 0 ? ['', part] : part.split(markStop, 2);
      return [
        { text: marked, isHit: true },
        { text: rest, isHit: false },
      ];
    })
    .filter((part) => part.text !== '');
}
