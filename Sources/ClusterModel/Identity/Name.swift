/// A name of its own kind: a host's name is never taken for a volume's.
package struct Name<Tag>: Sendable, Hashable, Comparable, CustomStringConvertible, ExpressibleByStringLiteral {
    /// The name as written in the manifest.
    package let text: String

    /// A name; whether it is well formed is the reader's business.
    package init(_ text: String) { self.text = text }

    /// A name written in code.
    package init(stringLiteral value: String) { text = value }

    /// The name as written in the manifest.
    package var description: String { text }

    /// By Unicode scalars, the same on every machine.
    package static func < (left: Self, right: Self) -> Bool { left.text < right.text }
}

extension Name: Codable {
    /// A name is written as its text.
    package init(from decoder: any Decoder) throws { self.init(try decoder.singleValueContainer().decode(String.self)) }

    /// A name is written as its text.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
