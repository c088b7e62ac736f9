/** Scripts that cannot be ended, and one that can. */
export const SCRIPTS = {
  'loops for ever': 'for (;;);',
  'allocates without end': 'const all = []; for (;;) all.push(Array.from({ length: 1e5 }, Math.random));',
  'goes on behind them': "pm.test('is answered', () => pm.response.to.have.status(200));",
};
