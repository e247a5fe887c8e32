import {existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {type Layout, labsFolder} from './layout.ts';
import type {NodeRecipe} from './node.ts';
import {isAlive, type RememberedProcess} from './processes.ts';

/** What is remembered of a lab between processes. */
export interface LabState {
  readonly nodes: readonly NodeRecipe[];
  /** The process that wanted the lab; null for a lab made by hand, which stays until it is taken down. */
  readonly owner: RememberedProcess | null;
}

const stateFile = (layout: Layout) => join(layout.dir, 'lab.json');

export function saveState(layout: Layout, state: LabState): void {
  mkdirSync(layout.dir, {recursive: true});
  writeFileSync(stateFile(layout), JSON.stringify(state, null, 2));
}

export function loadState(layout: Layout): LabState | null {
  if (!existsSync(stateFile(layout))) return null;
  return JSON.parse(readFileSync(stateFile(layout), 'utf8')) as LabState;
}

export function labIds(): string[] {
  return existsSync(labsFolder()) ? readdirSync(labsFolder()) : [];
}

/** Whether a lab's owner died without taking it down. */
export function isAbandoned(state: LabState | null): boolean {
  return state !== null && state.owner !== null && !isAlive(state.owner);
}
