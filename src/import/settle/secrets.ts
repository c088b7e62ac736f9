import type { Draft } from './draft.js';

export function moveSecrets(_draft: Draft, _tokens: readonly string[]): void {}
