import type { CodesData } from '../data.js';
import type { Model } from './model.js';

/** Which error codes were provoked, by how many operations, in which environment. */
export function ErrorCodes({ model }: { readonly model: Model }) {
  const { codes, environments } = model.data;
  if (!codes) return null;
  return (
    <section class="codes" aria-labelledby="codes-title">
      <h2 id="codes-title">
        Error codes <small>{codes.sentence}</small>
      </h2>
      <div class="wide">
        <table class="list">
          <thead>
            <tr>
              <th scope="col">error_code</th>
              <th scope="col">Catalogue</th>
              {environments.map(({ name }) => (
                <th scope="col" key={name}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>{codes.rows.map(row)}</tbody>
        </table>
      </div>
      {codes.more > 0 && <p class="empty">and {codes.more} more, in results.json</p>}
    </section>
  );
}

function row({ code, remark, seen }: CodesData['rows'][number]) {
  return (
    <tr key={code}>
      <th scope="row">
        <code>{code}</code>
      </th>
      <td class={remark === '' ? undefined : 'remark'}>{remark || 'seen'}</td>
      {seen.map(({ count, names }, place) => (
        <td key={place}>{operations(count, names)}</td>
      ))}
    </tr>
  );
}

function operations(count: number, names: readonly string[]): string {
  const more = count - names.length;
  return names.length === 0 ? '–' : `${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
