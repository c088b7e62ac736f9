import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { JsonObject } from '../../src/contract/json.js';

const VERSION = '1.34.0';
/** It may ask for nothing but files: whatever it would send goes to a port where nobody listens. */
const NOWHERE = 'http://127.0.0.1:9';

/** Postman's own command-line tool in a folder of its own, with a home of its own. */
export class PostmanCli {
  readonly #folder = mkdtempSync(path.join(tmpdir(), 'postman-cli-'));
  #count = 0;

  private constructor(readonly command: string) {}

  /** From npm, or what npm has kept of it; undefined where it cannot be had. It is no dependency, 240 MB large. */
  static get(): PostmanCli | undefined {
    try {
      const options = ['--yes', '--prefer-offline', '--ignore-scripts', `--package=postman-cli@${VERSION}`];
      const found = execFileSync('npm', ['exec', ...options, '-c', 'command -v postman'], {
        encoding: 'utf8',
      });
      const cli = new PostmanCli(found.trim());
      if (cli.#run('--version').includes(VERSION)) return cli;
      cli.close();
    } catch {
      // Without a network, or on a system that it was not made for.
    }
    return undefined;
  }

  /** The directory of v3 that `collection migrate` makes of a collection v2.1. @throws where it refuses it */
  migrated(collection: JsonObject): string {
    const at = path.join(this.#folder, `${++this.#count}`);
    mkdirSync(at);
    writeFileSync(path.join(at, 'from.json'), JSON.stringify(collection));
    const said = this.#run('collection', 'migrate', path.join(at, 'from.json'), '-o', path.join(at, 'to'));
    if (!said.includes('migrated to')) throw new Error(said);
    return path.join(at, 'to');
  }

  close(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #run(...parameters: string[]): string {
    const { PATH } = process.env;
    return execFileSync(this.command, parameters, {
      encoding: 'utf8',
      cwd: this.#folder,
      env: { PATH, HOME: this.#folder, HTTP_PROXY: NOWHERE, HTTPS_PROXY: NOWHERE },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }
}
