internal import ClusterModel

/// Everything wrong or doubtful in a set of files; reading goes on after each.
struct Problems: Sendable {
    /// In the order found.
    private(set) var diagnostics: [Diagnostic] = []
    /// Where errors of reading are. A rule that looks at a value first asks whether it was read without one.
    private(set) var unreadPlaces: Set<SourcePlace> = []
    /// While values are read, before any rule looks at them.
    private var isReading = true
    private var seen: Set<Diagnostic> = []

    init() {}

    /// Says that everything is read: what comes now is about values that are what they look like.
    mutating func endReading() { isReading = false }

    /// Takes over what was found elsewhere.
    mutating func add(_ diagnostic: Diagnostic) {
        if isReading, diagnostic.severity == .error { unreadPlaces.insert(diagnostic.place) }
        // What stands behind an alias is read once for every use.
        if seen.insert(diagnostic).inserted { diagnostics.append(diagnostic) }
    }

    mutating func error(
        _ message: String, at place: SourcePlace, advice: String? = nil, notes: [Diagnostic.Note] = []
    ) {
        add(Diagnostic(.error, message, at: place, advice: advice, notes: notes))
    }

    mutating func warning(_ message: String, at place: SourcePlace, advice: String? = nil) {
        add(Diagnostic(.warning, message, at: place, advice: advice))
    }

    /// Says what was expected at a node; the value then is nil.
    mutating func expected<Value>(_ what: String, found node: Node, advice: String? = nil) -> Value? {
        let usual = node.isNull ? "give a value, or leave the line out" : nil
        error("expected \(what), found \(Words.found(node))", at: node.place, advice: advice ?? usual)
        return nil
    }

    /// Says which of the keys name nothing.
    mutating func unknownKeys(
        in entries: [Node.Entry], known: [String], of owner: String
    ) {
        // An index touches the key alone, where a loop over entries takes a copy of each.
        for index in entries.indices where !known.contains(entries[index].key) {
            let entry = entries[index]
            if Self.namesSecret(entry.key) {
                literalSecret(entry, of: owner, known: known)
                continue
            }
            let advice =
                NearestName.advice(for: entry.key, among: known)
                ?? (known.count == 1 ? "the only field is " : "the fields are ") + Words.list(known)
            error("\(owner) has no field \(Words.quoted(entry.key))", at: entry.place, advice: advice)
        }
    }

    /// Whether a key that no field has is likely to stand before a secret.
    private static func namesSecret(_ key: String) -> Bool {
        let folded = key.lowercased()
        return ["password", "passwd", "passphrase", "secret", "token"].contains { folded.contains($0) }
    }

    /// An unknown field that may hold a secret is not shown.
    private mutating func literalSecret(_ entry: Node.Entry, of owner: String, known: [String]) {
        add(
            Diagnostic(
                .error, "\(owner) has no field \(Words.quoted(entry.key))", at: entry.place,
                advice: NearestName.advice(for: entry.key, among: known) ?? "the fields are " + Words.list(known),
                notes: [.init("a secret does not stand in a manifest", at: entry.value.place)],
                secret: entry.value.place))
    }
}
