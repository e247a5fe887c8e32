import {createContext, useContext} from 'react';
import type {Environment} from './capabilities.ts';

/** Who paints: our stage on Ink's tree, or Ink itself; for a screen reader nobody, it is told lines. */
export type RendererKind = 'stage' | 'ink' | 'reader';

/** What the environment asks for on a screen; the stage may still find that it does not know this Ink. */
export function wantedRenderer(env: Environment): 'stage' | 'ink' {
  return env['MEDIANEST_RENDERER'] === 'ink' ? 'ink' : 'stage';
}

const RendererContext = createContext<RendererKind>('ink');

/** Makes the renderer known to the components that paint by themselves. */
export const RendererProvider = RendererContext;

/** Who paints this tree; Ink where nobody said. */
export function useRenderer(): RendererKind {
  return useContext(RendererContext);
}
