import type { SignOutModel } from '../views/models.js';

export interface Question {
  clientName: string | null;
  action: string;
  xsrf: string;
}

export function presentSignOut({ clientName, action, xsrf }: Question): SignOutModel {
  return { clientName, action, xsrf };
}
