package import ClusterModel
package import World

extension HostOSParser {
    /// By path of the brick, from the two answers about the directories and about their marks.
    package static func bricks(
        _ paths: [String], directories: QueryResult, marks: QueryResult
    ) -> [String: Reading<BrickDirectory>] {
        let contents = contents(directories, of: paths)
        let marks = Self.marks(marks, of: paths)
        return each(of: paths) { () throws(UnknownReason) in
            { path in
                guard let content = contents[path], let mark = marks[path] else { return .unknown(.notAsked) }
                return brick(isEmpty: content, volumeID: mark, path, directories)
            }
        }
    }

    /// | directory | mark              | brick                      |
    /// |-----------|-------------------|----------------------------|
    /// | absent    | any               | absent                     |
    /// | unknown   | any               | unknown                    |
    /// | known     | known             | known with the mark        |
    /// | known     | known to be none  | known without              |
    /// | known     | path absent       | unknown: it changed meanwhile |
    /// | known     | unknown           | unknown                    |
    static func brick(
        isEmpty: Reading<Bool>, volumeID: Reading<String?>, _ path: String, _ answer: QueryResult
    ) -> Reading<BrickDirectory> {
        switch (isEmpty, volumeID) {
        case (.absent, _): .absent
        case (.unknown(let why), _), (.known, .unknown(let why)): .unknown(why)
        case (.known(let isEmpty), .known(let id)): .known(BrickDirectory(isEmpty: isEmpty, volumeID: id))
        case (.known, .absent): .unknown(answer.unreadable("it was there, and then it was not", excerpt: path))
        }
    }

    /// Whether a directory is empty, by path.
    static func contents(_ answer: QueryResult, of paths: [String]) -> [String: Reading<Bool>] {
        each(of: paths) { () throws(UnknownReason) in
            let end = try answer.end(oneOf: [0, 1])
            let lines = Set(end.outputLines)
            let complaints = end.complaints(of: "find")
            return { path in
                if let words = complaints[path] { return complaint(words, path, answer, end) }
                if lines.contains("empty \(path)") { return .known(true) }
                if lines.contains("full \(path)") { return .known(false) }
                guard lines.contains("other \(path)") else { return .unknown(answer.silent(about: path, end)) }
                return .unknown(answer.unreadable("it is not a directory", excerpt: path))
            }
        }
    }

    /// The volume's mark, by path: known to be nil where the directory carries none, absent where it is missing itself.
    static func marks(
        _ answer: QueryResult, of paths: [String], named name: String = HostOSCommands.mark
    ) -> [String: Reading<String?>] {
        each(of: paths) { () throws(UnknownReason) in
            let end = try answer.end(oneOf: [0, 1])
            let values = markValues(end.outputLines, name)
            let (errors, complaints) = (Set(end.errorLines), end.complaints(of: "getfattr"))
            return { path in
                // Of trusted.gfid gluster asks only whether it is there (glusterfs: glusterd_is_path_in_use).
                if let value = values[path] {
                    return name == HostOSCommands.gfid ? .known(value) : uuid(value, answer)
                }
                if errors.contains("\(path): \(name): No such attribute") { return .known(nil) }
                if let words = complaints[path] { return complaint(words, path, answer, end) }
                return .unknown(answer.silent(about: path, end))
            }
        }
    }

    /// `# file: PATH` and, on the next line, `NAME=0x…`.
    private static func markValues(_ lines: [String], _ attribute: String) -> [String: String] {
        let (head, name) = ("# file: ", "\(attribute)=")
        var values: [String: String] = [:]
        for (line, next) in zip(lines, lines.dropFirst()) where line.hasPrefix(head) && next.hasPrefix(name) {
            values[String(line.dropFirst(head.count))] = String(next.dropFirst(name.count))
        }
        return values
    }

    /// `0xf6a90261…` as `f6a90261-…`.
    private static func uuid(_ value: String, _ answer: QueryResult) -> Reading<String?> {
        let digits = value.dropFirst(2).lowercased()
        guard value.hasPrefix("0x"), digits.utf8.count == 32, digits.allSatisfy(\.isHexDigit) else {
            return .unknown(answer.unreadable("it is not a UUID in hex", excerpt: value))
        }
        var rest = digits[...]
        let parts = [8, 4, 4, 4, 12].map { length in
            defer { rest = rest.dropFirst(length) }
            return rest.prefix(length)
        }
        return .known(parts.joined(separator: "-"))
    }

    /// Entries that wait to be healed, by path of the brick. Each is one more link of a file `xattrop-…`; an index
    /// without such a file has never had an entry.
    package static func healBacklog(_ answer: QueryResult, of paths: [String]) -> [String: Reading<Int>] {
        each(of: paths) { () throws(UnknownReason) in
            let end = try answer.end(oneOf: [0, 1])
            let lines = end.outputLines.map { $0.split(separator: " ", maxSplits: 1) }
            let complaints = end.complaints(of: "find")
            return { path in
                let directory = path + HostOSCommands.indexDirectory
                if let words = complaints[directory] { return complaint(words, directory, answer, end) }
                return backlog(lines.filter { $0.last == Substring(directory) }.compactMap(\.first), answer, end)
            }
        }
    }

    /// From the words before the index's path: numbers of links, then `end`.
    private static func backlog(_ words: [Substring], _ answer: QueryResult, _ end: Finished) -> Reading<Int> {
        guard words.last == "end" else { return .unknown(answer.silent(about: "the end of an index", end)) }
        let links = words.dropLast().map { Int($0) ?? 0 }
        guard links.allSatisfy({ $0 > 0 }) else {
            return .unknown(answer.unreadable("it is not a number of links", excerpt: words.joined(separator: " ")))
        }
        return .known(links.reduce(0) { $0 + $1 - 1 })
    }

    static func complaint<Value>(
        _ words: String, _ path: String, _ answer: QueryResult, _ end: Finished
    ) -> Reading<Value> {
        words == "No such file or directory" ? .absent : .unknown(answer.refused(end))
    }
}
