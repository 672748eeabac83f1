internal import ClusterModel

/// The `key: value` lines of `gluster get-state`. Of the sections two things are used: the last one shows that the text
/// is whole, and the lines of `[Global options]` are options of all volumes together. What is not used may be anything,
/// and may stand there twice.
struct GlusterState {
    private var values: [String: String] = [:]
    private var ambiguous: Set<String> = []
    private var options: [String: [GlusterOption]] = [:]
    private var global: [GlusterOption] = []
    private let isEnded: Bool
    /// `Volume` has 1, 2, …; `Volume1.Brick` has 1, 2, ….
    private var numbers: [String: Set<Int>] = [:]
    /// Lines of one thing come one after the other: what was counted last is not counted again.
    private var counted: Substring.UTF8View?

    init(_ text: String) throws(UnreadableState) {
        isEnded = text.utf8.last == UInt8(ascii: "\n")
        let lines = text.utf8.split(separator: UInt8(ascii: "\n"))
        let sections = lines.filter { $0.first == UInt8(ascii: "[") }.map { String(Substring($0)) }
        guard sections.contains("[Global]"), sections.contains("[Misc]") else {
            throw UnreadableState("it has no beginning or no end", text)
        }
        // Without these two it would be others' lines that are taken for options of all volumes, or none.
        guard sections.contains("[Global options]"), sections.contains("[Peers]") else {
            throw UnreadableState("a section is missing", sections.joined(separator: " "))
        }
        var isGlobal = false
        for line in lines {
            if line.first == UInt8(ascii: "[") {
                isGlobal = String(Substring(line)) == "[Global options]"
            } else if let (key, value) = add(line), isGlobal {
                global.append(GlusterOption(key, value))
            }
        }
    }

    /// By bytes: everything that divides a line is ASCII, and there are hundreds of lines from each host in each cycle.
    private mutating func add(_ line: Substring.UTF8View) -> (key: String, value: String)? {
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return nil }
        let (name, rest) = (line[..<colon], line[line.index(after: colon)...])
        let key = String(Substring(name))
        let value = String(Substring(rest.first == UInt8(ascii: " ") ? rest.dropFirst() : rest))
        if values.updateValue(value, forKey: key) != nil { ambiguous.insert(key) }
        count(name)
        if let (volume, option) = Self.option(name) {
            options[volume, default: []].append(GlusterOption(option, value))
        }
        return (key, value)
    }

    /// Every key of a peer, a volume or a brick shows that there is one of that number.
    private mutating func count(_ key: Substring.UTF8View) {
        let numbered = Self.numberedWords(key)
        guard !numbered.isEmpty, !(counted.map { $0.elementsEqual(numbered) } ?? false) else { return }
        counted = numbered
        var path = ""
        for word in numbered.split(separator: UInt8(ascii: "."), maxSplits: 2) {
            let digits = word.reversed().prefix(while: Self.isDigit).count
            guard let number = Int(Substring(word.suffix(digits))) else { return }
            numbers[path + Substring(word.dropLast(digits)), default: []].insert(number)
            path += Substring(word) + "."
        }
    }

    /// The words at the beginning of a key that end with a digit: `Volume1.Brick2` of `Volume1.Brick2.path`.
    private static func numberedWords(_ key: Substring.UTF8View) -> Substring.UTF8View {
        var (end, isNumber) = (key.startIndex, false)
        for index in key.indices {
            if key[index] == UInt8(ascii: ".") {
                guard isNumber else { return key[..<end] }
                end = index
            }
            isNumber = isDigit(key[index])
        }
        return isNumber ? key : key[..<end]
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    /// nil where it is missing.
    func optional(_ key: String) throws(UnreadableState) -> String? {
        guard !ambiguous.contains(key) else { throw UnreadableState("it stands there twice", key) }
        return values[key]
    }

    /// Not empty.
    func text(_ key: String) throws(UnreadableState) -> String {
        guard let value = try optional(key), !value.isEmpty else { throw UnreadableState("it is missing", key) }
        return value
    }

    func number(_ key: String) throws(UnreadableState) -> Int {
        let text = try text(key)
        guard let number = Int(text), number >= 0 else { throw UnreadableState("it is no number", "\(key): \(text)") }
        return number
    }

    /// The last line that is read: its number is the whole one only if the line ends.
    func basePort() throws(UnreadableState) -> Int? { isEnded ? try port("Base port") : nil }

    /// nil where it is missing, and of 0, which is a brick's that does not run.
    func port(_ key: String) throws(UnreadableState) -> Int? {
        guard try optional(key) != nil else { return nil }
        let port = try number(key)
        return port == 0 ? nil : port
    }

    /// In lower case.
    func uuid(_ key: String) throws(UnreadableState) -> String {
        let text = try text(key)
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        let isUUID = parts.map(\.utf8.count) == [8, 4, 4, 4, 12] && parts.allSatisfy { $0.allSatisfy(\.isHexDigit) }
        guard isUUID else { throw UnreadableState("it is no UUID", "\(key): \(text)") }
        return text.lowercased()
    }

    /// nil where gluster prints `(null)`: it has not learnt a peer's UUID, or refuses it.
    func uuidIfAny(_ key: String) throws(UnreadableState) -> String? {
        try optional(key) == "(null)" ? nil : try uuid(key)
    }

    func choice<Value>(_ key: String, _ values: [String: Value]) throws(UnreadableState) -> Value {
        let text = try text(key)
        guard let value = values[text] else { throw UnreadableState("it is a word not known here", "\(key): \(text)") }
        return value
    }

    /// Whether a brick's process runs; not told of other hosts' bricks.
    func isRunning(_ brick: String) throws(UnreadableState) -> Reading<Bool> {
        switch try optional("\(brick).status") {
        case "Started"?: .known(true)
        case "Stopped"?: .known(false)
        case nil: .unknown(.notAsked)
        case let word?:
            .unknown(.unreadable(command: "gluster get-state", why: "the brick is on its way", excerpt: word))
        }
    }

    /// Things that are numbered from 1: `Peer1.…`, `Volume2.…`, `Volume2.Brick1.…`. One that is left out is an error,
    /// because it would look like one that is not there.
    func numbered<Value>(
        _ prefix: String, _ read: (GlusterState, String) throws(UnreadableState) -> Value
    ) throws(UnreadableState) -> [Value] {
        let found = numbers[prefix, default: []].sorted()
        guard found == Array(1..<found.count + 1) else {
            throw UnreadableState("a number is left out", "\(prefix)\(found.last ?? 0)")
        }
        var things: [Value] = []
        for number in found { things.append(try read(self, "\(prefix)\(number)")) }
        return things
    }

    /// Options of all volumes together that somebody has set, by name.
    func clusterOptions() throws(UnreadableState) -> [GlusterOption] { try sorted(global, "[Global options] ") }

    /// Reconfigured options, by name.
    func options(of volume: String) throws(UnreadableState) -> [GlusterOption] {
        try sorted(options[volume, default: []], "\(volume).options.")
    }

    private func sorted(_ options: [GlusterOption], _ place: String) throws(UnreadableState) -> [GlusterOption] {
        let sorted = options.sorted { $0.name < $1.name }
        if let twice = zip(sorted, sorted.dropFirst()).first(where: { $0.name == $1.name })?.0 {
            throw UnreadableState("it stands there twice", "\(place)\(twice.name)")
        }
        return sorted
    }

    private static let optionWord = "options.".utf8

    /// `Volume1.options.network.ping-timeout` is an option of `Volume1`.
    private static func option(_ key: Substring.UTF8View) -> (volume: String, name: String)? {
        guard let dot = key.firstIndex(of: UInt8(ascii: ".")) else { return nil }
        let rest = key[key.index(after: dot)...]
        guard rest.starts(with: optionWord) else { return nil }
        return (String(Substring(key[..<dot])), String(Substring(rest.dropFirst(optionWord.count))))
    }
}
