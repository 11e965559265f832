import type { MemberRole } from '../viewer.js';

/** A member as anybody may know them. */
export interface MemberDto {
  id: string;
  /** Lower case; `@<handle>` is how one addresses them. */
  handle: string;
  name: string;
  joinedAt: Date;
  /** In alphabetical order. */
  roles: MemberRole[];
}

/** A member as admins know them. */
export interface MemberRecordDto extends MemberDto {
  email: string;
}
