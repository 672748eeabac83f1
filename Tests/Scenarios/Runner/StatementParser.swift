import ClusterModel

/// Words to statements.
enum StatementParser {
    /// All that a script may say, for the message about a line that says something else.
    static let usage =
        [
            "manifests PATH", "manifests <<END", "edit manifests EDIT",
            "hosts [--converged] [--seed N] [--without PACKAGE,…] [--no-names] [--beside HOST,…]",
            "apply [--yes] [--timeout DURATION] [-o json]", "diff [-o json]", "wait DURATION",
            "expect \(Statement.Resolution.allCases.map(\.rawValue).joined(separator: "|"))",
            "after DURATION: STATEMENT",
            "every DURATION [for DURATION]: STATEMENT", "when STEP starts [after DURATION]: STATEMENT", "kill hcctl",
        ] + ShownFact.usage + ScriptedAction.usage

    static func statement(_ text: String) throws(StatementError) -> Statement {
        try statement(try words(of: text))
    }

    private static func statement(_ words: [String]) throws(StatementError) -> Statement {
        let rest = Array(words.dropFirst())
        switch words.first {
        case "manifests" where rest.count == 1: return .manifests(path: rest[0])
        case "edit" where rest.first == "manifests": return .editManifests(try TextEdit(Array(rest.dropFirst())))
        case "hosts": return .hosts(try hosts(rest))
        case "apply": return .command(.apply(try apply(rest)))
        case "diff": return .command(.diff(try format(rest)))
        case "wait" where rest.count == 1: return .command(.wait(try duration(rest[0])))
        case "expect": return .expect(try resolution(rest))
        case "show":
            guard let fact = ShownFact(rest) else {
                throw StatementError("show one of: \(ShownFact.usage.joined(separator: ", "))")
            }
            return .show(fact)
        case "kill" where rest == ["hcctl"]: return .effect(.kill)
        case "after", "every", "when": return try timed(words)
        default: return .effect(.external(try ScriptedAction(words)))
        }
    }

    private static func hosts(_ words: [String]) throws(StatementError) -> Statement.HostsOptions {
        var options = Statement.HostsOptions()
        var rest = words[...]
        while let option = rest.popFirst() {
            switch (option, rest.first) {
            case ("--converged", _): options.areConverged = true
            case ("--no-names", _): options.findsNames = false
            case ("--seed", let word?) where UInt64(word) != nil:
                options.seed = UInt64(word) ?? 1
                rest.removeFirst()
            case ("--without", let word?):
                options.without = list(word)
                rest.removeFirst()
            case ("--beside", let word?):
                options.beside = list(word).map { HostName($0) }
                rest.removeFirst()
            default: throw StatementError("hosts takes no “\(option)” so")
            }
        }
        return options
    }

    private static func list(_ word: String) -> [String] { word.split(separator: ",").map(String.init) }

    private static func apply(_ words: [String]) throws(StatementError) -> Statement.ApplyOptions {
        var options = Statement.ApplyOptions()
        var rest = words[...]
        while let option = rest.popFirst() {
            switch (option, rest.first) {
            case ("--yes", _): options.yes = true
            case ("--timeout", let word?):
                options.timeout = try duration(word)
                rest.removeFirst()
            case ("-o", let word?):
                options.format = try format(["-o", word])
                rest.removeFirst()
            default: throw StatementError("apply takes no “\(option)” so")
            }
        }
        return options
    }

    private static func format(_ words: [String]) throws(StatementError) -> Statement.OutputFormat {
        if words.isEmpty { return .text }
        guard words.count == 2, words[0] == "-o", let format = Statement.OutputFormat(rawValue: words[1]) else {
            throw StatementError("the only option here is -o text or -o json")
        }
        return format
    }

    private static func resolution(_ words: [String]) throws(StatementError) -> Statement.Resolution {
        guard words.count == 1, let resolution = Statement.Resolution(rawValue: words[0]) else {
            let known = Statement.Resolution.allCases.map(\.rawValue).joined(separator: ", ")
            throw StatementError("expect one of: \(known)")
        }
        return resolution
    }

    private static func timed(_ words: [String]) throws(StatementError) -> Statement {
        let (trigger, count) = try trigger(words)
        let inner = Array(words.dropFirst(count))
        switch try statement(inner) {
        case .command(.apply(let options)): return .schedule(trigger, .apply(options), words: text(inner))
        case .effect(let effect): return .schedule(trigger, effect, words: text(inner))
        case .command, .manifests, .inlineManifests, .editManifests, .hosts, .expect, .show, .schedule:
            throw StatementError("only apply, kill hcctl and external actions can be done beside a command")
        }
    }

    private static func text(_ words: [String]) -> String { words.joined(separator: " ") }

    /// With the number of its words.
    private static func trigger(_ words: [String]) throws(StatementError) -> (Statement.Trigger, Int) {
        switch (words[0], words.count) {
        case ("every", 4...) where words[2] == "for":
            return (.every(try duration(words[1]), for: try duration(words[3])), 4)
        case ("every", 2...): return (.every(try duration(words[1]), for: nil), 2)
        case ("after", 2...): return (.after(try duration(words[1])), 2)
        case ("when", 5...) where words[2] == "starts" && words[3] == "after":
            return (.stepStarts(words[1], after: try duration(words[4])), 5)
        case ("when", 3...) where words[2] == "starts": return (.stepStarts(words[1], after: .zero), 3)
        default:
            throw StatementError(
                "a time is one of: after DURATION, every DURATION [for DURATION], when STEP starts [after DURATION]")
        }
    }
}
