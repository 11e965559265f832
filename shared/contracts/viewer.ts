/** The person who asks. `null` stands for a stranger. */
export interface Viewer {
  id: string;
  roles: readonly string[];
}

export type MaybeViewer = Viewer | null;
