package import ClusterModel

/// A document or a line that hcctl writes for programs, and its JSON Schema.
package enum OutputDocument: String, Sendable, CaseIterable {
    /// What a run found, planned and did.
    case run
    case why
    /// Manifests or files that cannot be used, and the result of `validate`.
    case error
    /// One line of `--log-format json`, and of `events -o json`.
    case logLine = "log-line"
    case history
    case wait
    /// The file of `plan --out`.
    case planFile = "plan-file"
    case lab
    case version

    /// The verbs that write it. `error` is what every one of them writes where its manifests are not valid.
    package var verbs: [String] {
        switch self {
        case .run: Self.runVerbs
        case .why: ["why"]
        case .error: ["validate"]
        case .logLine: ["controller", "events"]
        case .history: ["history"]
        case .wait: ["wait"]
        case .planFile: []
        case .lab: ["lab"]
        case .version: ["version"]
        }
    }

    private static let runVerbs = ["diff", "plan", "apply", "status", "get", "describe"]

    /// By its own name or the verb that writes it.
    package init?(named word: String) {
        guard let found = Self.allCases.first(where: { $0.rawValue == word || $0.verbs.contains(word) }) else {
            return nil
        }
        self = found
    }

    /// Every name that `init(named:)` takes.
    package static var names: [String] { allCases.flatMap { $0.verbs + [$0.rawValue] }.distinct() }

    /// Below crd-like-schemas.
    package var path: String { "output/\(rawValue).schema.json" }

    /// JSON Schema, draft 2020-12.
    package var schema: JSON {
        let head: [JSON.Member] = [
            .init("$schema", "https://json-schema.org/draft/2020-12/schema"),
            .init("title", .string("hcctl: \(rawValue)")), .init("description", .string(meaning)),
        ]
        guard case .object(let body) = shape else { return .object(head) }
        let definitions = OutputDefinitions.needed(by: shape)
        return .object(head + body + (definitions.isEmpty ? [] : [.init("$defs", .object(definitions))]))
    }

    private var meaning: String {
        switch self {
        case .run: "What \(Self.runVerbs.joined(separator: ", ")) write with -o json."
        case .why: "What why writes with -o json: the chain of causes of one resource."
        case .error: "What validate writes with -o json, and any verb whose manifests are not valid."
        case .logLine: "One line of apply and controller with --log-format json, and of events -o json."
        case .history: "What history writes with -o json."
        case .wait: "What wait writes with -o json."
        case .planFile: "The file that plan --out writes and apply reads."
        case .lab: "What lab up and lab status write with -o json."
        case .version: "What version writes with -o json."
        }
    }

    private var shape: JSON {
        switch self {
        case .run: Self.runBody
        case .why:
            SchemaNotation.object(
                "simulated!~ cluster exitCode# resource@resource causes@cause[] root@causeReason remedy? repairs@repair[] "
                    + "held@waitingOn[]", fixed: Self.head + [Self.command(["why"])])
        case .error: Self.errorBody
        case .logLine: Self.logLineBody
        case .history:
            Self.list("runs", "run# command cluster began@time ended@time? steps# verdict@verdict?")
        case .wait:
            SchemaNotation.object(
                "exitCode# verdict@waitVerdict conditions@waitState[] fired? seconds# readingCommands#",
                fixed: Self.head + [Self.command(["wait"])])
        case .planFile: Self.planFileBody
        case .lab: SchemaNotation.object("hub identityFile knownHostsFile hosts@labHost[]", fixed: Self.head)
        case .version: SchemaNotation.object("version", fixed: Self.head)
        }
    }

    private static let head = [JSON.Member("formatVersion", ["const": .integer(RunJSON.formatVersion)])]

    private static func command(_ words: [String]) -> JSON.Member {
        .init("command", SchemaNotation.choice(words))
    }

    /// Only apply has what was done, and only describe has causes.
    private static var runBody: JSON {
        let whole = SchemaNotation.object(
            "simulated!~ cluster exitCode# verdict@verdict seconds% commands@counts resources@status[] plan@planCounts "
                + "differences@difference[] steps@step[] held@held[] unknown@unknown[] unmanaged@unmanaged[] scope@scope~ "
                + "running@step[]~ noted@noted[]~ refusals[]~ done@taken[]~ waits@wait[]~ stages@stage[]~ causes@cause[]~",
            fixed: head + [command(runVerbs)])
        guard case .object(let members) = whole else { return whole }
        return .object(
            members + [
                .init(
                    "allOf", [only("apply", has: ["done", "waits", "stages"]), only("describe", has: ["causes"])])
            ])
    }

    private static func only(_ verb: String, has names: [String]) -> JSON {
        let absent = names.map { JSON.Member($0, false) }
        return [
            "if": ["properties": ["command": ["const": .string(verb)]]],
            "then": ["required": .array(names.map(JSON.string))], "else": ["properties": .object(absent)],
        ]
    }

    private static var errorBody: JSON {
        let verb = JSON.Member("command", ["type": "string"])
        return [
            "anyOf": [
                SchemaNotation.object("exitCode# diagnostics@diagnostic[]", fixed: head + [verb]),
                SchemaNotation.object("exitCode# unread[]", fixed: head + [verb]),
            ]
        ]
    }

    private static var logLineBody: JSON {
        let shapes = OutputVocabulary.events.map(\.members).distinct()
        return [
            "anyOf": .array(
                shapes.map { shape in
                    let words = OutputVocabulary.events.filter { $0.members == shape }.map(\.word)
                    return SchemaNotation.object(
                        "time@time level@level message \(shape)",
                        fixed: [.init("event", SchemaNotation.choice(words))])
                })
        ]
    }

    private static func list(_ name: String, _ notation: String) -> JSON {
        let items: JSON = ["type": "array", "items": SchemaNotation.object(notation)]
        return SchemaNotation.object("", fixed: head + [.init(name, items)])
    }

    private static var planFileBody: JSON {
        let step = SchemaNotation.object(
            "resource@resource action@action subject summary risk@risk isReady! commands[] differences[]")
        return SchemaNotation.object(
            "cluster created@time",
            fixed: [
                .init("kind", ["const": "plan of hcctl"]), .init("version", ["const": 1]),
                .init("steps", ["type": "array", "items": step]),
            ])
    }
}
