/** The icons of lucide-static (ISC) that pages use; the sprite holds these and no others. */
export const usedIcons = [
  // signs of the six services
  'newspaper',
  'search',
  'apple',
  'shopping-basket',
  'calendar-days',
  'messages-square',
  'circle-user-round',
  // states and directions
  'arrow-left',
  'arrow-right',
  'circle-check',
  'circle-x',
  'info',
  'lock',
  'monitor',
  'smartphone',
  'tablet',
  'mail',
  'triangle-alert',
] as const;

export type IconName = (typeof usedIcons)[number];
