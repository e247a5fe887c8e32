import {keyRules} from './keys.ts';
import {membershipRules} from './membership.ts';

/** What is done to the swarm itself, and to the connected engine's place in one. */
export const swarmRules = {...keyRules, ...membershipRules};
