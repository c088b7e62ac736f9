import {
  ASYMMETRIC_MATCHERS_OBJECT,
  addCustomEqualityTesters,
  chai,
  customMatchers,
  type ExpectStatic,
  getState,
  JestAsymmetricMatchers,
  JestChaiExpect,
  JestExtend,
  type MatcherState,
  setState,
  type Tester,
} from '@vitest/expect';

/** `expect` with vitest's matchers, outside of a test: no snapshots, no `soft`, no `poll`. */
export const expect: ExpectStatic = newExpect();

/** Put together as vitest does it for its own. */
function newExpect(): ExpectStatic {
  for (const plugin of [JestExtend, JestChaiExpect, JestAsymmetricMatchers]) chai.use(plugin);
  const made: unknown = Object.assign(
    (value: unknown, message?: string) => chai.expect(value, message),
    chai.expect,
    Reflect.get(globalThis, ASYMMETRIC_MATCHERS_OBJECT),
    { assert: chai.assert, addEqualityTesters: (testers: Tester[]) => addCustomEqualityTesters(testers) },
  );
  if (!isExpect(made)) throw new TypeError('@vitest/expect is not what it was');
  Object.assign(made, {
    getState: () => getState(made),
    setState: (state: Partial<MatcherState>) => setState(state, made),
    extend: (matchers: Parameters<ExpectStatic['extend']>[0]) =>
      Reflect.apply(Reflect.get(chai.expect, 'extend'), chai.expect, [made, matchers]),
  });
  setState({ assertionCalls: 0, isExpectingAssertions: false, isExpectingAssertionsError: null }, made);
  made.extend(customMatchers);
  return made;
}

function isExpect(value: unknown): value is ExpectStatic {
  return typeof value === 'function' && 'extend' in value && 'objectContaining' in value;
}
