import { columnRules } from './columns.js';
import { constraintRules } from './constraints.js';
import { habitRules } from './habits.js';
import { indexRules } from './indexes.js';
import { lockRules } from './locks.js';
import { removalRules } from './removals.js';

/** Every rule for one statement. */
export const rules = [...columnRules, ...constraintRules, ...indexRules, ...removalRules, ...lockRules, ...habitRules];
