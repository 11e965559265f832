import { stopRunStack } from './run-stack.js';

export default stopRunStack;
