/** A text as data: ProseMirror's JSON, in the schema of `services/blog/document/schema`. HTML is made of it, never the other way. */
export interface DocumentDto extends DocumentNode {
  type: 'doc';
}

export interface DocumentNode {
  type: string;
  attrs?: Record<string, unknown>;
  content?: DocumentNode[];
  marks?: DocumentMark[];
  /** Of a `text` node, and never empty. */
  text?: string;
}

export interface DocumentMark {
  type: string;
  attrs?: Record<string, unknown>;
}

/** What a text points at, each once, as it was written there. */
export interface DocumentRefsDto {
  /** A `thumbnail` only decorates a link to somewhere else. */
  pictures: { src: string; use: 'picture' | 'thumbnail' }[];
  files: string[];
  links: string[];
}

/** A heading that an address can point at: `/<slug>/#<id>`. */
export interface OutlineEntryDto {
  id: string;
  /** 2 to 6: the page's title is its only `h1`. */
  level: number;
  text: string;
  /** Whether it stands before the paywall, where anyone may know of it. */
  isOpen: boolean;
}
