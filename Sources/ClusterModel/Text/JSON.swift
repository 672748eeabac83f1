/// A JSON value whose members keep their order, so that what is printed does not hang on the order of a Dictionary.
package indirect enum JSON: Sendable, Hashable {
    case null
    case bool(Bool)
    case integer(Int)
    /// Seconds and the like; written with three decimals.
    case decimal(Double)
    case string(String)
    case array([JSON])
    case object([Member])

    /// One member of an object.
    package struct Member: Sendable, Hashable {
        /// Its name.
        package let name: String
        /// Its value.
        package let value: JSON

        /// A member.
        package init(_ name: String, _ value: JSON) {
            self.name = name
            self.value = value
        }
    }
}

extension JSON: ExpressibleByDictionaryLiteral, ExpressibleByArrayLiteral, ExpressibleByStringLiteral,
    ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral
{
    /// An object, in the order written.
    package init(dictionaryLiteral elements: (String, JSON)...) { self = .object(elements.map { Member($0.0, $0.1) }) }
    /// An array.
    package init(arrayLiteral elements: JSON...) { self = .array(elements) }
    /// A string.
    package init(stringLiteral value: String) { self = .string(value) }
    /// An integer.
    package init(integerLiteral value: Int) { self = .integer(value) }
    /// A truth value.
    package init(booleanLiteral value: Bool) { self = .bool(value) }

    /// A string, or null.
    package init(_ text: String?) { self = text.map(JSON.string) ?? .null }
}

extension JSON: CustomStringConvertible {
    /// The document, indented by two spaces, without a final newline (RFC 8259).
    package var description: String { text(indent: 0) }

    /// The document on one line, for logs and streams.
    package var compact: String {
        switch self {
        case .array(let items): "[" + items.map(\.compact).joined(separator: ",") + "]"
        case .object(let members):
            "{" + members.map { "\(Self.quoted($0.name)):\($0.value.compact)" }.joined(separator: ",") + "}"
        case .null, .bool, .integer, .decimal, .string: description
        }
    }

    private func text(indent: Int) -> String {
        switch self {
        case .null: "null"
        case .bool(let value): value ? "true" : "false"
        case .integer(let value): "\(value)"
        case .decimal(let value): Self.decimal(value)
        case .string(let value): Self.quoted(value)
        case .array(let items): Self.block("[", "]", items.map { $0.text(indent: indent + 1) }, indent)
        case .object(let members):
            Self.block(
                "{", "}", members.map { "\(Self.quoted($0.name)): \($0.value.text(indent: indent + 1))" }, indent)
        }
    }

    private static func block(_ open: String, _ close: String, _ parts: [String], _ indent: Int) -> String {
        guard !parts.isEmpty else { return open + close }
        let inner = String(repeating: "  ", count: indent + 1)
        let lines = parts.map { inner + $0 }.joined(separator: ",\n")
        return "\(open)\n\(lines)\n\(String(repeating: "  ", count: indent))\(close)"
    }

    private static func decimal(_ value: Double) -> String {
        guard value.isFinite, abs(value) < 1e15 else { return "null" }
        let thousandths = Int64((value * 1000).rounded())
        let rest = String(abs(thousandths % 1000))
        let sign = thousandths < 0 ? "-" : ""
        return "\(sign)\(abs(thousandths / 1000)).\(String(repeating: "0", count: 3 - rest.count))\(rest)"
    }

    private static func quoted(_ text: String) -> String {
        text.unicodeScalars.reduce(into: "\"") { $0 += escaped($1) } + "\""
    }

    private static func escaped(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\"": #"\""#
        case "\\": #"\\"#
        case "\n": #"\n"#
        case "\r": #"\r"#
        case "\t": #"\t"#
        case _ where scalar.value < 0x20:
            #"\u00"# + (scalar.value < 0x10 ? "0" : "") + String(scalar.value, radix: 16)
        default: String(scalar)
        }
    }
}
