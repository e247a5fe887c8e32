/** What is kept over time, by us and by what has a longer memory. */
export type Metric =
  | 'cpuPercent'
  | 'memoryBytes'
  | 'receivedRate'
  | 'sentRate'
  | 'readRate'
  | 'writtenRate'
  | 'load'
  | 'diskBytes';
