import ClusterModel
import Foundation
import TestSupport
import Testing

@testable import Manifests

/// Our reader and an independent implementation of JSON Schema say the same of the same documents. JSON is YAML, so
/// both are given the very same bytes.
@Suite struct SchemaAgreementTests {
    /// Documents of a run; scripts/test asks for more than a quick one.
    private static var count: Int {
        ProcessInfo.processInfo.environment["HCCTL_MUTATIONS"].flatMap(Int.init) ?? 3000
    }

    /// What the reader says of one document by itself, without what a schema cannot say.
    private func errors(_ document: JSON) -> [String] {
        let read = ManifestReader.diagnostics(in: .written(document.line + "\n", as: "m.json"))
        return read.filter { $0.severity == .error }.map(\.description).filter { !SchemaBlind.covers($0) }
    }

    private func samples() throws -> [JSON] {
        try SampleFiles.valid.flatMap { try SampleFiles.valid($0) }.flatMap { source in
            YAMLReader.documents(of: source).documents.map { node in
                let kind = node.entry("kind")?.value.text.flatMap(ResourceKind.init)
                return JSON(node, as: kind?.definition.whole)
            }
        }
    }

    @Test(.enabled(if: SchemaScript.isAvailable, Comment(rawValue: SchemaScript.remedy)))
    func bothSayTheSame() throws {
        let start = ContinuousClock.now
        var made = GeneratedJSON(numbers: SeededNumbers(seed: 6))
        let samples = try samples()
        var documents = samples + ResourceKind.allCases.flatMap { kind in (0..<40).map { _ in made.document(kind) } }
        let whole = documents
        while documents.count < Self.count {
            guard let next = whole.randomElement(using: &made.numbers) else { break }
            // An empty document is none to YAML, and a value to JSON.
            let mutated = made.mutated(next)
            if mutated != .null { documents.append(mutated) }
        }
        let (status, verdicts) = try SchemaScript.run(
            ["verdicts"], input: documents.map { $0.line + "\n" }.joined())
        #expect(status == 0 && verdicts.count == documents.count)
        var (valid, slowest, slowestLine) = (0, Duration.zero, "")
        for (document, verdict) in zip(documents, verdicts) {
            var errors: [String] = []
            let took = ContinuousClock().measure { errors = self.errors(document) }
            if took > slowest { (slowest, slowestLine) = (took, document.line) }
            if errors.isEmpty { valid += 1 }
            #expect(errors.isEmpty == (verdict == "valid"), "\(document.line)\nschema: \(verdict)\nreader: \(errors)")
        }
        #expect(valid > samples.count && valid < documents.count - samples.count)
        print(
            "\(documents.count) documents, \(valid) of them valid, one verdict each; slowest \(slowest) with "
                + "\(slowestLine.utf8.count) bytes; \(ContinuousClock.now - start) in all, peak memory "
                + "\(Memory.peakMiB) MiB")
    }

    /// Where YAML and JSON differ in what a scalar is, by name: a document, and whether reader and schema take it.
    private static let typing: [(name: String, document: String, reader: Bool, schema: Bool)] = [
        ("a number is a text where a text is meant", head("7"), true, false),
        ("a truth value is a text where a text is meant", head("true"), true, false),
        ("a number in quotes is no number", volume(#""3""#), false, false),
        ("a fraction is no whole number, even if nothing is behind its point", volume("3.0"), false, true),
        ("an exponent makes no whole number", volume("3e0"), false, true),
        ("an empty document is none", "null", true, false),
        ("DEL is no character of YAML", head("\"a\u{7F}\", \"labels\": {\"a\": \"\u{7F}\"}"), false, false),
        ("a pair of surrogates is no escape of YAML", label(#""\ud83d\udc18""#), false, true),
        ("a key twice is an error in YAML", volume(#"3, "replica": 3"#), false, true),
    ]

    private static func head(_ name: String) -> String {
        #"{"apiVersion": "hcctl.dev/v1alpha1", "kind": "Cluster", "metadata": {"name": \#(name)}, "#
            + #""spec": {"hosts": ["host1"]}}"#
    }
    private static func label(_ value: String) -> String { head(#""x", "labels": {"a": \#(value)}"#) }
    private static func volume(_ replica: String) -> String {
        #"{"apiVersion": "hcctl.dev/v1alpha1", "kind": "GlusterVolume", "metadata": {"name": "x"}, "#
            + #""spec": {"replica": \#(replica), "hosts": ["host1"], "brickPath": "/gluster/x"}}"#
    }

    @Test(.enabled(if: SchemaScript.isAvailable, Comment(rawValue: SchemaScript.remedy)))
    func typingDiffersAsListed() throws {
        let lines = Self.typing.map { $0.document + "\n" }.joined()
        let verdicts = try SchemaScript.run(["verdicts", "as-is"], input: lines).lines
        for (case_, verdict) in zip(Self.typing, verdicts) {
            let errors = ManifestReader.diagnostics(in: .written(case_.document)).filter { $0.severity == .error }
            #expect(errors.isEmpty == case_.reader, "\(case_.name): \(errors)")
            #expect((verdict == "valid") == case_.schema, "\(case_.name): \(verdict)")
        }
        #expect(verdicts.count == Self.typing.count)
    }

    @Test(.enabled(if: SchemaScript.isAvailable, Comment(rawValue: SchemaScript.remedy)))
    func samplesAreValidByTheirSchemas() throws {
        let paths = try SampleFiles.valid.flatMap { try SampleFiles.valid($0).map(\.path) }
        let absolute = paths.map { SampleFiles.root.appending(path: $0).path }
        let (status, lines) = try SchemaScript.run(["samples"] + absolute)
        #expect(status == 0, "\(lines)")
    }

    @Test(.enabled(if: SchemaScript.isAvailable, Comment(rawValue: SchemaScript.remedy)))
    func customResourcesAreStructural() throws {
        let (status, lines) = try SchemaScript.run(["structural"])
        #expect(status == 0, "\(lines)")
    }
}

/// Rules about one document that a schema cannot say, by name, with the words of their messages. What is between
/// documents, or between fields of one (`Sources/Manifests/Rules`), no schema of one document says.
enum SchemaBlind {
    struct Rule: Sendable {
        let name: String
        /// Of which a message has one.
        let words: [String]
        /// Whether it is about texts that already match the pattern of their field.
        var isAboutText = false
    }

    static let rules: [Rule] = [
        Rule(
            name: "an address is well formed",
            words: [
                "an IPv4 address has four numbers", "this is no IPv6 address", "the port belongs in ssh.port",
                "there is nothing before or after one of its dots", "a part between dots has more than",
                "no part may begin or end with", "its last part may not be a number", "the engine needs a name",
                "a name is not enough", "the length of the prefix is",
            ], isAboutText: true),
        Rule(
            name: "a duration is of a year at most", words: ["write hours, minutes and seconds with their letters"],
            isAboutText: true),
        Rule(
            name: "an annotation means something",
            words: [
                "is no path of a field", "is no consent", "is no action that needs consent", "is no date",
            ]),
        Rule(
            name: "an option is one of gluster's",
            words: [
                "has no dot; write the full name", "is no name of an option", "is one of hcctl's own marks",
                "is an option of the whole cluster", "is an option of single volumes", "gluster has no option",
                "gluster does not take", "are one option;",
            ]),
        Rule(
            name: "an option takes its value",
            words: ["” takes ", "error: the value of the option “"]),
    ]

    /// The texts that fields take, by what is said of them.
    private static let patterns: [String: String] = {
        func texts(_ schema: SchemaNode) -> [TextSchema] {
            switch schema {
            case .text(let text): [text]
            case .list(let item, _, _), .map(let item): texts(item)
            case .object(_, let fields, _): fields.flatMap { texts($0.schema) }
            default: []
            }
        }
        let all = KindDefinition.all.flatMap { texts($0.whole) }
        return Dictionary(all.map { ($0.expected, $0.pattern) }) { first, _ in first }
    }()

    static func covers(_ diagnostic: String) -> Bool {
        rules.contains { rule in
            rule.words.contains { diagnostic.contains($0) } && (!rule.isAboutText || matchesItsPattern(diagnostic))
        }
    }

    /// Whether the text that was found matches the pattern of its field.
    private static func matchesItsPattern(_ diagnostic: String) -> Bool {
        guard let match = diagnostic.firstMatch(of: #/error: expected (.*), found “(.*)”; /#),
            let pattern = patterns[String(match.1)], let regex = try? Regex(pattern)
        else { return false }
        // A long text is not shown whole.
        return String(match.2.prefix { $0 != "…" }).wholeMatch(of: regex) != nil
    }
}

/// Memory of this process.
enum Memory {
    /// The most that was ever resident (proc(5), VmHWM).
    static var peakMiB: Int { kibibytes("VmHWM:") / 1024 }
    /// What is resident now.
    static var residentMiB: Int { kibibytes("VmRSS:") / 1024 }

    private static func kibibytes(_ name: String) -> Int {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix(name) } ?? ""
        return line.split(whereSeparator: \.isWhitespace).compactMap { Int($0) }.first ?? 0
    }
}
