import {getHeapSpaceStatistics, setFlagsFromString} from 'node:v8';
import type {ClusterStore} from '../store/cluster-store.ts';

/** The part of the heap for what was made just now, which V8 doubles when much of it lives on, up to 128 MB. */
export interface YoungSpace {
  bytes(): number;
  /** By so many times at its next step; 1: not any more. */
  growBy(factor: 1 | 2): void;
}

/**
 * Of 2, 4, 8, 16 and 128 MB the one with which 10,000 tasks and 500 changes a second stayed small without collecting all
 * the time. Received parts of long lists lie beside the heap until it is collected: with 16 MB they came to 12 MB.
 */
export const youngEnough = 8 * 1024 ** 2;
/**
 * V8 lets the old space grow to two to four times what lives in it before it collects. With 25 in place of 10 the console took
 * 10 MB more, and not measurably less of the processor.
 */
const oldGrowthPercent = 10;
/** V8 of Node 22 to 24: a V8 that does not know a flag writes so on the screen. */
const knownV8 = /^1[2-4]\./;

/**
 * Keeps V8 from taking memory that it does not need. A long list that comes in grows the young space to its limit, for
 * good; the limit itself can be set before the start alone, and a program that starts itself anew takes twice as long.
 */
export const keepHeapSmall = (
  store: Pick<ClusterStore, 'onChange'>,
  young: YoungSpace | null = v8YoungSpace(process.versions.v8),
): (() => void) => {
  if (young === null) return () => undefined;
  let mayGrow = true;
  return store.onChange(() => {
    const mayStill = young.bytes() < youngEnough;
    if (mayStill === mayGrow) return;
    mayGrow = mayStill;
    young.growBy(mayGrow ? 2 : 1);
  });
};

const v8YoungSpace = (version: string): YoungSpace | null => {
  if (!knownV8.test(version)) return null;
  setFlagsFromString(`--heap-growing-percent=${oldGrowthPercent}`);
  return {
    bytes: () => getHeapSpaceStatistics().find(space => space.space_name === 'new_space')?.space_size ?? 0,
    growBy: factor => setFlagsFromString(`--semi-space-growth-factor=${factor}`),
  };
};
