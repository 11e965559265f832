import type { Ghost } from '../ghost.js';
import type { AdminAnswer, AdminRequest } from '../http/request.js';

export interface Route {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Its groups are handed to `answer`. */
  path: RegExp;
  /** Answers without a token. */
  isOpen?: boolean;
  answer: (ghost: Ghost, request: AdminRequest, ...groups: string[]) => AdminAnswer;
}
