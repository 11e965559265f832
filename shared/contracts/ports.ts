/** The time of day, held still by tests. */
export type Clock = () => Date;

/** Makes HTML from elsewhere fit to be shown. */
export interface HtmlSanitiser {
  /** Grows with every change of the rules: what older rules made is then made again. */
  readonly version: number;

  /** @param site origin and path of the site it comes from, to which its relative addresses belong. */
  sanitise(html: string, site: string): SanitisedHtml;
}

export interface SanitisedHtml {
  html: string;
  /** The same without tags, white space folded. */
  text: string;
  /** What readers will not find as it was. */
  left: {
    /** Pictures left out because their address is not https. */
    pictures: number;
    /** Frames, films and recordings that became plain links. */
    links: number;
    /** Forms, which had nowhere to go. */
    forms: number;
  };
}
