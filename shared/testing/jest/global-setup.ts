import { startRunStack } from './run-stack.js';

export default startRunStack;
