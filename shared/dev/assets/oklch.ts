/** Lightness 0..1, chroma, hue in degrees. */
export type Oklch = readonly [lightness: number, chroma: number, hue: number];

type Triple = readonly [number, number, number];

/**
 * Linear sRGB by the matrices of the OKLab specification (Ottosson 2020, as CSS Color 4 uses them).
 * Channels outside 0..1 lie outside sRGB.
 */
export function linearRgb([lightness, chroma, hue]: Oklch): Triple {
  const angle = (hue * Math.PI) / 180;
  const a = chroma * Math.cos(angle);
  const b = chroma * Math.sin(angle);
  const long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
    -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
    -0.0041960863 * long - 0.7034186147 * middle + 1.707614701 * short,
  ];
}

export function isInSrgb(colour: Oklch, tolerance = 0.002): boolean {
  return linearRgb(colour).every((channel) => channel >= -tolerance && channel <= 1 + tolerance);
}

/** WCAG 2.2 contrast ratio, 1 to 21. */
export function contrast(one: Oklch, other: Oklch): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

/** `#rrggbb`, for the places that understand nothing else (theme-color). */
export function hex(colour: Oklch): string {
  const channels = clipped(colour).map((channel) => {
    const encoded = channel <= 0.0031308 ? 12.92 * channel : 1.055 * channel ** (1 / 2.4) - 0.055;
    return Math.round(encoded * 255)
      .toString(16)
      .padStart(2, '0');
  });
  return `#${channels.join('')}`;
}

function luminance(colour: Oklch): number {
  const [red, green, blue] = clipped(colour);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function clipped(colour: Oklch): Triple {
  const [red, green, blue] = linearRgb(colour);
  const clip = (channel: number) => Math.min(1, Math.max(0, channel));
  return [clip(red), clip(green), clip(blue)];
}
