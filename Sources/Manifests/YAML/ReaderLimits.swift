/// What a reader of manifests accepts. libyaml 0.2.5 has no limits of its own.
struct ReaderLimits: Sendable {
    /// Bytes of one file. Protects memory: a tree takes some fifty times its text. Costs nothing that people write:
    /// ten thousand volumes fit.
    var bytes = 4 << 20
    /// Levels of nesting. Protects the stack, for everything that walks a tree recurses. A manifest nests 6 deep.
    var depth = 64
    /// Values of one file with its aliases followed. Keeps ten lines of aliases from becoming a billion values.
    var values = 500_000
    /// Bytes of one scalar. Protects messages and what is handed on; no field takes more than a few hundred.
    var scalarBytes = 64 << 10
    /// Diagnostics of one reading. Protects users and terminals from the output for a file that is no manifest.
    var diagnostics = 1000
}
