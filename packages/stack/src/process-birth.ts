import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** A process and when it began: together they name one process for ever, while a bare number is used again. */
export type ProcessMark = { readonly pid: number; readonly birth: string };

/** When the process began, in the system's own words; null when there is none, or a dead one not yet buried. */
const birthOf = (pid: number): string | null => {
  try {
    if (process.platform === 'linux') {
      // After the name in brackets, which may hold anything: state is the first field, the start time the twentieth.
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return fields[0] === 'Z' ? null : (fields[19] ?? null);
    }
    const began = execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
    return began === '' ? null : began;
  } catch {
    return null;
  }
};

export const markProcess = (pid: number): ProcessMark => ({ pid, birth: birthOf(pid) ?? '' });

/** True while that very process lives. */
export const isAlive = (mark: ProcessMark): boolean => mark.birth !== '' && birthOf(mark.pid) === mark.birth;
