internal import ClusterModel

/// Collects errors and warnings of a set of files; reading goes on after each.
struct DiagnosticCollector: Sendable {
    /// In the order found.
    private(set) var collected: [Diagnostic] = []
    /// Places of errors of reading. A rule uses a value only if it was read without an error.
    private(set) var unreadPlaces: Set<SourcePlace> = []
    /// True until the rules are checked.
    private var isReading = true
    private var seen: Set<Diagnostic> = []

    init() {}

    /// Ends reading: errors from here on come from rules and leave values readable.
    mutating func endReading() { isReading = false }

    /// Adds a diagnostic, once.
    mutating func add(_ diagnostic: Diagnostic) {
        if isReading, diagnostic.severity == .error { unreadPlaces.insert(diagnostic.place) }
        // The value of an alias is read once for every use.
        if seen.insert(diagnostic).inserted { collected.append(diagnostic) }
    }

    mutating func error(
        _ message: String, at place: SourcePlace, advice: String? = nil, notes: [Diagnostic.Note] = []
    ) {
        add(Diagnostic(.error, message, at: place, advice: advice, notes: notes))
    }

    mutating func warning(_ message: String, at place: SourcePlace, advice: String? = nil) {
        add(Diagnostic(.warning, message, at: place, advice: advice))
    }

    /// Reports what was expected at a node; the value then is nil.
    mutating func expected<Value>(_ what: String, found node: Node, advice: String? = nil) -> Value? {
        let usual = node.isNull ? "give a value, or leave the line out" : nil
        error("expected \(what), found \(MessageText.found(node))", at: node.place, advice: advice ?? usual)
        return nil
    }

    /// Reports keys that name no field.
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
                ClosestMatch.advice(for: entry.key, among: known)
                ?? (known.count == 1 ? "the only field is " : "the fields are ") + MessageText.list(known)
            error("\(owner) has no field \(MessageText.quoted(entry.key))", at: entry.place, advice: advice)
        }
    }

    /// Whether the value of an unknown key is likely to be a secret.
    private static func namesSecret(_ key: String) -> Bool {
        let folded = key.lowercased()
        return ["password", "passwd", "passphrase", "secret", "token"].contains { folded.contains($0) }
    }

    /// An unknown field that may hold a secret is not shown.
    private mutating func literalSecret(_ entry: Node.Entry, of owner: String, known: [String]) {
        add(
            Diagnostic(
                .error, "\(owner) has no field \(MessageText.quoted(entry.key))", at: entry.place,
                advice: ClosestMatch.advice(for: entry.key, among: known) ?? "the fields are "
                    + MessageText.list(known),
                notes: [.init("a manifest must not contain a secret", at: entry.value.place)],
                secret: entry.value.place))
    }
}
