import {afterAll, beforeAll, describe} from 'vitest';
import {hasEngine} from './engines.ts';
import {type Lab, type LabOptions, startLab} from './lab.ts';
import {whyNoLab} from './requirements.ts';

/**
 * Tests against one real swarm, made before them and gone after them. Where it cannot be had they are skipped, with
 * the reason in their title.
 */
export function onLab(title: string, options: LabOptions, tests: (lab: () => Lab) => void): void {
  const problem = whyNot(options);
  if (problem !== null) {
    describe.skip(`${title} (no lab: ${problem})`, () => tests(() => missing(problem)));
    return;
  }
  describe(title, () => {
    let lab: Lab | undefined;
    beforeAll(async () => {
      lab = await startLab(options);
    });
    afterAll(async () => {
      await lab?.down();
    });
    tests(() => lab ?? missing('it did not start'));
  });
}

function whyNot(options: LabOptions): string | null {
  const engines = [options.engine ?? 'system', ...Object.values(options.engines ?? {})];
  const absent = engines.find(engine => !hasEngine(engine));
  return whyNoLab() ?? (absent === undefined ? null : `engine "${absent}" is not here`);
}

function missing(reason: string): never {
  throw new Error(`no lab: ${reason}`);
}
