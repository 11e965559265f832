/** What a member may be trusted with beside what every member may do. Nobody asks for `moderator` until there is something to moderate. */
export const memberRoles = ['editor', 'shopkeeper', 'organiser', 'moderator', 'admin'] as const;

export type MemberRole = (typeof memberRoles)[number];

/** The person who asks. `null` stands for a stranger. */
export interface Viewer {
  id: string;
  roles: readonly MemberRole[];
}

export type MaybeViewer = Viewer | null;

/** Whoever works the command line, and the seed. No row stands for them, so no column may point at this id. */
export const operator: Viewer = { id: 'operator', roles: ['admin'] };
