export type * from '../views/models.js';
