internal import ClusterModel

/// The `key: value` lines of `gluster get-state`. Sections are used for one thing only: the last one shows that the
/// text is whole.
struct GlusterState {
    private let values: [String: String]
    private let optionLines: [(key: String, value: String)]

    init(_ text: String) throws(UnreadableState) {
        var values: [String: String] = [:]
        var options: [(key: String, value: String)] = []
        let lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: true).map {
            String(Substring($0))
        }
        guard lines.contains("[Global]"), lines.contains("[Misc]") else {
            throw UnreadableState("it has no beginning or no end", text)
        }
        for line in lines where !line.hasPrefix("[") {
            let (key, value) = try Self.pair(line)
            guard values.updateValue(value, forKey: key) == nil else {
                throw UnreadableState("a key stands twice", line)
            }
            if key.contains(".options.") { options.append((key, value)) }
        }
        self.values = values
        optionLines = options
    }

    private static func pair(_ line: String) throws(UnreadableState) -> (key: String, value: String) {
        guard let colon = line.firstIndex(of: ":") else { throw UnreadableState("a line is not `key: value`", line) }
        let value = line[line.index(after: colon)...]
        return (String(line[..<colon]), String(value.hasPrefix(" ") ? value.dropFirst() : value))
    }

    subscript(_ key: String) -> String? { values[key] }

    /// Not empty.
    func text(_ key: String) throws(UnreadableState) -> String {
        guard let value = values[key], !value.isEmpty else { throw UnreadableState("it is missing", key) }
        return value
    }

    func number(_ key: String) throws(UnreadableState) -> Int {
        let text = try text(key)
        guard let number = Int(text), number >= 0 else { throw UnreadableState("it is no number", "\(key): \(text)") }
        return number
    }

    /// In lower case.
    func uuid(_ key: String) throws(UnreadableState) -> String {
        let text = try text(key)
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        let isUUID = parts.map(\.utf8.count) == [8, 4, 4, 4, 12] && parts.allSatisfy { $0.allSatisfy(\.isHexDigit) }
        guard isUUID else { throw UnreadableState("it is no UUID", "\(key): \(text)") }
        return text.lowercased()
    }

    func choice<Value>(_ key: String, _ values: [String: Value]) throws(UnreadableState) -> Value {
        let text = try text(key)
        guard let value = values[text] else { throw UnreadableState("it is a word not known here", "\(key): \(text)") }
        return value
    }

    /// Whether a brick's process runs; not told of other hosts' bricks.
    func isRunning(_ brick: String) -> Reading<Bool> {
        switch values["\(brick).status"] {
        case "Started"?: .known(true)
        case "Stopped"?: .known(false)
        case nil: .unknown(.notAsked)
        case let word?:
            .unknown(.unreadable(command: "gluster get-state", why: "the brick is on its way", excerpt: word))
        }
    }

    /// Things that are numbered from 1: `Peer1.…`, `Volume2.…`, `Volume2.Brick1.…`, until one has no key.
    func numbered<Value>(
        _ prefix: String, _ read: (GlusterState, String) throws(UnreadableState) -> Value
    ) throws(UnreadableState) -> [Value] {
        var found: [Value] = []
        while has("\(prefix)\(found.count + 1)") { found.append(try read(self, "\(prefix)\(found.count + 1)")) }
        return found
    }

    /// Reconfigured options, by name.
    func options(of volume: String) -> [GlusterOption] {
        let prefix = "\(volume).options."
        return optionLines.filter { $0.key.hasPrefix(prefix) }
            .map { GlusterOption(String($0.key.dropFirst(prefix.count)), $0.value) }
            .sorted { $0.name < $1.name }
    }

    /// Every thing that is listed has one of these keys.
    private func has(_ item: String) -> Bool {
        ["primary_hostname", "uuid", "name", "id", "path", "hostname"].contains { values["\(item).\($0)"] != nil }
    }
}
