import type {Random} from '../random.ts';
import type {Span} from './timings.ts';

export const within = (random: Random, [leastMs, mostMs]: Span): number => random.between(leastMs, mostMs);
