/** A finished file before it has its hashed name. */
export interface Asset {
  /** Plain name inside the static folder: `css/main.css`. */
  name: string;
  content: Buffer;
}

/** One line of `manifest.json`; `bytes`, `br` and `gz` are sizes, the last two only where the type compresses. */
export interface ManifestEntry {
  file: string;
  type: string;
  bytes: number;
  br?: number;
  gz?: number;
}

export type Manifest = Record<string, ManifestEntry>;
