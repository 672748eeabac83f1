internal import ClusterModel

/// Annotations that hcctl reads: names that begin with `hcctl.dev/`.
enum Annotations {
    /// The prefix of annotations that hcctl reads.
    static let prefix = "hcctl.dev/"
    static let mode = "hcctl.dev/mode"
    static let paused = "hcctl.dev/paused"
    static let ignore = "hcctl.dev/ignore"
    static let consent = "hcctl.dev/consent"
    /// Of every kind.
    private static let common = [consent, ignore, mode, paused]

    /// Those that a document of the kind may have; of a kind that cannot be read, all.
    static func known(_ kind: ResourceKind?) -> [String] {
        let kinds = kind.map { [$0] } ?? ResourceKind.allCases
        return kinds.flatMap(\.definition.annotations).reduce(into: []) { names, name in
            if !names.contains(name) { names.append(name) }
        } + common
    }

    /// Reads the annotations and reports what is wrong with them.
    static func read(_ entries: [Node.Entry], _ kind: ResourceKind?, _ diagnostics: inout DiagnosticCollector)
        -> ResourcePolicy
    {
        var policy = ResourcePolicy()
        for entry in entries where entry.key.hasPrefix(prefix) {
            read(entry, kind, &policy, &diagnostics)
        }
        return policy
    }

    private static func read(
        _ entry: Node.Entry, _ kind: ResourceKind?, _ policy: inout ResourcePolicy,
        _ diagnostics: inout DiagnosticCollector
    ) {
        let known = known(kind)
        guard known.contains(entry.key) else {
            diagnostics.error(
                "there is no annotation \(MessageText.quoted(entry.key))\(kind.map { " of \($0.definition.title)" } ?? "")",
                at: entry.place,
                advice: ClosestMatch.advice(for: entry.key, among: known)
                    ?? "those of hcctl.dev are \(MessageText.list(known))")
            return
        }
        switch entry.key {
        case mode: policy.mode = FieldCodec<ResourcePolicy.Mode>.choice().read(entry.value, &diagnostics)
        case paused: policy.isPaused = isTrue(entry.value, &diagnostics)
        case ignore: policy.ignored = fields(entry.value, &diagnostics)
        case consent: policy.consents = consents(entry.value, &diagnostics)
        default: break
        }
    }

    /// Values of annotations are texts: `"true"`; without quotes it is the same to us.
    private static func isTrue(_ node: Node, _ diagnostics: inout DiagnosticCollector) -> Bool {
        switch node.text {
        case "true": return true
        case "false": return false
        default:
            let _: Never? = diagnostics.expected("\"true\" or \"false\"", found: node)
            return false
        }
    }

    private static func fields(_ node: Node, _ diagnostics: inout DiagnosticCollector) -> [String] {
        parts(of: node, separator: ",").filter { field in
            guard field.isEmpty || field.unicodeScalars.contains(where: \.properties.isWhitespace) else { return true }
            diagnostics.error(
                "\(MessageText.quoted(field)) is no path of a field", at: node.place,
                advice: "write paths as diff prints them, with commas between: spec.options[network.ping-timeout]")
            return false
        }
    }

    private static func consents(_ node: Node, _ diagnostics: inout DiagnosticCollector) -> [Consent] {
        parts(of: node, separator: ";").compactMap { part in
            let words = part.split(separator: " ").map(String.init)
            guard words.count > 2, let action = words.first, let date = words.last else {
                diagnostics.error(
                    "\(MessageText.quoted(part)) is no consent", at: node.place,
                    advice: "write “<action> <object> <date>” as the hold prints it, several with “;” between")
                return nil
            }
            guard Consent.actions.contains(action) else {
                diagnostics.error(
                    "\(MessageText.quoted(action)) is no action that needs consent", at: node.place,
                    advice: ClosestMatch.advice(for: action, among: Consent.actions)
                        ?? "those are \(MessageText.list(Consent.actions))")
                return nil
            }
            guard isDate(date) else {
                diagnostics.error(
                    "\(MessageText.quoted(date)) is no date", at: node.place,
                    advice: "write the last day on which it is to hold, such as 2026-11-21")
                return nil
            }
            return Consent(action: action, object: words[1..<(words.count - 1)].joined(separator: " "), date: date)
        }
    }

    /// `2026-11-21`: a day that the calendar has.
    private static func isDate(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.map(\.utf8.count) == [4, 2, 2], parts.allSatisfy({ $0.utf8.allSatisfy(\.isASCIIDigit) }),
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]), (1...12).contains(month)
        else { return false }
        let isLeap = year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
        let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        return (1...days[month - 1]).contains(day)
    }

    /// The texts between the separators, without blanks at their ends.
    static func parts(of node: Node, separator: Character) -> [String] {
        (node.text ?? "").split(separator: separator, omittingEmptySubsequences: false).map {
            String($0.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
        }
    }
}
