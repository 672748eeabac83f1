/// What an option takes, and when two values mean the same to gluster.
package enum GlusterOptionType: Sendable, Hashable {
    /// `on`, `enable`, `true`, `yes`, `1` and their opposites, in any case.
    case boolean
    /// In base ten, eight (`010`) or sixteen (`0x10`), as C has it.
    case integer(GlusterRange)
    /// Bytes: `64MB`, `1.5GB`, `4096`.
    case size(GlusterRange)
    /// `20%` or `20`.
    case percent
    /// `10%`, `10GB`; a bare number is a percentage up to 100 and bytes above.
    case percentOrSize
    /// Seconds, or with a unit: `30`, `30s`, `5min`, `1d`.
    case time(GlusterRange)
    /// One of a few words, exactly.
    case choice([String])
    /// An absolute path.
    case path
    /// Addresses, names and patterns with commas between them, or the same for single directories.
    case addresses
    /// Anything.
    case text

    /// Whether gluster takes the value.
    package func takes(_ value: String) -> Bool {
        switch self {
        case .boolean: GlusterValue.boolean(value) != nil
        case .integer(let range): GlusterValue.integer(value).map(range.contains) ?? false
        case .size(let range): GlusterValue.size(value).map(range.contains) ?? false
        case .time(let range): GlusterValue.time(value).map(range.contains) ?? false
        case .percent: GlusterValue.percent(value) != nil
        case .percentOrSize: GlusterValue.percentOrSize(value) != nil
        case .choice(let words): words.contains(value)
        case .path: value.hasPrefix("/") && !value.contains("../")
        case .addresses: GlusterValue.isAddressList(value)
        case .text: true
        }
    }

    /// The one form of all values that mean the same; what cannot be read stays as it is.
    package func normal(_ value: String) -> String {
        switch self {
        case .boolean: GlusterValue.boolean(value).map { $0 ? "on" : "off" } ?? value
        case .integer: GlusterValue.integer(value).map(String.init) ?? value
        case .size: GlusterValue.size(value).map(String.init) ?? value
        case .time: GlusterValue.time(value).map(String.init) ?? value
        case .percent: GlusterValue.percent(value).map { "\($0)%" } ?? value
        case .percentOrSize: GlusterValue.percentOrSize(value) ?? value
        // gluster takes `yes` for `on` where both are among the words.
        case .choice(let words): words.contains("on") && words.contains(value) ? Self.boolean.normal(value) : value
        case .path, .addresses, .text: value
        }
    }

    /// What a value has to look like, for a message: `on or off`, `a whole number from 1 to 64`.
    package var expected: String {
        switch self {
        case .boolean: "on or off"
        case .integer(let range): "a whole number\(range.words { "\($0)" })"
        case .size(let range): "a size\(range.words(GlusterValue.sizeText)), such as 64MB or 1GB"
        case .time(let range): "a time\(range.words { "\($0)s" }), such as 30s or 5min"
        case .percent: "a percentage from 0 to 100"
        case .percentOrSize: "a percentage such as 10% or a size such as 10GB"
        case .choice(let words): "one of \(Self.list(words))"
        case .path: "an absolute path"
        case .addresses: "addresses with commas between them, such as 10.88.0.*,host1.lab.test"
        case .text: "a text"
        }
    }

    private static func list(_ words: [String]) -> String {
        guard words.count > 1, let last = words.last else { return words.first ?? "" }
        return "\(words.dropLast().joined(separator: ", ")) or \(last)"
    }
}

/// Bounds of a number; a missing one is none.
package struct GlusterRange: Sendable, Hashable {
    /// The least that is taken.
    package let least: Int?
    /// The most that is taken.
    package let most: Int?

    /// A range.
    package init(least: Int? = nil, most: Int? = nil) {
        self.least = least
        self.most = most
    }

    func contains(_ number: Int) -> Bool { number >= least ?? .min && number <= most ?? .max }

    /// ` from 1 to 64`, ` of at least 1`, or nothing.
    func words(_ write: (Int) -> String) -> String {
        switch (least, most) {
        case (let least?, let most?): " from \(write(least)) to \(write(most))"
        case (let least?, nil): " of at least \(write(least))"
        case (nil, let most?): " of at most \(write(most))"
        case (nil, nil): ""
        }
    }
}

extension GlusterOptionType {
    /// From the words of the table: `integer` and `1..64`, `choice` and `none,auto,fixed`.
    init?(_ word: String, _ limits: String) {
        switch word {
        case "boolean": self = .boolean
        case "integer": self = .integer(GlusterRange(limits))
        case "size": self = .size(GlusterRange(limits))
        case "time": self = .time(GlusterRange(limits))
        case "percent": self = .percent
        case "percent-or-size": self = .percentOrSize
        case "choice": self = .choice(limits.split(separator: ",").map(String.init))
        case "path": self = .path
        case "addresses": self = .addresses
        case "text": self = .text
        default: return nil
        }
    }
}

extension GlusterRange {
    /// From `1..64`, `1..`, `..64` or `-`.
    init(_ text: String) {
        let bounds = text.split(separator: "..", maxSplits: 1, omittingEmptySubsequences: false).map { Int($0) }
        self.init(least: bounds.first ?? nil, most: bounds.count == 2 ? bounds[1] : nil)
    }
}
