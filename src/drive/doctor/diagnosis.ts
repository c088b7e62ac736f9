/** Something that stands in the way of a run, or is to be known before one. */
export interface Diagnosis {
  /** `settings`: nothing can be sent; `stops`: a run would have no verdict; `note`: it would go on. */
  readonly gravity: 'settings' | 'stops' | 'note';
  /** What it is about: a setting, or the environment. */
  readonly place: string;
  /** One sentence without a full stop. */
  readonly fact: string;
  /** The next step, without a full stop. */
  readonly fix: string;
}
