/// Every option that gluster knows: what it takes, what it is when nobody sets it, and how careful one has to be.
///
/// The text comes from a real gluster (`scripts/renew-options`); it is parsed once, when it is first asked.
package struct GlusterOptionTable: Sendable {
    /// The table of the gluster named in scripts/renew-options.origin.
    package static let shared = GlusterOptionTable(GlusterOptionText.lines)
    /// What administrators note on a volume under names of their own begins with this; gluster takes any text for it.
    package static let freePrefix = "user."

    /// In the order of their names.
    package let options: [GlusterOptionInfo]
    private let indices: [String: Int]
    private let shortNames: [String: Int]

    init(_ text: String) {
        let options = text.split(separator: "\n").compactMap { GlusterOptionInfo(line: $0) }
        self.options = options
        indices = Dictionary(options.enumerated().map { ($1.name, $0) }) { first, _ in first }
        shortNames = Dictionary(
            options.enumerated().compactMap { index, option in option.shortName.map { ($0, index) } }
        ) { first, _ in first }
    }

    /// The option of that full or short name; nil for what gluster does not know and for `user.` names.
    package func option(_ name: String) -> GlusterOptionInfo? {
        (indices[name] ?? shortNames[name]).map { options[$0] }
    }

    /// The full name of an option given by its full or short name; any other name as it is.
    package func fullName(of name: String) -> String { option(name)?.name ?? name }

    /// Whether gluster takes the name: it knows it, or it is somebody's own.
    package func knows(_ name: String) -> Bool {
        indices[name] != nil || shortNames[name] != nil || isFree(name)
    }

    /// Whether the name is somebody's own and takes any text.
    package func isFree(_ name: String) -> Bool {
        name.hasPrefix(Self.freePrefix) && name.utf8.count > Self.freePrefix.utf8.count
    }

    /// Whether gluster takes the two values of an option for the same. Values of options it does not know are texts.
    package func match(_ name: String, _ left: String, _ right: String) -> Bool {
        guard left != right else { return true }
        guard let type = option(name)?.type else { return false }
        return type.normal(left) == type.normal(right)
    }
}

/// One option of gluster. The table has one value of each, which is handed around and never copied.
package final class GlusterOptionInfo: Sendable {
    /// `performance.quick-read`.
    package let name: String
    /// `quick-read`; nil where gluster would not know which option is meant.
    package let shortName: String?
    /// What it takes.
    package let type: GlusterOptionType
    /// As gluster says it of a volume of three copies; nil where there is none.
    package let defaultValue: String?
    /// How careful one has to be.
    package let care: Care
    /// Whether it is set for all volumes together.
    package let isOfWholeCluster: Bool
    /// The op-version that a cluster needs for it.
    package let since: Int
    /// What gluster says of it, shortened; empty for what it does not document.
    package let meaning: String

    /// How careful one has to be with an option.
    package enum Care: Sendable, Hashable {
        case plain
        /// It changes what is on disk, or what protects it.
        case protected(Safest)
        /// Clients lose access, or the volume's transport changes under them.
        case disruptive
        /// gluster takes it, to no effect or under a newer name.
        case obsolete
        /// gluster refuses it in `volume set`: a command of its own sets it.
        case separate
    }

    /// Which value of a protected option protects most.
    package enum Safest: Sendable, Hashable {
        case value(String)
        /// The greater the number the better.
        case more
        /// No change is known to be safe.
        case same
    }

    /// name | short name | type | range or choices | default | class | scope | op-version | meaning
    private static let fieldCount = 9

    /// An option from its line; nil for what is no line of the table.
    init?(line: Substring) {
        let fields = line.utf8.split(
            separator: UInt8(ascii: "|"), maxSplits: Self.fieldCount - 1, omittingEmptySubsequences: false
        ).map { Self.trimmed(Substring($0)) }
        guard fields.count == Self.fieldCount, let type = GlusterOptionType(fields[2], fields[3]),
            let care = Care(fields[5]), let since = Int(fields[7])
        else { return nil }
        name = fields[0]
        shortName = fields[1] == "-" ? nil : fields[1]
        self.type = type
        defaultValue = fields[4] == "-" ? nil : fields[4] == #""""# ? "" : fields[4]
        self.care = care
        isOfWholeCluster = fields[6] == "cluster"
        self.since = since
        meaning = fields[8]
    }

    private static func trimmed(_ field: Substring) -> String {
        var bytes = field.utf8[...]
        while bytes.first == UInt8(ascii: " ") { bytes = bytes.dropFirst() }
        while bytes.last == UInt8(ascii: " ") { bytes = bytes.dropLast() }
        return String(Substring(bytes))
    }
}

extension GlusterOptionInfo.Care {
    /// From the word of the table: `plain`, `protected=auto`, …
    init?(_ word: String) {
        switch word {
        case "plain": self = .plain
        case "disruptive": self = .disruptive
        case "obsolete": self = .obsolete
        case "separate": self = .separate
        case "protected=more": self = .protected(.more)
        case "protected=same": self = .protected(.same)
        default:
            guard word.hasPrefix("protected=") else { return nil }
            self = .protected(.value(String(word.dropFirst("protected=".count))))
        }
    }
}
