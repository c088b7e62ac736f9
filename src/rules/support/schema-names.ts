import { isObject, type Json, own } from '../../contract/json.js';
import { reached, type SchemaPart } from '../../contract/schema-parts.js';

/** Every property name that a schema, or what it leads to, declares; not of what is sent and never shown. */
export function namesIn(part: SchemaPart): ReadonlySet<string> {
  return new Set(
    reached(part).flatMap(({ schema }) => {
      const properties = own(schema, 'properties');
      return isObject(properties)
        ? Object.entries(properties).flatMap(([name, said]) => (isShown(said) ? [name] : []))
        : [];
    }),
  );
}

const isShown = (said: Json): boolean =>
  said !== false && !(isObject(said) && own(said, 'writeOnly') === true);

/** The fixed sets of values that a schema, or what it leads to, gives to properties of that name. */
export function enumsOf(name: string, part: SchemaPart): readonly (readonly unknown[])[] {
  return reached(part).flatMap(({ schema, follow }) => {
    const properties = own(schema, 'properties');
    const property = isObject(properties) ? own(properties, name) : undefined;
    const ref = isObject(property) ? own(property, '$ref') : undefined;
    const behind = typeof ref === 'string' ? follow(ref)?.schema : undefined;
    return [property, behind].flatMap((said) => {
      const values = isObject(said) ? own(said, 'enum') : undefined;
      return Array.isArray(values) ? [values] : [];
    });
  });
}
