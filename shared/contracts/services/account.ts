import type { Refused } from '../problems.js';
import type { MaybeViewer } from '../viewer.js';

export interface AccountService {
  /** How many people have an account, which every member does. */
  countAccounts(): Promise<number>;

  /**
   * Sends a mail that only says that it came, to see whether our mails do.
   *
   * @throws Forbidden unless the viewer is an admin.
   */
  checkMail(viewer: MaybeViewer, address: string): Promise<MailCheckAsked | Refused>;

  /**
   * How such a mail fares, by its key.
   *
   * @throws Forbidden unless the viewer is an admin.
   */
  findMailCheck(viewer: MaybeViewer, key: string): Promise<MailCheckDto | null>;
}

export interface MailCheckAsked {
  kind: 'asked';
  key: string;
}

export interface MailCheckDto {
  /** `refused`: the mail server said that it never will. */
  state: 'queued' | 'sent' | 'refused';
  /** How often a worker took it up. */
  attempts: number;
  /** What the mail server last said against it. */
  answer: string | null;
}
