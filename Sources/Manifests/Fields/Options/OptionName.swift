internal import ClusterModel

/// Names of options of a volume.
enum OptionName {
    /// Keys that hcctl sets itself, to know what is its own.
    static let ownPrefix = "user.hcctl."
    /// Mistakes up to which suggestions are made: each compares a name with all others, and more are of no use.
    private static let suggestions = 20

    private static var table: GlusterOptionTable { .shared }

    /// The full name: `performance.quick-read` of `quick-read`.
    static func full(_ name: String) -> String { table.fullName(of: name) }

    /// What options are set on.
    enum Scope {
        case volume
        /// All volumes together.
        case cluster
    }

    /// Reports an error or a warning about the name of an option.
    static func check(
        _ entry: Node.Entry, _ option: GlusterOptionInfo?, _ scope: Scope, _ diagnostics: inout DiagnosticCollector
    ) {
        // Nearly all names are known: nothing else needs a check then.
        if let option, option.isOfWholeCluster == (scope == .cluster) {
            care(option, entry, &diagnostics)
        } else if let (message, advice) = violation(entry.key, scope, isEarly(diagnostics)) {
            diagnostics.error(message, at: entry.place, advice: advice)
        }
    }

    /// Reports names in one map that mean the same option.
    static func checkTwice(_ entries: [Node.Entry], _ diagnostics: inout DiagnosticCollector) {
        var first: [String: Node.Entry] = [:]
        for entry in entries {
            let name = full(entry.key)
            // The same key again is already reported for the map.
            guard let other = first[name], other.key != entry.key else {
                first[name] = entry
                continue
            }
            diagnostics.error(
                "\(MessageText.quoted(entry.key)) and \(MessageText.quoted(other.key)) are one option", at: entry.place,
                advice: "keep one of the two", notes: [.init("the first one is here", at: other.place)])
        }
    }

    /// Whether a text can be the full name of an option: words with dots between them.
    static func isWellFormed(_ name: String) -> Bool {
        guard let first = name.utf8.first, first.isASCIILetterOrDigit, name.utf8.last != UInt8(ascii: ".") else {
            return false
        }
        var previous = first
        for byte in name.utf8 {
            if byte == UInt8(ascii: "."), previous == byte { return false }
            guard byte.isASCIILetterOrDigit || "._-".utf8.contains(byte) else { return false }
            previous = byte
        }
        return true
    }

    private static func isEarly(_ diagnostics: DiagnosticCollector) -> Bool {
        diagnostics.collected.count < suggestions
    }

    private static func violation(_ name: String, _ scope: Scope, _ isEarly: Bool) -> (String, String?)? {
        if name.hasPrefix(ownPrefix) {
            return ("\(MessageText.quoted(name)) is one of hcctl's own marks", "leave it out: hcctl sets it itself")
        }
        guard isWellFormed(name) else {
            return (
                "\(MessageText.quoted(name)) is no name of an option",
                "write the full name, such as network.ping-timeout"
            )
        }
        guard let option = table.option(name) else {
            guard name.contains(".") else { return short(name, isEarly) }
            return scope == .volume ? nil : unknownOfCluster(name)
        }
        switch (scope, option.isOfWholeCluster) {
        case (.volume, false), (.cluster, true): return nil
        case (.volume, true):
            return (
                "\(MessageText.quoted(name)) is an option of the whole cluster, not of one volume",
                "write it in the Cluster, below gluster.options"
            )
        case (.cluster, false):
            return (
                "\(MessageText.quoted(name)) is an option of single volumes, not of the whole cluster",
                "write it in each GlusterVolume, or in a VolumeOptionGroup that they name"
            )
        }
    }

    /// No annotation lets an unknown option of the whole cluster through: gluster has ten, and refuses `user.` ones.
    private static func unknownOfCluster(_ name: String) -> (String, String?) {
        let names = table.options.filter(\.isOfWholeCluster).map(\.name)
        return (
            "gluster has no option \(MessageText.quoted(name)) of the whole cluster",
            ClosestMatch.advice(for: name, among: names)
        )
    }

    private static func care(_ option: GlusterOptionInfo, _ entry: Node.Entry, _ diagnostics: inout DiagnosticCollector)
    {
        switch option.care {
        case .plain, .protected, .disruptive: break
        case .obsolete:
            diagnostics.warning(
                "the option \(MessageText.quoted(entry.key)) is obsolete", at: entry.place,
                advice: option.meaning.hasPrefix("Use ")
                    ? "gluster says: \(option.meaning)" : "leave it out: gluster takes it, but does not act on it")
        case .separate:
            diagnostics.error(
                "gluster does not take \(MessageText.quoted(entry.key)) as an option to set", at: entry.place,
                advice: "leave it out: a gluster command of its own sets it")
        }
    }

    private static func short(_ name: String, _ isEarly: Bool) -> (String, String?) {
        let names = isEarly ? suggested : []
        let parts = names.map(part)
        let meant = parts.contains(name) ? name : ClosestMatch.nearest(to: name, among: parts)
        let full = zip(parts, names).filter { $0.0 == meant }.map(\.1)
        let example = full.isEmpty ? ", such as network.ping-timeout" : ": \(MessageText.list(full, "or"))"
        return ("the option \(MessageText.quoted(name)) has no dot", "write the full name\(example)")
    }

    /// The options that one may advise: none that gluster has removed.
    private static var suggested: [String] { table.options.filter { $0.care != .obsolete }.map(\.name) }

    /// The option that a full name unknown to gluster is likely to mean.
    static func meant(by name: String, _ diagnostics: DiagnosticCollector) -> [String] {
        guard isEarly(diagnostics) else { return [] }
        let names = suggested
        let elsewhere = names.filter { part($0) == part(name) }
        return elsewhere.isEmpty ? ClosestMatch.nearest(to: name, among: names).map { [$0] } ?? [] : elsewhere
    }

    /// The text after the first dot.
    private static func part(_ name: String) -> String {
        name.utf8.firstIndex(of: UInt8(ascii: ".")).map { String(name[$0...].dropFirst()) } ?? name
    }
}
