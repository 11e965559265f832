/** As far as our tests use it. */
declare module 'jsonld' {
  interface Term {
    termType: 'NamedNode' | 'BlankNode' | 'Literal';
    value: string;
  }
  interface Quad {
    subject: Term;
    predicate: Term;
    object: Term;
  }
  interface Options {
    /** Throws for whatever would be dropped. */
    safe: boolean;
    documentLoader: (url: string) => Promise<{ contextUrl: null; documentUrl: string; document: object }>;
  }
  const jsonld: { toRDF: (document: object, options: Options) => Promise<Quad[]> };
  export default jsonld;
}
