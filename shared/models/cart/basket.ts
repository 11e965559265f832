import { Check, Entity, Unique } from 'typeorm';
import { Id, MayPointTo, OptionalText, Time } from '../columns.js';

/** What somebody means to buy: of a member, or of a guest who holds its handle. One a person. */
@Entity('baskets')
@Unique(['memberId'])
@Unique(['guestSha256'])
@Check('baskets_owner_check', `num_nonnulls("member_id", "guest_sha256") = 1`)
@Check('baskets_guest_check', `"guest_sha256" ~ '^[0-9a-f]{64}$'`)
export class Basket {
  @Id()
  id: string;

  @MayPointTo('Member', { onDelete: 'CASCADE' })
  memberId: string | null;

  /** SHA-256 of the handle in the guest's cookie, in hex: whoever reads this table cannot pass for a guest. */
  @OptionalText()
  guestSha256: string | null;

  @Time()
  createdAt: Date;

  /** When something was last put in or taken out. */
  @Time()
  updatedAt: Date;
}
