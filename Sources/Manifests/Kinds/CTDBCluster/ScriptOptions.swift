internal import ClusterModel

extension CTDBClusterSpec.ScriptOption: ManifestObject {
    static var title: String { "an item of scriptOptions" }
    static var blank: Self { Self() }
    @FieldList<Self> static var fields: [Field<Self>] {
        Field(
            "name", \.name, .text(.shellName), required: true, "The variable.", example: "CTDB_MONITOR_MEMORY_USAGE",
            source: "ctdb-script.options(5)")
        Field(
            "value", \.value, .text(.shellValue), required: true, "Its value, written between single quotes.",
            example: "\"80:90\"", source: "ctdb-script.options(5)")
    }
}

extension TextRule {
    /// The longest name of a file.
    private static let longestName = 255
    /// More than any variable of CTDB's scripts needs.
    private static let longestValue = 1000

    /// `60.nfs`: two digits, a dot, a name; CTDB runs no other.
    static let eventScript = TextRule(
        expected: "an event script such as 60.nfs", pattern: "^[0-9][0-9]\\.[A-Za-z0-9_.\\-]+$", longest: longestName
    ) { text in
        if let violation = Characters(lettersDigitsAnd: "_.-").violation(in: text) { return violation }
        let start = Array(text.utf8.prefix(3))
        let hasNumber = start.count == 3 && start[0..<2].allSatisfy(\.isASCIIDigit) && start[2] == UInt8(ascii: ".")
        guard hasNumber, text.utf8.count > 3 else { return "it has to begin with two digits and a dot, then a name" }
        return text.utf8.count > longestName ? "it has more than \(longestName) characters" : nil
    }

    /// A name that a shell can assign to.
    static let shellName = TextRule(
        expected: "a variable such as CTDB_MONITOR_MEMORY_USAGE", pattern: "^[A-Za-z_][A-Za-z0-9_]*$",
        longest: longestName
    ) { text in
        if let violation = Characters(lettersDigitsAnd: "_").violation(in: text) { return violation }
        guard let first = text.unicodeScalars.first, !("0"..."9").contains(first) else {
            return "it begins with a digit"
        }
        return text.utf8.count > longestName ? "it has more than \(longestName) characters" : nil
    }

    /// A value between single quotes of a shell, on one line.
    static let shellValue = TextRule(
        expected: "a text without a single quote", pattern: "^[ -&(-~]*$", longest: longestValue
    ) { text in
        guard text.utf8.allSatisfy({ (0x20...0x7E).contains($0) && $0 != 0x27 }) else {
            return "it has to be printable ASCII without single quotes"
        }
        return text.utf8.count > longestValue ? "it has more than \(longestValue) characters" : nil
    }
}
