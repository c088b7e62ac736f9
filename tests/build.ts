import { execFileSync } from 'node:child_process';

/** Workers run compiled JavaScript, so the tests build once before they start. */
export function setup(): void {
  execFileSync('npm', ['run', '--silent', 'build'], { stdio: 'inherit' });
}
