import { readFileSync } from 'node:fs';

/** From the compiled file to what a real Ghost 6.65 answered, which is not compiled. */
const folder = new URL('../../dev/demo/ghost/', import.meta.url);

export interface RecordedText {
  slug: string;
  html: string;
  lexical: string;
}

/** Every post and page of the recorded answers, as it came. */
export function recordedTexts(): RecordedText[] {
  return ['recorded.every-card.json', 'recorded.posts.json', 'recorded.pages.json'].flatMap((file) => {
    const answer = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as { body: Record<string, RecordedText[]> };
    return [...(answer.body['posts'] ?? []), ...(answer.body['pages'] ?? [])];
  });
}
