import {createContext, useContext} from 'react';
import type {Environment} from './capabilities.ts';

/** Who paints: our stage on Ink's tree, Ink itself, or Ink as plain lines for a screen reader. */
export type RendererKind = 'stage' | 'ink' | 'reader';

/** What the environment asks for; the stage may still find that it does not know this Ink. */
export function wantedRenderer(env: Environment): RendererKind {
  if (env['INK_SCREEN_READER'] === 'true') return 'reader';
  return env['MEDIANEST_RENDERER'] === 'ink' ? 'ink' : 'stage';
}

const RendererContext = createContext<RendererKind>('ink');

/** Makes the renderer known to the components that paint by themselves. */
export const RendererProvider = RendererContext;

/** Who paints this tree; Ink where nobody said. */
export function useRenderer(): RendererKind {
  return useContext(RendererContext);
}
