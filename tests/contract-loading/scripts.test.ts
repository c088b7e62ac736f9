import { describe, expect, test } from 'vitest';
import { scriptVariables } from '../../src/contract/scripts.js';

describe('variables that a script touches', () => {
  test.each([
    ['pm.variables.get("a")', ['a'], []],
    ['pm.collectionVariables.set("a", 1)', [], ['a']],
    ["pm.environment.set('a', pm.globals.get('b'))", ['b'], ['a']],
    ['pm\n  .environment\n  .set(`a`, 1)', [], ['a']],
    ['pm.environment?.has("a")', ['a'], []],
    ['postman.setEnvironmentVariable("a", 1); postman.getGlobalVariable("b")', ['b'], ['a']],
    ['if (environment.a || globals["b"]) {}', ['a', 'b'], []],
    ['pm.environment.unset("a"); pm.globals.clear()', [], []],
    ['pm.variables.replaceIn("{{a}}/{{$guid}}")', ['a'], []],
    [
      'const url = "{{a}}/x"; pm.sendRequest({ url, header: { A: `Bearer {{b}}` } }, () => {})',
      ['a', 'b'],
      [],
    ],
    ['console.log("{{a}}")', [], []],
    ['const KEY = "a";\npm.environment.set(KEY, 1);', [], ['a']],
    ['pm.environment.set("it\\\'s \\u0061", 1)', [], ["it's a"]],
  ])('are found: %s', (source, reads, writes) => {
    expect(scriptVariables(source)).toEqual({ reads, writes, hides: false });
  });

  test.each([
    '// pm.environment.set("a", 1)',
    '/* pm.environment.set("a", 1)\n pm.environment.get(x) */',
    'const text = "pm.environment.set(x, 1)";',
    'const pattern = /pm.environment.get(x)"/;',
    'pm.test("3 pm", () => pm.response.to.have.status(200));',
    'const environments = { pm: 1, environment: 2 };',
    'const medieval = retrieval(1);',
    'pm.variables.replaceIn(pm.request.url)',
    'pm.environment.name',
  ])('are none, and none is hidden: %s', (source) => {
    expect(scriptVariables(source)).toEqual({ reads: [], writes: [], hides: false });
  });

  test.each([
    'pm.environment.get(name)',
    'pm.environment.set("a" + i, 1)',
    'pm.environment.set(`a${i}`, 1)',
    'pm.environment.toObject()',
    'const env = pm.environment; env.set("a", 1);',
    'const { environment } = pm;',
    'helper(pm)',
    'pm.environment["set"]("a", 1)',
    'pm.variables.replaceIn(text)',
    'eval(pm.response.text())',
    'postman.setGlobalVariable(name, 1)',
  ])('are hidden: %s', (source) => {
    expect(scriptVariables(source).hides).toBe(true);
  });

  test('comments, strings and regular expressions do not run into each other', () => {
    const source = [
      'const a = "http://x"; // it\'s "here"',
      'const b = /["\'`/]/.test(a) ? 4 / 2 : 1 / 3; pm.environment.set("one", b);',
      'const c = `${a} // ${`{{x}} ${b}`} "`; pm.environment.set("two", c);',
      'const d = { e: { f: 1 } }; /* " */ pm.environment.set("three", d);',
    ].join('\n');
    expect(scriptVariables(source)).toEqual({ reads: [], writes: ['one', 'two', 'three'], hides: false });
  });
});
