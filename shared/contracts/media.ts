/** A file that lies in the media store under its SHA-256, looked at but not yet known to the database. */
export interface StoredFile {
  /** Lower-case hex. */
  sha256: string;
  mime: string;
  bytes: number;
  /** Pixels, as shown (after the turn that the camera noted). */
  width: number;
  height: number;
}

/** What was made of a picture to be shown. */
export interface MadePicture {
  /** Names below `/media/<sha256>/`, smallest first. */
  variants: string[];
  /** A few blurred bytes as a `data:` address, to be shown until the picture is there; null where it has clear parts. */
  placeholder: string | null;
  /** Where to look when it is cropped, in percent from the left and the top; null where nobody knows. */
  focus: Focus | null;
}

export interface Focus {
  x: number;
  y: number;
}

/** All that a page needs to show a picture, as it is kept with what shows it. */
export type ShownMedia = Pick<StoredFile, 'sha256' | 'width' | 'height'> & MadePicture;

/** A picture of ours as a page writes it. */
export interface PictureSet {
  /** For whoever takes no other: mails, feeds, old browsers. A path. */
  src: string;
  /** Pixels of the original, for the shape of the place that is kept. */
  width: number;
  height: number;
  /** The other formats, the best first; `srcset` with widths. */
  sources: PictureSource[];
  /** A `data:` address to be shown until the picture is there; null where it has clear parts. */
  blur: string | null;
  focus: Focus | null;
}

export interface PictureSource {
  type: string;
  srcset: string;
}

export interface MediaDto extends StoredFile {
  id: string;
  /** Plain text for those who do not see it; empty for decoration. */
  alt: string;
  state: 'new' | 'ready' | 'failed';
  /** Names below `/media/<sha256>/`, smallest first; empty until the state is `ready`. */
  variants: string[];
  /** As of `MadePicture`; null before `ready`. */
  placeholder: string | null;
  focus: Focus | null;
}

export interface AboutMedia {
  alt: string;
  ownerId: string | null;
  /** Where its variants lie there already; else a job makes them. */
  made?: MadePicture;
}

/** Makes a stored file known, with the unit's own changes. The same bytes are one medium. */
export type AddMedia = (file: StoredFile, about: AboutMedia) => Promise<MediaDto>;
