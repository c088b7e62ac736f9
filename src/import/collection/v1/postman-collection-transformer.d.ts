/** What is used of it; the package brings no types. */
declare module 'postman-collection-transformer' {
  const transformer: {
    convertSingle(
      request: object,
      options: Readonly<Record<string, unknown>>,
      done: (error: unknown, item: unknown) => void,
    ): void;
  };
  export = transformer;
}
