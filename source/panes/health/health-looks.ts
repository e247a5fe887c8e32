import type {HealthState} from '../../domain/health/state.ts';
import {type Look, levelLooks} from '../glyphs.ts';

/** Looks of health, with the glyphs of the verdicts that it is made of. */
export const healthLooks: Readonly<Record<HealthState, Look>> = {
  healthy: {...levelLooks.ok, word: 'healthy'},
  converging: {...levelLooks.progress, word: 'converging'},
  degraded: {...levelLooks.warning, word: 'degraded'},
  unknown: {...levelLooks.unknown, word: 'unknown'},
  failing: {...levelLooks.critical, word: 'failing'},
};
