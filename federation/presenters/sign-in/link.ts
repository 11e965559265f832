import type { LinkModel } from '../../views/sign-in-models.js';
import { placesOf, type Waiting } from './places.js';

/** The button sends its form to the address that the page has. */
export function presentLink(interaction: Waiting, email: string): LinkModel {
  return { ...placesOf(interaction), email };
}
