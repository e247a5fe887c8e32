import {Box} from 'ink';
import type {ReactNode} from 'react';
import type {Area} from './layout.ts';

/** Where a box of the wanted size goes in the middle of the screen; never larger than the screen. */
export function centred(
  wanted: {readonly width: number; readonly height: number},
  screen: {readonly columns: number; readonly rows: number},
): Area {
  const width = Math.min(wanted.width, screen.columns);
  const height = Math.min(wanted.height, screen.rows);
  return {
    column: Math.floor((screen.columns - width) / 2),
    row: Math.floor((screen.rows - height) / 2),
    width,
    height,
  };
}

/** Puts its content over whatever was painted before it in the same parent, at a place of the screen. */
export function Overlay({area, children}: {readonly area: Area; readonly children: ReactNode}) {
  return (
    <Box
      position="absolute"
      marginLeft={area.column}
      marginTop={area.row}
      width={area.width}
      height={area.height}
    >
      {children}
    </Box>
  );
}
