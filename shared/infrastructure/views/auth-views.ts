import { defineView } from './define-view.js';

/** Why somebody was not signed in. `lost`: what came back was used before, too old, or begun elsewhere. */
export interface SignInAgainModel {
  why: 'lost' | 'refused';
  /** Where to begin once more. */
  again: string;
}

export const signInAgainView = defineView<SignInAgainModel>('pages/sign-in-again', {
  lost: { why: 'lost', again: '/auth/login' },
  refused: { why: 'refused', again: '/auth/login' },
});

export const signedOutView = defineView<{ again: string }>('pages/goodbye', { usual: { again: '/auth/login' } });
