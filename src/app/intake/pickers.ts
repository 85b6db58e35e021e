/** Names the ways to choose files in the system's dialogs. */
export interface Pickers {
  readonly chooseFolder: () => void;
  readonly choosePhotos: () => void;
  readonly chooseQuery: () => void;
  /** Vectors and their names, chosen together. */
  readonly chooseVectors: () => void;
  /** A model and its data files, chosen together. */
  readonly chooseModel: () => void;
}
