import type { StoredFile } from './media.js';
import type { Refused } from './problems.js';

/** The time of day, held still by tests. */
export type Clock = () => Date;

/** Makes HTML from elsewhere fit to be shown. */
export interface HtmlSanitiser {
  /** Grows with every change of the rules: what older rules made is then made again. */
  readonly version: number;

  /**
   * @param site origin and path of the site it comes from, to which its relative addresses belong.
   * @param around the text that the HTML is a part of; without it, it is a text of its own.
   */
  sanitise(html: string, site: string, around?: TextAround): SanitisedHtml;
}

/** What a part of a text must know of the whole. */
export interface TextAround {
  ids: TextIds;
  /** Whether this picture, which only http offers, is ours by now: then it stays, for whoever puts our copy in its place. */
  hasCopy(src: string): boolean;
}

/** Gives out the ids of one text, each once and none that the page around it uses. */
export interface TextIds {
  /** The id to write, or null when it is none that an address can hold plainly. */
  give(id: string): string | null;
  /** What an id of the text is called on the page. */
  here(id: string): string;
}

export interface SanitisedHtml {
  html: string;
  /** The same without tags, white space folded. */
  text: string;
  /** Addresses of the pictures that were left out because only http offers them. */
  waiting: string[];
  /** What readers will not find as it was. */
  left: {
    /** Pictures left out because their address is none that anybody could fetch. */
    pictures: number;
    /** Frames, films and recordings that became plain links. */
    links: number;
    /** Forms, which had nowhere to go. */
    forms: number;
  };
}

/** A mail as it goes out. */
export interface OutgoingMail {
  /** With its angle brackets (RFC 5322, 3.6.4). The same one twice is the same mail to whoever gets it. */
  messageId: string;
  /** `Name <address>`. */
  from: string;
  /** One address. */
  to: string;
  subject: string;
  text: string;
  html: string;
}

/** `refused`: it will never be taken, as far as the server knows. `failed`: another time it may be. */
export type MailOutcome =
  | { kind: 'sent' }
  | {
      kind: 'refused' | 'failed';
      /** For logs: a reply code of SMTP (`550`) or what broke (`ETIMEDOUT`). */
      code: string;
      /** For the operator: what the server said. It may quote the recipient, so it is never logged. */
      answer: string;
    };

/** The way out for mails. */
export interface MailTransport {
  /** Takes 20 s at most; never throws for what the server does. */
  send(mail: OutgoingMail): Promise<MailOutcome>;
  /** Breaks off what is under way. */
  close(): void;
}

export type KeptFile = { kind: 'kept'; file: StoredFile } | Refused;

/** Where the bytes of pictures lie. Nothing there is known to anybody until `unit.media` says so in a unit. */
export interface MediaStore {
  /**
   * Reads to the end, or until it is too much. Refuses what is no picture, and what is too large, in a sentence that says
   * what is taken. What was kept and never made known is removed after a day.
   */
  keep(bytes: AsyncIterable<Uint8Array>): Promise<KeptFile>;
}
