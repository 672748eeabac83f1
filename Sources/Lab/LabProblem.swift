/// Why the lab could not do something.
package struct LabProblem: Error, Sendable, Hashable, CustomStringConvertible {
    /// The attempted action and its object; follows “cannot”.
    package let doing: String
    /// What went wrong.
    package let trouble: String
    /// What the user can do.
    package let remedy: String

    package init(_ doing: String, _ trouble: String, _ remedy: String) {
        self.doing = doing
        self.trouble = trouble
        self.remedy = remedy
    }

    /// Two lines, without a final newline.
    package var description: String { "cannot \(doing): \(trouble)\n  \(remedy)" }
}

/// Parses the size of a disk.
package enum LabSize {
    /// `512MiB`, `8GiB`, `1TiB`, or bytes; nil for anything else, and for more than fits into 62 bits.
    package static func bytes(_ text: String) -> Int? {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        guard let number = Int(digits), let unit = units[String(text.dropFirst(digits.count))] else { return nil }
        let (bytes, overflow) = number.multipliedReportingOverflow(by: unit)
        return overflow ? nil : bytes
    }

    private static let units = ["": 1, "B": 1, "KiB": 1 << 10, "MiB": 1 << 20, "GiB": 1 << 30, "TiB": 1 << 40]
}
