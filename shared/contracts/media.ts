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

export interface MediaDto extends StoredFile {
  id: string;
  /** Plain text for those who do not see it; empty for decoration. */
  alt: string;
  state: 'new' | 'ready' | 'failed';
  /** Names below `/media/<sha256>/`, smallest first; empty until the state is `ready`. */
  variants: string[];
  /** A few blurred bytes as a `data:` address, to be shown until the picture is there; null before `ready`. */
  placeholder: string | null;
}

/** Makes a stored file known, with the unit's own changes; a job makes its variants. The same bytes are one medium. */
export type AddMedia = (file: StoredFile, about: { alt: string; ownerId: string | null }) => Promise<MediaDto>;
