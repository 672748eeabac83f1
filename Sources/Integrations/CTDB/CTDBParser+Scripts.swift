package import ClusterModel
package import World

/// Event scripts.
extension CTDBParser {
    /// `* 00.ctdb` is enabled, `  60.nfs` is not; absent where the tool is not installed.
    package static func scriptList(_ answer: QueryResult) -> Reading<[String: Bool]> {
        if case .notRun(.absent) = answer.outcome { return .absent }
        return Reading(try scriptLines(answer))
    }

    private static func scriptLines(_ answer: QueryResult) throws(UnknownReason) -> [String: Bool] {
        let text = try answer.text()
        guard text.isEmpty || text.last == "\n" else {
            throw answer.unreadable("its end is missing", excerpt: String(text.suffix(80)))
        }
        var scripts: [String: Bool] = [:]
        for line in text.split(separator: "\n") {
            let mark = line.prefix(2)
            let name = line.dropFirst(2)
            guard mark == "* " || mark == "  ", !name.isEmpty, !name.contains(" ") else {
                throw answer.unreadable("a line names no script", excerpt: String(line))
            }
            scripts[String(name)] = mark == "* "
        }
        return scripts
    }

    /// Exit status of `ctdb event status` while a script failed or before the first event has run.
    private static let statuses: Set<Int> = Set(0...255).subtracting([5, 127])

    /// `NAME  STATUS  SECONDS  DATE`, and below it `  OUTPUT: …` of a script that failed. Ends with an errno of the
    /// script that failed; 22 (EINVAL) before the first event, 5 (EIO) without an event daemon.
    static func scripts(_ answer: QueryResult) -> Reading<[CTDBScriptResult]> {
        do throws(UnknownReason) {
            let end = try answer.end(oneOf: statuses)
            guard let text = String(validating: end.output, as: UTF8.self) else {
                throw answer.unreadable("it is not UTF-8", excerpt: end.words)
            }
            if text.hasPrefix("Event monitor has never run") { return .absent }
            guard text.last == "\n" else { throw answer.refused(end) }
            return .known(try results(text, answer))
        } catch {
            return .unknown(error)
        }
    }

    private static func results(_ text: String, _ answer: QueryResult) throws(UnknownReason) -> [CTDBScriptResult] {
        var results: [CTDBScriptResult] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
            let words = line.split(separator: " ")
            if words.count > 2, isScript(words[0]), let status = CTDBScriptResult.Status(rawValue: String(words[1])) {
                results.append(CTDBScriptResult(String(words[0]), status))
            } else if let last = results.popLast() {
                results.append(CTDBScriptResult(last.name, last.status, output: joined(last.output, line)))
            } else {
                throw answer.unreadable("it does not begin with a script", excerpt: String(line))
            }
        }
        return results
    }

    /// `05.system`: CTDB runs no script whose name does not begin with two digits and a dot.
    private static func isScript(_ word: Substring) -> Bool {
        let start = Array(word.utf8.prefix(3))
        return start.count == 3 && start[0...1].allSatisfy { (0x30...0x39).contains($0) } && start[2] == 0x2E
    }

    /// Characters kept of a script's output: its first lines say what is wrong. Some scripts print the table of processes
    /// after it.
    static let outputLimit = 200

    /// One line, without the word that begins the output.
    private static func joined(_ earlier: String, _ line: Substring) -> String {
        let text = line.drop { $0 == " " }
        let said = text.hasPrefix("OUTPUT:") ? text.dropFirst("OUTPUT:".count).drop { $0 == " " } : text
        let whole = said.isEmpty ? earlier : earlier.isEmpty ? String(said) : "\(earlier); \(said)"
        return String(whole.prefix(outputLimit))
    }
}
